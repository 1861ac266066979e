//! The tables of circulation: SQL and nothing else.

mod addressed;
mod came_back;
mod comment;
mod digest;
mod examine;
mod movement;
mod routing;
mod tray;
mod undelivered;
mod whereabouts;

pub(crate) use addressed::addressed;
pub(crate) use came_back::returns;
pub(crate) use comment::{comment_files, comments, insert_comment, insert_comment_file};
pub(crate) use digest::{
    digests, insert_digest, last_digest, section, section_plan, set_setting, setting, units_with_digest,
};
pub(crate) use examine::{
    Kept, between, handlings_between, places_after, readers_between, statements_between, unmoved_handlings,
    unmoved_readers,
};
pub(crate) use movement::{
    MovementRow, Sealed, count_movements, insert_movement, last_movement, moved_since, movements, movements_between,
    next_number,
};
pub(crate) use routing::{
    behind, cursor, end_rule, insert_rule, learn, newest, routed_by_folder, routed_by_sender, rules, set_cursor,
    unlearn, waiting,
};
pub(crate) use tray::{Asked, counts, counts_of_units, counts_plan, loads, place, tray, tray_plan};
pub(crate) use undelivered::{insert_undelivered, lost_digests, undelivered};
pub(crate) use whereabouts::whereabouts;

use crate::{Assignment, State};
use db::{Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, EmployeeId, EntryId, FileId, Instant, UnitId};

/// What is not due is sorted behind everything that is.
pub(crate) const NEVER: Day = Day(jiff::civil::date(9999, 12, 31));

pub(crate) async fn insert(tx: &mut Tx, a: &Assignment) -> Result<()> {
    let args = args![
        tx,
        a.id,
        a.year,
        a.number,
        a.parent,
        a.unit,
        a.unit_name.clone(),
        a.employee,
        a.employee_name.clone(),
        a.purpose,
        a.expected,
        a.instructions.clone(),
        a.due,
        a.due.unwrap_or(NEVER),
        a.state,
        a.made_at,
        a.made_by,
        a.made_by_name.clone(),
        a.made_by_unit.clone(),
        a.file,
        a.file_name.clone(),
    ];
    let sql = sql!(
        "insert into assignment (id, year, number, parent, unit, unit_name, employee, employee_name, purpose, expected,
           instructions, due, due_order, state, made_at, made_by, made_by_name, made_by_unit, file, file_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Keeps what moves of an assignment.
pub(crate) async fn update(tx: &mut Tx, a: &Assignment) -> Result<()> {
    let args = args![
        tx,
        a.id,
        a.state,
        a.employee,
        a.employee_name.clone(),
        a.accepted_at,
        a.ended_at,
        a.answer_year,
        a.answer_number,
    ];
    let sql = sql!(
        "update assignment set state = $2, employee = $3, employee_name = $4, accepted_at = $5, ended_at = $6,
           answer_year = $7, answer_number = $8
         where id = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn assignment(tx: &mut Tx, id: AssignmentId) -> Result<Option<Assignment>> {
    let args = args![tx, id];
    let sql = sql!(
        "select id, year, number, parent, unit, unit_name, employee, employee_name, purpose, expected, instructions, due,
           state, made_at, made_by, made_by_name, made_by_unit, accepted_at, ended_at, answer_year, answer_number,
           file, file_name
         from assignment where id = $1"
    );
    tx.optional(sql, args).await
}

/// Keeps who has an assignment now.
pub(crate) async fn hand_over(tx: &mut Tx, a: &Assignment) -> Result<()> {
    let args = args![tx, a.id, a.unit, a.unit_name.clone(), a.employee, a.employee_name.clone()];
    let sql = sql!("update assignment set unit = $2, unit_name = $3, employee = $4, employee_name = $5 where id = $1");
    tx.exec(sql, args).await?;
    Ok(())
}

/// What somebody has in hand, or waits for, in these units or in any.
fn held<'t>(select: Select<'t>, employee: EmployeeId, units: Option<&[UnitId]>) -> Result<Select<'t>> {
    let mut select = select
        .when(Some(employee), "from assignment where employee = ? and state in ('waiting', 'in_hand', 'forwarded')")?;
    if let Some(units) = units {
        select = select.only_if(true, "and").any(units, "unit = ?")?;
    }
    Ok(select)
}

/// Some of it, behind one.
pub(crate) async fn held_by(
    tx: &mut Tx,
    employee: EmployeeId,
    units: Option<&[UnitId]>,
    (after, limit): (Option<AssignmentId>, i64),
) -> Result<Vec<Assignment>> {
    let select = tx.select(
        "select id, year, number, parent, unit, unit_name, employee, employee_name, purpose, expected, instructions, due,
           state, made_at, made_by, made_by_name, made_by_unit, accepted_at, ended_at, answer_year, answer_number,
           file, file_name",
    );
    held(select, employee, units)?.when(after, "and id > ?")?.when(Some(limit), "order by id limit ?")?.all().await
}

/// How much it is.
pub(crate) async fn count_held(tx: &mut Tx, employee: EmployeeId, units: Option<&[UnitId]>) -> Result<i64> {
    let counts: Vec<Count> = held(tx.select("select count(*) as count"), employee, units)?.all().await?;
    Ok(counts.first().map_or(0, |row| row.count))
}

/// Every assignment of an entry, in the order of assigning.
pub(crate) async fn of_entry(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<Assignment>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select id, year, number, parent, unit, unit_name, employee, employee_name, purpose, expected, instructions, due,
           state, made_at, made_by, made_by_name, made_by_unit, accepted_at, ended_at, answer_year, answer_number,
           file, file_name
         from assignment where year = $1 and number = $2 order by id"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Found {
    id: AssignmentId,
    state: State,
    parent: Option<AssignmentId>,
    made_at: Instant,
    ended_at: Option<Instant>,
}

/// What decides in whose hands an entry is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Hands {
    /// Somebody has to act.
    pub open: bool,
    /// It came back to the protocol office and waits there.
    pub returned: bool,
    /// Somebody acted.
    pub done: bool,
}

/// In whose hands an entry is: of those who are to act.
pub(crate) async fn hands(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Hands> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select id, state, parent, made_at, ended_at from assignment where year = $1 and number = $2 and purpose = 'action'"
    );
    let rows: Vec<Found> = tx.all(sql, args).await?;
    let any = |wanted: &dyn Fn(&Found) -> bool| rows.iter().any(wanted);
    // What came back waits until it is given to somebody else, and again when that is taken back.
    let again = |back: &Found| {
        let later = |r: &Found| r.id > back.id && Some(r.made_at) >= back.ended_at;
        rows.iter().any(|r| later(r) && r.parent.is_none() && r.state != State::Withdrawn)
    };
    Ok(Hands {
        open: any(&|r| matches!(r.state, State::Waiting | State::InHand | State::Forwarded)),
        returned: any(&|r| r.state == State::Returned && r.parent.is_none() && !again(r)),
        done: any(&|r| r.state == State::Done),
    })
}

/// A deadline.
#[derive(sqlx::FromRow)]
pub(crate) struct Due {
    pub id: AssignmentId,
    pub due: Day,
}

/// What has to be done from one day to another.
pub(crate) async fn due_between(tx: &mut Tx, from: Day, to: Day, limit: i64) -> Result<Vec<Due>> {
    let args = args![tx, from, to, limit];
    let sql = sql!(
        "select a.id, a.due from assignment a join entry e on e.year = a.year and e.number = a.number
         where a.due_order >= $1 and a.due_order <= $2 and a.state in ('waiting', 'in_hand') and a.due is not null
           and a.purpose = 'action' and e.state = 'active'
         order by a.due_order, a.id limit $3"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// How many of those to whom an assignment was passed on are not done yet.
pub(crate) async fn open_children(tx: &mut Tx, parent: AssignmentId) -> Result<i64> {
    let args = args![tx, parent];
    let sql = sql!(
        "select count(*) as count from assignment
         where parent = $1 and purpose = 'action' and state in ('waiting', 'in_hand', 'forwarded')"
    );
    Ok(tx.one::<Count>(sql, args).await?.count)
}

/// Ends or reopens one whose children moved.
pub(crate) async fn set_state(tx: &mut Tx, id: AssignmentId, state: State, ended: Option<Instant>) -> Result<()> {
    let args = args![tx, id, state, ended];
    tx.exec(sql!("update assignment set state = $2, ended_at = $3 where id = $1"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Hash {
    sha256: Vec<u8>,
}

/// The SHA-256 of a file.
pub(crate) async fn hash(tx: &mut Tx, file: FileId) -> Result<Option<Vec<u8>>> {
    let args = args![tx, file];
    Ok(tx.optional::<Hash>(sql!("select sha256 from file where id = $1"), args).await?.map(|row| row.sha256))
}

/// What an entry is about, which way it goes, and who may read it.
#[derive(sqlx::FromRow)]
pub(crate) struct Subject {
    pub id: EntryId,
    pub subject: String,
    pub direction: register::Direction,
    pub confidentiality: register::Confidentiality,
}

pub(crate) async fn subject(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Option<Subject>> {
    let args = args![tx, year, number];
    tx.optional(sql!("select id, subject, direction, confidentiality from entry where year = $1 and number = $2"), args)
        .await
}

#[derive(sqlx::FromRow)]
struct Corrected {
    year: i64,
    number: i64,
}

/// Which of these entries are open and were corrected.
pub(crate) async fn corrected(tx: &mut Tx, places: &[(i64, i64)]) -> Result<Vec<(i64, i64)>> {
    let select = tx.select("select year, number from entry where revision > 0 and confidentiality = 'open' and");
    let select = select.any_pair(places, "year = ? and number = ??")?;
    let rows: Vec<Corrected> = select.when(Some(places.len() as i64), "limit ?")?.all().await?;
    Ok(rows.into_iter().map(|row| (row.year, row.number)).collect())
}
