//! Writing jobs, and what the administrator does with them.

use crate::{Failure, QueueError, store};
use db::{Cx, Event};
use kernel::{Instant, JobId, Permission, words};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::types::Uuid;

/// How long a done job stays in the list.
const KEPT_SECONDS: i64 = 30 * 24 * 3600;

words! {
    /// Where a job stands.
    State {
        /// It waits for its time or its worker, or is being done.
        Waiting = "waiting",
        /// It is done.
        Done = "done",
        /// Nobody tries it any more.
        Failed = "failed",
    }
}

/// A job in a worker's hands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Job {
    /// The job.
    pub id: JobId,
    /// What is to be done: `mail`.
    pub kind: String,
    /// What it is to be done with, JSON.
    pub payload: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
}

impl Job {
    /// What it is to be done with.
    ///
    /// # Errors
    /// [`Failure::Never`] when it was written by another version of the program.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        serde_json::from_str(&self.payload).map_err(|e| Failure::Never(format!("the payload cannot be read: {e}")))
    }
}

/// A job as the administrator sees it.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Listed {
    /// The job.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What makes it the one.
    pub key: String,
    /// When it was written.
    pub created_at: Instant,
    /// When it is tried next, or was last.
    pub due_at: Instant,
    /// When it was done.
    pub ended_at: Option<Instant>,
    /// How often it was begun.
    pub attempts: i64,
    /// Where it stands.
    pub state: State,
    /// What went wrong last.
    pub error: Option<String>,
    /// What it carries. It may hold secrets: whoever shows it shows what is known to be none.
    #[serde(skip)]
    pub payload: String,
}

/// How far a job is, for those whom it concerns.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Standing {
    /// What makes it the one.
    pub key: String,
    /// Where it stands.
    pub state: State,
    /// How often it was begun.
    pub attempts: i64,
    /// When it was done.
    pub ended_at: Option<Instant>,
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Count {
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: State,
    /// How many.
    pub count: i64,
}

/// Writes a job into the caller's transaction; whether it is a new one. The caller has asked for its permission.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue(cx: &mut Cx, kind: &str, key: &str, payload: &impl Serialize) -> Result<bool, QueueError> {
    let payload = serde_json::to_string(payload)?;
    Ok(store::insert(&mut cx.tx, kind, key, (payload, None), (cx.now, cx.now)).await? > 0)
}

/// Writes a job of which `remains` is kept when it is done, in place of its payload.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue_leaving(
    cx: &mut Cx,
    kind: &str,
    key: &str,
    payload: &impl Serialize,
    remains: &impl Serialize,
) -> Result<bool, QueueError> {
    let (payload, remains) = (serde_json::to_string(payload)?, serde_json::to_string(remains)?);
    Ok(store::insert(&mut cx.tx, kind, key, (payload, Some(remains)), (cx.now, cx.now)).await? > 0)
}

/// How far the jobs of these keys are; at most five hundred. What was forgotten is left out. The caller has asked for its
/// permission.
///
/// # Errors
/// What the database refuses.
pub async fn standing(cx: &mut Cx, kind: &str, keys: &[String]) -> Result<Vec<Standing>, QueueError> {
    Ok(store::standing(&mut cx.tx, kind, &keys[..keys.len().min(store::KEYS)]).await?)
}

/// Keeps with a job that was done what went wrong afterwards, and gives what remains of it; none when there is no such
/// job, or it is not done.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn went_wrong(cx: &mut Cx, kind: &str, id: JobId, error: &str) -> Result<Option<String>, QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    Ok(store::went_wrong(&mut cx.tx, kind, id, error.to_owned()).await?)
}

/// Writes a job that is not begun before `due`.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue_at(
    cx: &mut Cx,
    kind: &str,
    key: &str,
    payload: &impl Serialize,
    due: Instant,
) -> Result<bool, QueueError> {
    let payload = serde_json::to_string(payload)?;
    Ok(store::insert(&mut cx.tx, kind, key, (payload, None), (cx.now, due)).await? > 0)
}

/// The newest jobs in a state, of one kind where one is named, written before `before`.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn list(
    cx: &mut Cx,
    state: State,
    kind: Option<&str>,
    before: Option<JobId>,
    limit: u16,
) -> Result<Vec<Listed>, QueueError> {
    cx.require(Permission::SystemRead)?;
    Ok(store::list(&mut cx.tx, state, kind, before, limit).await?)
}

/// How many jobs there are of each kind in each state.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn counts(cx: &mut Cx) -> Result<Vec<Count>, QueueError> {
    cx.require(Permission::SystemRead)?;
    Ok(store::counts(&mut cx.tx).await?)
}

/// When a job of this kind was done last.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn last_done(cx: &mut Cx, kind: &str) -> Result<Option<Instant>, QueueError> {
    cx.require(Permission::SystemRead)?;
    Ok(store::last_done(&mut cx.tx, kind).await?)
}

/// Lets a failed job be tried again.
///
/// # Errors
/// When forbidden; [`QueueError::NotFound`].
pub async fn again(cx: &mut Cx, id: JobId) -> Result<(), QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    let kind = store::again(&mut cx.tx, id, cx.now).await?.ok_or(QueueError::NotFound)?;
    record(cx, id.0, &kind, serde_json::json!({})).await
}

/// Lets all failed jobs be tried again, or those of one kind; how many there are.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn again_all(cx: &mut Cx, kind: Option<&str>) -> Result<u64, QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    let count = store::again_all(&mut cx.tx, kind, cx.now).await?;
    if count > 0 {
        record(cx, Uuid::nil(), kind.unwrap_or_default(), serde_json::json!({ "count": count })).await?;
    }
    Ok(count)
}

async fn record(cx: &mut Cx, subject: Uuid, label: &str, data: serde_json::Value) -> Result<(), QueueError> {
    Ok(cx.record(Event { kind: "queue.again", subject_kind: "job", subject, label, data }).await?)
}

/// Forgets what was done more than thirty days ago; how many there were.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn forget(cx: &mut Cx) -> Result<u64, QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    let limit = cx.now.plus_seconds(-KEPT_SECONDS);
    Ok(store::forget(&mut cx.tx, limit).await?)
}
