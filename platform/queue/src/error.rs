//! What can go wrong with jobs.

use kernel::Forbidden;

/// Why a job was not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It may go better later: a server was away.
    #[error("{0}")]
    Later(String),
    /// It will never go: there is no such address.
    #[error("{0}")]
    Never(String),
}

/// What can go wrong with the queue itself.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such job, or it has not failed.
    #[error("there is no such failed job")]
    NotFound,
    /// What the job carries cannot be written down: a mistake in the program.
    #[error(transparent)]
    Payload(#[from] serde_json::Error),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
