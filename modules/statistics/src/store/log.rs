//! What the log of events is made of.

use circulation::{Expected, Purpose};
use db::{Result, Tx, args, sql};
use kernel::{AssignmentId, Day, Instant, UnitId};
use register::{Channel, Direction, Kind};

type Place = (i64, i64);

#[derive(sqlx::FromRow)]
pub(crate) struct LogEntry {
    pub year: i64,
    pub number: i64,
    pub registered_at: Instant,
    pub direction: Direction,
    pub kind: Kind,
    pub channel: Channel,
}

/// The entries that were registered within a time, behind one, so many.
pub(crate) async fn log_entries(
    tx: &mut Tx,
    (from, to): (Instant, Instant),
    after: Option<(Instant, i64, i64)>,
    (sees_all, limit): (bool, i64),
) -> Result<Vec<LogEntry>> {
    tx.select("select year, number, registered_at, direction, kind, channel from entry")
        .when_pair(Some((from, to)), "where registered_at >= ? and registered_at < ??")?
        .when_triple(after, "and (registered_at, year, number) > (?, ??, ???)")?
        .only_if(!sees_all, "and confidentiality in ('open', 'personal')")
        .when(Some(limit), "order by registered_at, year, number limit ?")?
        .all()
        .await
}

#[derive(sqlx::FromRow)]
pub(crate) struct LogAct {
    pub year: i64,
    pub number: i64,
    pub revision: i64,
    pub statement: String,
}

/// The acts on the entries from one to another.
pub(crate) async fn log_acts(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<LogAct>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select e.year, e.number, r.revision, r.statement from entry e join entry_revision r on r.entry = e.id
         where (e.year, e.number) >= ($1, $2) and (e.year, e.number) <= ($3, $4) order by r.leaf"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct LogAssignment {
    pub id: AssignmentId,
    pub year: i64,
    pub number: i64,
    pub parent: Option<AssignmentId>,
    pub unit: UnitId,
    pub unit_name: String,
    pub employee_name: Option<String>,
    pub purpose: Purpose,
    pub expected: Option<Expected>,
    pub due: Option<Day>,
    pub made_at: Instant,
}

/// The assignments of the same entries.
pub(crate) async fn log_assignments(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<LogAssignment>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select id, year, number, parent, unit, unit_name, employee_name, purpose, expected, due, made_at
         from assignment where (year, number) >= ($1, $2) and (year, number) <= ($3, $4) order by year, number, id"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct LogMovement {
    pub year: i64,
    pub number: i64,
    pub entry_year: i64,
    pub entry_number: i64,
    pub assignment: AssignmentId,
    pub at: Instant,
    pub statement: String,
}

/// Their movements.
pub(crate) async fn log_movements(tx: &mut Tx, (first, last): (Place, Place)) -> Result<Vec<LogMovement>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select year, number, entry_year, entry_number, assignment, at, statement from movement
         where (entry_year, entry_number) >= ($1, $2) and (entry_year, entry_number) <= ($3, $4) order by leaf"
    );
    tx.all(sql, args).await
}
