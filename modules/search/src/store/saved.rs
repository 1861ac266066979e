//! Searches that people keep.

use crate::Saved;
use db::{Result, Tx, args, sql};
use kernel::{EmployeeId, Instant, SearchId, UnitId};

pub(crate) async fn insert(
    tx: &mut Tx,
    (id, owner, unit): (SearchId, EmployeeId, Option<UnitId>),
    (name, query): (String, String),
    (feed, mails): (Option<Vec<u8>>, bool),
    at: Instant,
) -> Result<()> {
    let args = args![tx, id, owner, unit, name, query, at, feed, mails];
    let sql = sql!(
        "insert into saved_search (id, owner, unit, name, query, made_at, feed, mails)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// How many an employee keeps.
pub(crate) async fn count_of(tx: &mut Tx, owner: EmployeeId) -> Result<i64> {
    let args = args![tx, owner];
    let sql = sql!("select count(*) as count from saved_search where owner = $1 and ended_at is null");
    Ok(tx.one::<Count>(sql, args).await?.count)
}

/// Those of an employee, and those for the units in which they work.
pub(crate) async fn of(tx: &mut Tx, owner: EmployeeId, units: &[UnitId], limit: i64) -> Result<Vec<Saved>> {
    let mut select = tx
        .select(
            "select s.id, s.name, s.query, s.unit, s.owner, e.name as owner_name, s.mails, s.feed is not null as has_feed
             from saved_search s join employee e on e.id = s.owner where s.ended_at is null and (",
        )
        .when(Some(owner), "s.owner = ?")?;
    for unit in units {
        select = select.when(Some(*unit), "or s.unit = ?")?;
    }
    select.when(Some(limit), ") order by s.id limit ?")?.all().await
}

pub(crate) async fn by_id(tx: &mut Tx, id: SearchId) -> Result<Option<Saved>> {
    let args = args![tx, id];
    let sql = sql!(
        "select s.id, s.name, s.query, s.unit, s.owner, e.name as owner_name, s.mails, s.feed is not null as has_feed
         from saved_search s join employee e on e.id = s.owner where s.id = $1 and s.ended_at is null"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn by_feed(tx: &mut Tx, feed: Vec<u8>) -> Result<Option<Saved>> {
    let args = args![tx, feed];
    let sql = sql!(
        "select s.id, s.name, s.query, s.unit, s.owner, e.name as owner_name, s.mails, s.feed is not null as has_feed
         from saved_search s join employee e on e.id = s.owner where s.feed = $1 and s.ended_at is null"
    );
    tx.optional(sql, args).await
}

/// Those whose news are mailed, behind one of them.
pub(crate) async fn mailing(tx: &mut Tx, after: Option<SearchId>, limit: i64) -> Result<Vec<Saved>> {
    tx.select(
        "select s.id, s.name, s.query, s.unit, s.owner, e.name as owner_name, s.mails, s.feed is not null as has_feed
         from saved_search s join employee e on e.id = s.owner where s.ended_at is null and s.mails",
    )
    .when(after, "and s.id > ?")?
    .when(Some(limit), "order by s.id limit ?")?
    .all()
    .await
}

pub(crate) async fn remove(tx: &mut Tx, id: SearchId, at: Instant) -> Result<()> {
    let args = args![tx, id, at];
    tx.exec(sql!("update saved_search set ended_at = $2, feed = null where id = $1"), args).await?;
    Ok(())
}
