//! Movements: never changed.

use crate::{Moved, Statement};
use db::{Result, Tx, args, sql};
use kernel::{AssignmentId, Instant};

#[derive(sqlx::FromRow)]
struct Number {
    number: i64,
}

/// The next number of a movement in a year, taken under the lock of the log.
pub(crate) async fn next_number(tx: &mut Tx, year: i64) -> Result<i64> {
    let args = args![tx, year];
    let sql = sql!(
        "insert into movement_counter (year, last) values ($1, 1)
         on conflict (year) do update set last = movement_counter.last + 1 returning last as number"
    );
    Ok(tx.one::<Number>(sql, args).await?.number)
}

/// A movement as it is kept.
#[derive(sqlx::FromRow)]
pub(crate) struct MovementRow {
    pub year: i64,
    pub number: i64,
    pub leaf: i64,
    pub statement: String,
}

pub(crate) async fn insert_movement(
    tx: &mut Tx,
    row: MovementRow,
    (entry, assignment): ((i64, i64), AssignmentId),
    at: Instant,
    salt: Vec<u8>,
) -> Result<()> {
    let args = args![tx, row.year, row.number, entry.0, entry.1, assignment, at, row.leaf, salt, row.statement];
    let sql = sql!(
        "insert into movement (year, number, entry_year, entry_number, assignment, at, leaf, salt, statement)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The movements of an entry, oldest first.
pub(crate) async fn movements(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<(MovementRow, Statement)>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select year, number, leaf, statement from movement where entry_year = $1 and entry_number = $2
         order by year, number"
    );
    let rows: Vec<MovementRow> = tx.all(sql, args).await?;
    let read = |row: MovementRow| match serde_json::from_str(&row.statement) {
        Ok(statement) => Ok((row, statement)),
        Err(error) => Err(db::Error::Encode(Box::new(error))),
    };
    rows.into_iter().map(read).collect()
}

/// A movement with everything by which it is examined.
#[derive(sqlx::FromRow)]
pub(crate) struct Sealed {
    pub year: i64,
    pub number: i64,
    pub entry_year: i64,
    pub entry_number: i64,
    pub assignment: AssignmentId,
    pub at: Instant,
    pub leaf: i64,
    pub salt: Vec<u8>,
    pub statement: String,
}

/// The movements whose leaves stand at `from..to`.
pub(crate) async fn movements_between(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<Sealed>> {
    let args = args![tx, from, to];
    let sql = sql!(
        "select year, number, entry_year, entry_number, assignment, at, leaf, salt, statement from movement
         where leaf >= $1 and leaf < $2"
    );
    tx.all(sql, args).await
}

/// Who has or had what was moved behind a movement, oldest first.
pub(crate) async fn moved_since(tx: &mut Tx, (year, number): (i64, i64), limit: i64) -> Result<Vec<Moved>> {
    let args = args![tx, year, number, limit];
    let sql = sql!(
        "select m.year, m.number, a.unit, a.employee, p.unit as from_unit, p.employee as from_employee
         from movement m join assignment a on a.id = m.assignment left join assignment p on p.id = a.parent
         where (m.year, m.number) > ($1, $2) order by m.year, m.number limit $3"
    );
    tx.all(sql, args).await
}

/// The last movement of all.
pub(crate) async fn last_movement(tx: &mut Tx) -> Result<Option<(i64, i64)>> {
    let args = args![tx];
    let sql = sql!("select year, last as number from movement_counter order by year desc limit 1");
    let row: Option<Last> = tx.optional(sql, args).await?;
    Ok(row.map(|row| (row.year, row.number)))
}

#[derive(sqlx::FromRow)]
struct Last {
    year: i64,
    number: i64,
}

pub(crate) async fn count_movements(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    Ok(tx.one::<Number>(sql!("select count(*) as number from movement"), args).await?.number)
}
