//! The table of jobs.

use crate::{Count, Job, Listed, Standing, State};
use db::{Engine, Result, Tx, args, sql};
use kernel::{Instant, JobId};

pub(crate) async fn insert(
    tx: &mut Tx,
    kind: &str,
    key: &str,
    (payload, remains): (String, Option<String>),
    (now, due): (Instant, Instant),
) -> Result<u64> {
    let args = args![tx, JobId::new(), kind.to_owned(), key.to_owned(), payload, now, due, State::Waiting, remains];
    let sql = sql!(
        "insert into job (id, kind, key, payload, created_at, due_at, attempts, state, remains)
         values ($1, $2, $3, $4, $5, $6, 0, $7, $8) on conflict do nothing"
    );
    tx.exec(sql, args).await
}

// The dialects part here: PostgreSQL passes over what another worker is about to take, SQLite has one writer.
const CLAIM_SQLITE: &str = "update job set claimed_until = $2, attempts = attempts + 1 where id = (
       select id from job where state = 'waiting' and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by due_at limit 1)
     returning id, kind, payload, attempts";
const CLAIM_POSTGRES: &str = "update job set claimed_until = $2, attempts = attempts + 1 where id = (
       select id from job where state = 'waiting' and due_at <= $1 and (claimed_until is null or claimed_until <= $1)
       order by due_at limit 1 for update skip locked)
     returning id, kind, payload, attempts";

/// Takes the job that has been due longest, until `until`.
pub(crate) async fn claim(tx: &mut Tx, now: Instant, until: Instant) -> Result<Option<Job>> {
    let sql = if tx.engine() == Engine::Sqlite { CLAIM_SQLITE } else { CLAIM_POSTGRES };
    let args = args![tx, now, until];
    tx.optional(sql, args).await
}

/// Whether any job is due: a look that takes no lock.
pub(crate) async fn is_due(tx: &mut Tx, now: Instant) -> Result<bool> {
    let args = args![tx, now];
    let sql = sql!(
        "select id, kind, payload, attempts from job
         where state = 'waiting' and due_at <= $1 and (claimed_until is null or claimed_until <= $1) limit 1"
    );
    Ok(tx.optional::<Job>(sql, args).await?.is_some())
}

/// Ends a job, unless somebody else has taken it since.
pub(crate) async fn done(tx: &mut Tx, job: &Job, now: Instant) -> Result<u64> {
    let args = args![tx, job.id, job.attempts, now];
    let sql = sql!(
        "update job set state = 'done', payload = coalesce(remains, '{}'), ended_at = $3, claimed_until = null, error = null
         where id = $1 and attempts = $2 and state = 'waiting'"
    );
    tx.exec(sql, args).await
}

/// Puts a job off, or gives it up, unless somebody else has taken it since.
pub(crate) async fn put_off(tx: &mut Tx, job: &Job, due_at: Instant, state: State, error: String) -> Result<u64> {
    let args = args![tx, job.id, job.attempts, due_at, state, error];
    let sql = sql!(
        "update job set state = $4, due_at = $3, claimed_until = null, error = $5
         where id = $1 and attempts = $2 and state = 'waiting'"
    );
    tx.exec(sql, args).await
}

/// How many jobs are asked for by their keys at once.
pub(crate) const KEYS: usize = 500;

pub(crate) async fn standing(tx: &mut Tx, kind: &str, keys: &[String]) -> Result<Vec<Standing>> {
    tx.select("select key, state, attempts, ended_at from job")
        .when(Some(kind.to_owned()), "where kind = ? and")?
        .any(keys, "key = ?")?
        .when(Some(KEYS as i64), "limit ?")?
        .all()
        .await
}

#[derive(sqlx::FromRow)]
struct Remains {
    payload: String,
}

pub(crate) async fn went_wrong(tx: &mut Tx, kind: &str, id: JobId, error: String) -> Result<Option<String>> {
    let args = args![tx, id, kind.to_owned(), error];
    let sql = sql!("update job set error = $3 where id = $1 and kind = $2 and state = 'done' returning payload");
    Ok(tx.optional::<Remains>(sql, args).await?.map(|row| row.payload))
}

/// Forgets what was done before `limit`.
pub(crate) async fn forget(tx: &mut Tx, limit: Instant) -> Result<u64> {
    let args = args![tx, limit];
    tx.exec(sql!("delete from job where state = 'done' and ended_at < $1"), args).await
}

pub(crate) async fn list(
    tx: &mut Tx,
    state: State,
    kind: Option<&str>,
    before: Option<JobId>,
    limit: u16,
) -> Result<Vec<Listed>> {
    tx.select("select id, kind, key, created_at, due_at, ended_at, attempts, state, error, payload from job")
        .when(Some(state), "where state = ?")?
        .when(kind.map(str::to_owned), "and kind = ?")?
        .when(before, "and id < ?")?
        .when(Some(i64::from(limit)), "order by id desc limit ?")?
        .all()
        .await
}

pub(crate) async fn counts(tx: &mut Tx) -> Result<Vec<Count>> {
    let args = args![tx];
    tx.all(sql!("select kind, state, count(*) as count from job group by kind, state order by kind"), args).await
}

#[derive(sqlx::FromRow)]
struct Done {
    ended_at: Option<Instant>,
}

pub(crate) async fn last_done(tx: &mut Tx, kind: &str) -> Result<Option<Instant>> {
    let args = args![tx, kind.to_owned()];
    let sql = sql!("select ended_at from job where state = 'done' and kind = $1 order by id desc limit 1");
    Ok(tx.optional::<Done>(sql, args).await?.and_then(|row| row.ended_at))
}

#[derive(sqlx::FromRow)]
struct Kind {
    kind: String,
}

pub(crate) async fn again(tx: &mut Tx, id: JobId, now: Instant) -> Result<Option<String>> {
    let args = args![tx, id, now];
    let sql = sql!(
        "update job set state = 'waiting', due_at = $2, attempts = 0, error = null
         where id = $1 and state = 'failed' returning kind"
    );
    Ok(tx.optional::<Kind>(sql, args).await?.map(|row| row.kind))
}

pub(crate) async fn again_all(tx: &mut Tx, kind: Option<&str>, now: Instant) -> Result<u64> {
    let Some(kind) = kind else {
        let args = args![tx, now];
        let sql =
            sql!("update job set state = 'waiting', due_at = $1, attempts = 0, error = null where state = 'failed'");
        return tx.exec(sql, args).await;
    };
    let args = args![tx, now, kind.to_owned()];
    let sql = sql!(
        "update job set state = 'waiting', due_at = $1, attempts = 0, error = null where state = 'failed' and kind = $2"
    );
    tx.exec(sql, args).await
}
