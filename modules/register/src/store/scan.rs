//! What still misses its scan.

use super::list::Place;
use crate::Awaiting;
use db::{Result, Tx, args, sql};
use kernel::{EntryId, Instant};

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

pub(crate) async fn await_scan(tx: &mut Tx, (year, number): Place, since: Instant) -> Result<()> {
    let args = args![tx, year, number, since];
    let sql = sql!("insert into scan_awaited (year, number, since) values ($1, $2, $3) on conflict do nothing");
    tx.exec(sql, args).await?;
    Ok(())
}

/// Nothing is awaited any more; whether something was.
pub(crate) async fn scan_came(tx: &mut Tx, (year, number): Place) -> Result<bool> {
    let args = args![tx, year, number];
    Ok(tx.exec(sql!("delete from scan_awaited where year = $1 and number = $2"), args).await? > 0)
}

pub(crate) async fn awaits_scan(tx: &mut Tx, (year, number): Place) -> Result<bool> {
    let args = args![tx, year, number];
    let sql = sql!("select count(*) as count from scan_awaited where year = $1 and number = $2");
    Ok(tx.one::<Count>(sql, args).await?.count > 0)
}

pub(crate) async fn count_awaiting(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    Ok(tx.one::<Count>(sql!("select count(*) as count from scan_awaited"), args).await?.count)
}

/// What still misses its scan, the oldest first.
pub(crate) async fn awaiting(tx: &mut Tx, after: Option<Place>, limit: i64) -> Result<Vec<Awaiting>> {
    tx.select(
        "select s.year, s.number, s.since, e.direction, e.subject, e.correspondent_name, e.confidentiality, e.unit_name
         from scan_awaited s join entry e on e.year = s.year and e.number = s.number where s.year > 0",
    )
    .when_pair(after, "and (s.year, s.number) > (?, ??)")?
    .when(Some(limit), "order by s.year, s.number limit ?")?
    .all()
    .await
}

/// An act that brought files: how many there are now.
pub(crate) async fn set_files(tx: &mut Tx, entry: EntryId, (count, revision): (i64, i64)) -> Result<()> {
    let args = args![tx, entry, count, revision];
    tx.exec(sql!("update entry set file_count = $2, revision = $3 where id = $1"), args).await?;
    Ok(())
}
