//! Writing jobs, and what the administrator does with them.

use crate::{Failure, QueueError, store};
use db::{Cx, Event};
use kernel::{Instant, JobId, Permission, words};
use serde::{Serialize, de::DeserializeOwned};

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

/// A job as the administrator sees it; what it carries may name people and is not shown.
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
    /// How often it was begun.
    pub attempts: i64,
    /// Where it stands.
    pub state: State,
    /// What went wrong last.
    pub error: Option<String>,
}

/// Writes a job into the caller's transaction; whether it is a new one. The caller has asked for its permission.
///
/// # Errors
/// What the database refuses.
pub async fn enqueue(cx: &mut Cx, kind: &str, key: &str, payload: &impl Serialize) -> Result<bool, QueueError> {
    let payload = serde_json::to_string(payload)?;
    Ok(store::insert(&mut cx.tx, kind, key, payload, cx.now).await? > 0)
}

/// The newest jobs in a state, at most a hundred.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn list(cx: &mut Cx, state: State) -> Result<Vec<Listed>, QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    Ok(store::list(&mut cx.tx, state).await?)
}

/// Lets a failed job be tried again.
///
/// # Errors
/// When forbidden; [`QueueError::NotFound`].
pub async fn again(cx: &mut Cx, id: JobId) -> Result<(), QueueError> {
    cx.require(Permission::OrganisationWrite)?;
    let kind = store::again(&mut cx.tx, id, cx.now).await?.ok_or(QueueError::NotFound)?;
    let data = serde_json::json!({});
    cx.record(Event { kind: "queue.again", subject_kind: "job", subject: id.0, label: &kind, data }).await?;
    Ok(())
}
