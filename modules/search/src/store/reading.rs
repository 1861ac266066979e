//! The text of files.

use crate::{Reading, ReadingState};
use db::{Result, Tx, args, sql};
use kernel::Instant;

/// Asks for the text of a file, once.
pub(crate) async fn insert_waiting(tx: &mut Tx, sha256: [u8; 32], at: Instant) -> Result<()> {
    let args = args![tx, sha256.to_vec(), ReadingState::Waiting, at];
    let sql = sql!(
        "insert into file_reading (sha256, state, pages, asked_at, attempts) values ($1, $2, 0, $3, 0)
         on conflict do nothing"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct One {
    one: i64,
}

/// Whether a file waits that nobody reads.
pub(crate) async fn due(tx: &mut Tx, now: Instant) -> Result<bool> {
    let args = args![tx, now];
    let sql = sql!(
        "select cast(1 as bigint) as one from file_reading where state = 'waiting' and (claimed_until is null or claimed_until <= $1)
         limit 1"
    );
    Ok(tx.optional::<One>(sql, args).await?.is_some_and(|row| row.one == 1))
}

#[derive(sqlx::FromRow)]
pub(crate) struct Claimed {
    pub sha256: Vec<u8>,
    pub attempts: i64,
    pub media_type: String,
}

#[derive(sqlx::FromRow)]
struct Taken {
    sha256: Vec<u8>,
    attempts: i64,
}

/// Takes the one that has waited longest, until `until`. Of two who take the same, the second gets none.
pub(crate) async fn claim(tx: &mut Tx, now: Instant, until: Instant) -> Result<Option<Claimed>> {
    let args = args![tx, now, until];
    let sql = sql!(
        "update file_reading set claimed_until = $2, attempts = attempts + 1
         where state = 'waiting' and (claimed_until is null or claimed_until <= $1) and sha256 = (
           select sha256 from file_reading where state = 'waiting' and (claimed_until is null or claimed_until <= $1)
           order by asked_at, sha256 limit 1)
         returning sha256, attempts"
    );
    let Some(taken) = tx.optional::<Taken>(sql, args).await? else { return Ok(None) };
    let args = args![tx, taken.sha256.clone()];
    #[derive(sqlx::FromRow)]
    struct Kind {
        media_type: String,
    }
    let kind: Kind = tx.one(sql!("select media_type from blob where sha256 = $1"), args).await?;
    Ok(Some(Claimed { sha256: taken.sha256, attempts: taken.attempts, media_type: kind.media_type }))
}

#[derive(sqlx::FromRow)]
struct Asked {
    asked_at: Instant,
}

/// When it was asked for.
pub(crate) async fn asked_at(tx: &mut Tx, sha256: &[u8; 32]) -> Result<Option<Instant>> {
    let args = args![tx, sha256.to_vec()];
    let row: Option<Asked> = tx.optional(sql!("select asked_at from file_reading where sha256 = $1"), args).await?;
    Ok(row.map(|row| row.asked_at))
}

/// Lets it wait until a moment, with what went wrong; of its attempts so many are not counted.
pub(crate) async fn later(
    tx: &mut Tx,
    sha256: &[u8; 32],
    until: Instant,
    (error, uncounted): (String, i64),
) -> Result<()> {
    let args = args![tx, sha256.to_vec(), until, error, uncounted];
    let sql =
        sql!("update file_reading set claimed_until = $2, error = $3, attempts = attempts - $4 where sha256 = $1");
    tx.exec(sql, args).await?;
    Ok(())
}

/// What came of it.
pub(crate) async fn end(
    tx: &mut Tx,
    sha256: &[u8; 32],
    state: ReadingState,
    (means, pages, error): (Option<&'static str>, i64, Option<String>),
    now: Instant,
) -> Result<()> {
    let args = args![tx, sha256.to_vec(), state, means.map(str::to_owned), pages, error, now];
    let sql = sql!(
        "update file_reading set state = $2, means = $3, pages = $4, error = $5, ended_at = $6, claimed_until = null
         where sha256 = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn remove_pages(tx: &mut Tx, sha256: &[u8; 32]) -> Result<()> {
    let args = args![tx, sha256.to_vec()];
    tx.exec(sql!("delete from file_page where sha256 = $1"), args).await?;
    Ok(())
}

pub(crate) async fn insert_page(tx: &mut Tx, sha256: &[u8; 32], page: i64, text: String) -> Result<()> {
    let args = args![tx, sha256.to_vec(), page, text];
    tx.exec(sql!("insert into file_page (sha256, page, text) values ($1, $2, $3)"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Place {
    year: i64,
    number: i64,
}

/// The entries that have a file with this content, or of which something was said with it.
pub(crate) async fn entries_with(tx: &mut Tx, sha256: &[u8; 32]) -> Result<Vec<(i64, i64)>> {
    let args = args![tx, sha256.to_vec()];
    let sql = sql!(
        "select e.year, e.number from file f join entry_file p on p.file = f.id join entry e on e.id = p.entry
         where f.sha256 = $1
         union
         select c.year, c.number from file f join comment_file k on k.file = f.id join comment c on c.id = k.comment
         where f.sha256 = $1"
    );
    let rows: Vec<Place> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|row| (row.year, row.number)).collect())
}

/// Files in a state, behind one of them, the oldest first.
pub(crate) async fn readings(
    tx: &mut Tx,
    state: ReadingState,
    after: Option<(Instant, Vec<u8>)>,
    limit: i64,
) -> Result<Vec<Reading>> {
    tx.select(
        "select r.sha256, b.media_type, b.size, r.asked_at, r.attempts, r.error
         from file_reading r join blob b on b.sha256 = r.sha256",
    )
    .when(Some(state), "where r.state = ?")?
    .when_pair(after, "and (r.asked_at, r.sha256) > (?, ??)")?
    .when(Some(limit), "order by r.asked_at, r.sha256 limit ?")?
    .all()
    .await
}

#[derive(sqlx::FromRow)]
pub(crate) struct Count {
    pub state: ReadingState,
    pub count: i64,
}

/// How many files are in each state.
pub(crate) async fn counts(tx: &mut Tx) -> Result<Vec<Count>> {
    let args = args![tx];
    tx.all(sql!("select state, count(*) as count from file_reading group by state order by state"), args).await
}

/// Lets those that failed be read again; how many.
pub(crate) async fn again(tx: &mut Tx) -> Result<u64> {
    let args = args![tx];
    let sql = sql!(
        "update file_reading set state = 'waiting', attempts = 0, error = null, ended_at = null where state = 'failed'"
    );
    tx.exec(sql, args).await
}
