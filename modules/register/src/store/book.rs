//! What a day brought.

use db::{Result, Tx, args, sql};
use kernel::Instant;

#[derive(sqlx::FromRow)]
pub(crate) struct Place {
    pub year: i64,
    pub number: i64,
}

/// The first and the last entry that was registered from `from` up to before `to`.
pub(crate) async fn span(tx: &mut Tx, from: Instant, to: Instant) -> Result<Option<(Place, Place)>> {
    let args = args![tx, from, to];
    let sql = sql!(
        "select year, number from entry where registered_at >= $1 and registered_at < $2
         order by registered_at, year, number limit 1"
    );
    let Some(first) = tx.optional::<Place>(sql, args).await? else { return Ok(None) };
    let args = args![tx, from, to];
    let sql = sql!(
        "select year, number from entry where registered_at >= $1 and registered_at < $2
         order by registered_at desc, year desc, number desc limit 1"
    );
    Ok(tx.optional::<Place>(sql, args).await?.map(|last| (first, last)))
}

/// The entries on which there was such an act in that time; at most ten thousand.
pub(crate) async fn acts_between(tx: &mut Tx, act: &'static str, from: Instant, to: Instant) -> Result<Vec<Place>> {
    let args = args![tx, act, from, to];
    let sql = sql!(
        "select distinct e.year, e.number from entry_revision r join entry e on e.id = r.entry
         where r.act = $1 and r.act <> 'registered' and r.at >= $2 and r.at < $3
         order by e.year, e.number limit 10000"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Leaf {
    leaf: i64,
}

/// The place in the log of the last act before `at`.
pub(crate) async fn last_leaf_before(tx: &mut Tx, at: Instant) -> Result<Option<i64>> {
    let args = args![tx, at];
    let sql = sql!("select leaf from entry_revision where at < $1 order by at desc, leaf desc limit 1");
    Ok(tx.optional::<Leaf>(sql, args).await?.map(|row| row.leaf))
}
