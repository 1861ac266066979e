//! What can go wrong when documents move.

use kernel::Forbidden;
use proof::ProofError;
use register::RegisterError;

/// What can go wrong when documents move.
#[derive(Debug, thiserror::Error)]
pub enum CirculationError {
    /// The actor lacks a permission, or the document is not in their hands.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such assignment.
    #[error("there is no such assignment")]
    NotFound,
    /// Somebody moved it meanwhile.
    #[error("somebody moved it meanwhile")]
    Moved,
    /// A field is not as it must be: its name, and the key of what is wrong.
    #[error("{0} is not as it must be")]
    Invalid(&'static str, &'static str),
    /// The entry.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] identity::IdentityError),
    /// The queue.
    #[error(transparent)]
    Queue(#[from] queue::QueueError),
    /// The calendar.
    #[error(transparent)]
    Law(#[from] law::LawError),
    /// The log refused.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// A statement could not be written or read: a mistake in the program or a damaged database.
    #[error(transparent)]
    Statement(#[from] serde_json::Error),
}
