//! What is examined: everything of each entry, in the order of entries.

use crate::{Assignment, Statement};
use db::{Result, Tx, args, sql};
use std::collections::VecDeque;
use uuid::Uuid;

type Place = (i64, i64);

#[derive(sqlx::FromRow)]
struct Row {
    year: i64,
    number: i64,
}

/// The entries that were ever assigned, behind one.
pub(crate) async fn places_after(tx: &mut Tx, (year, number): Place, limit: i64) -> Result<Vec<Place>> {
    let args = args![tx, year, number, limit];
    let sql = sql!(
        "select distinct year, number from assignment where (year, number) > ($1, $2) order by year, number limit $3"
    );
    Ok(tx.all::<Row>(sql, args).await?.into_iter().map(|row| (row.year, row.number)).collect())
}

/// The assignments of the entries from one to another.
pub(crate) async fn between(tx: &mut Tx, first: Place, last: Place) -> Result<VecDeque<Assignment>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select id, year, number, parent, unit, unit_name, employee, employee_name, purpose, expected, instructions, due,
           state, made_at, made_by, made_by_name, made_by_unit, accepted_at, ended_at, answer_year, answer_number,
           file, file_name
         from assignment where (year, number) >= ($1, $2) and (year, number) <= ($3, $4) order by year, number, id"
    );
    Ok(tx.all(sql, args).await?.into())
}

#[derive(sqlx::FromRow)]
pub(super) struct Stated {
    entry_year: i64,
    entry_number: i64,
    statement: String,
}

/// What a movement states, as far as it can be read.
pub(super) fn stated(row: Stated) -> Option<(Place, Statement)> {
    let statement = serde_json::from_str(&row.statement).ok()?;
    Some(((row.entry_year, row.entry_number), statement))
}

/// What was done with the entries from one to another, oldest first in each, as far as it can be read.
pub(crate) async fn statements_between(tx: &mut Tx, first: Place, last: Place) -> Result<VecDeque<(Place, Statement)>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select entry_year, entry_number, statement from movement
         where (entry_year, entry_number) >= ($1, $2) and (entry_year, entry_number) <= ($3, $4)
         order by entry_year, entry_number, year, number"
    );
    let rows: Vec<Stated> = tx.all(sql, args).await?;
    Ok(rows.into_iter().filter_map(stated).collect())
}

#[derive(sqlx::FromRow)]
struct Reader {
    year: i64,
    number: i64,
    holder: Uuid,
}

/// To whom the entries from one to another are open though they are restricted.
pub(crate) async fn readers_between(tx: &mut Tx, first: Place, last: Place) -> Result<VecDeque<(Place, Uuid)>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select year, number, holder from entry_reader
         where (year, number) >= ($1, $2) and (year, number) <= ($3, $4) order by year, number, holder"
    );
    let rows: Vec<Reader> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|row| ((row.year, row.number), row.holder)).collect())
}

/// Entries that are open to somebody though they were never given to anybody.
pub(crate) async fn unmoved_readers(tx: &mut Tx, limit: i64) -> Result<Vec<Place>> {
    let args = args![tx, limit];
    let sql = sql!(
        "select distinct r.year, r.number from entry_reader r
         where not exists (select 1 from assignment a where a.year = r.year and a.number = r.number)
         order by r.year, r.number limit $1"
    );
    Ok(tx.all::<Row>(sql, args).await?.into_iter().map(|row| (row.year, row.number)).collect())
}

/// How far an entry is said to be.
#[derive(sqlx::FromRow)]
pub(crate) struct Kept {
    pub year: i64,
    pub number: i64,
    pub state: register::State,
    pub direction: register::Direction,
    pub handling: Option<register::Handling>,
}

/// How far the entries from one to another are said to be.
pub(crate) async fn handlings_between(tx: &mut Tx, first: Place, last: Place) -> Result<VecDeque<Kept>> {
    let args = args![tx, first.0, first.1, last.0, last.1];
    let sql = sql!(
        "select year, number, state, direction, handling from entry
         where (year, number) >= ($1, $2) and (year, number) <= ($3, $4) order by year, number"
    );
    Ok(tx.all(sql, args).await?.into())
}

/// Entries that are said to be in hand or done though they were never given to anybody, of those that were registered since
/// the first movement of all: what was there before the program circulated anything may be said to be done.
pub(crate) async fn unmoved_handlings(tx: &mut Tx, limit: i64) -> Result<Vec<Place>> {
    let args = args![tx, limit];
    let sql = sql!(
        "select e.year, e.number from entry e
         where e.registered_at >= (select at from movement order by leaf limit 1) and e.handling in ('in_hand', 'done')
           and not exists (select 1 from assignment a where a.year = e.year and a.number = e.number)
         order by e.year, e.number limit $1"
    );
    Ok(tx.all::<Row>(sql, args).await?.into_iter().map(|row| (row.year, row.number)).collect())
}
