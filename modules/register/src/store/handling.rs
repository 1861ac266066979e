//! How far the handling of entries is.

use super::list::Place;
use crate::{Handling, Unassigned};
use db::{Result, Tx, args, sql};
use uuid::Uuid;

/// No page of lines was given to more people.
const MANY: i64 = 10_000;

pub(crate) async fn set_handling(tx: &mut Tx, (year, number): Place, handling: Option<Handling>) -> Result<()> {
    let args = args![tx, year, number, handling];
    tx.exec(sql!("update entry set handling = $3 where year = $1 and number = $2"), args).await?;
    Ok(())
}

/// What nobody has, the oldest first.
pub(crate) async fn unassigned(tx: &mut Tx, after: Option<Place>, limit: i64) -> Result<Vec<Unassigned>> {
    tx.select(
        "select year, number, direction, registered_at, subject, correspondent_name, kind, confidentiality, competent,
           competent_name, file_count from entry where handling = 'unassigned'",
    )
    .when_pair(after, "and (year, number) > (?, ??)")?
    .when(Some(limit), "order by year, number limit ?")?
    .all()
    .await
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

pub(crate) async fn count_unassigned(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from entry where handling = 'unassigned'"), args).await?;
    Ok(row.count)
}

/// Whether nobody has an entry.
pub(crate) async fn waits(tx: &mut Tx, (year, number): Place) -> Result<bool> {
    let args = args![tx, year, number];
    let sql = sql!("select count(*) as count from entry where year = $1 and number = $2 and handling = 'unassigned'");
    Ok(tx.one::<Count>(sql, args).await?.count > 0)
}

/// Lets an employee, or those who lead a unit, read an entry though it is restricted.
pub(crate) async fn admit(tx: &mut Tx, (year, number): Place, holder: Uuid) -> Result<()> {
    let args = args![tx, year, number, holder];
    let sql = sql!("insert into entry_reader (year, number, holder) values ($1, $2, $3) on conflict do nothing");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn dismiss(tx: &mut Tx, (year, number): Place, holder: Uuid) -> Result<()> {
    let args = args![tx, year, number, holder];
    tx.exec(sql!("delete from entry_reader where year = $1 and number = $2 and holder = $3"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Reader {
    holder: Uuid,
}

/// To whom the entry was given.
pub(crate) async fn readers(tx: &mut Tx, (year, number): Place) -> Result<Vec<Uuid>> {
    let args = args![tx, year, number];
    let rows: Vec<Reader> =
        tx.all(sql!("select holder from entry_reader where year = $1 and number = $2"), args).await?;
    Ok(rows.into_iter().map(|row| row.holder).collect())
}

#[derive(sqlx::FromRow)]
struct ReaderOf {
    year: i64,
    number: i64,
    holder: Uuid,
}

/// To whom each of these entries was given.
pub(crate) async fn readers_of(tx: &mut Tx, places: &[Place]) -> Result<Vec<(Place, Uuid)>> {
    let select = tx.select("select year, number, holder from entry_reader where");
    let select = select.any_pair(places, "year = ? and number = ??")?;
    let rows: Vec<ReaderOf> = select.when(Some(MANY), "limit ?")?.all().await?;
    Ok(rows.into_iter().map(|row| ((row.year, row.number), row.holder)).collect())
}
