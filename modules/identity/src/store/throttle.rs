//! How often wrong passwords were tried.

use db::{Result, Tx, args, sql};
use kernel::Instant;

/// Whose password, and from where; an empty one stands for all.
pub(crate) type Place = (Vec<u8>, String);

#[derive(sqlx::FromRow)]
struct Failures {
    failures: i64,
    until: Option<Instant>,
}

/// Takes the lock of a place, so that who knows the password does not overtake those who guess.
pub(crate) async fn hold_place(tx: &mut Tx, (name, address): &Place) -> Result<()> {
    let args = args![tx, name.clone(), address.clone()];
    tx.exec(sql!("update throttle set failures = failures where name = $1 and address = $2"), args).await?;
    Ok(())
}

/// Counts a failure, from one on again where the last count is over: how many there are, and until when nothing more is
/// tried. The row is held until this transaction ends, so that guesses at the same time are all counted.
pub(crate) async fn count(
    tx: &mut Tx,
    (name, address): &Place,
    now: Instant,
    window: i64,
) -> Result<(i64, Option<Instant>)> {
    let args = args![tx, name.clone(), address.clone(), now, now.plus_seconds(-window)];
    let sql = sql!(
        "insert into throttle (name, address, failures, since) values ($1, $2, 1, $3)
         on conflict (name, address) do update set
           failures = case
             when throttle.until > $3 then throttle.failures
             when throttle.until <= $3 or throttle.since <= $4 then 1
             else throttle.failures + 1 end,
           since = case
             when throttle.until > $3 then throttle.since
             when throttle.until <= $3 or throttle.since <= $4 then $3
             else throttle.since end,
           until = case when throttle.until > $3 then throttle.until end
         returning failures, until"
    );
    let row: Failures = tx.one(sql, args).await?;
    Ok((row.failures, row.until))
}

pub(crate) async fn hold_until(tx: &mut Tx, (name, address): &Place, until: Instant) -> Result<()> {
    let args = args![tx, name.clone(), address.clone(), until];
    tx.exec(sql!("update throttle set until = $3 where name = $1 and address = $2"), args).await?;
    Ok(())
}

/// Until when nothing is tried at one of these places.
pub(crate) async fn held(tx: &mut Tx, places: &[Place; 3], now: Instant) -> Result<Option<Instant>> {
    let [a, b, c] = places.clone();
    let args = args![tx, a.0, a.1, b.0, b.1, c.0, c.1, now];
    let sql = sql!(
        "select failures, until from throttle
         where ((name = $1 and address = $2) or (name = $3 and address = $4) or (name = $5 and address = $6))
           and until > $7
         order by until desc limit 1"
    );
    Ok(tx.optional::<Failures>(sql, args).await?.and_then(|row| row.until))
}

/// Until when nobody can try this name from everywhere, or somebody from somewhere.
pub(crate) async fn held_name(tx: &mut Tx, name: Vec<u8>, now: Instant) -> Result<Option<Instant>> {
    let args = args![tx, name, now];
    let sql = sql!("select failures, until from throttle where name = $1 and until > $2 order by until desc limit 1");
    Ok(tx.optional::<Failures>(sql, args).await?.and_then(|row| row.until))
}

/// A name at which nothing is tried, and until when.
#[derive(sqlx::FromRow)]
pub(crate) struct Held {
    pub name: Vec<u8>,
    pub until: Instant,
}

/// All names at which nothing is tried, from somewhere or from everywhere; the latest end of each stands last.
pub(crate) async fn held_names(tx: &mut Tx, now: Instant) -> Result<Vec<Held>> {
    let args = args![tx, now];
    tx.all(sql!("select name, until from throttle where length(name) > 0 and until > $1 order by until"), args).await
}

/// Somebody got in: what they tried before is forgotten.
pub(crate) async fn forgive(tx: &mut Tx, (name, address): &Place) -> Result<()> {
    let args = args![tx, name.clone(), address.clone()];
    tx.exec(sql!("delete from throttle where name = $1 and address = $2"), args).await?;
    Ok(())
}

/// An administrator opens the name again, for everybody.
pub(crate) async fn forgive_name(tx: &mut Tx, name: Vec<u8>) -> Result<()> {
    let args = args![tx, name];
    tx.exec(sql!("delete from throttle where name = $1"), args).await?;
    Ok(())
}

/// Forgets what was counted before `limit`.
pub(crate) async fn forget_failures(tx: &mut Tx, limit: Instant) -> Result<u64> {
    let args = args![tx, limit];
    tx.exec(sql!("delete from throttle where since < $1 and (until is null or until < $1)"), args).await
}
