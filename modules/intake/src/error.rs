//! What can go wrong with what comes in.

use kernel::{Forbidden, Instant};
use register::RegisterError;

/// What can go wrong with what comes in.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such proposal or rule.
    #[error("there is no such proposal")]
    NotFound,
    /// Somebody decided it, or changed it, since the actor looked at it.
    #[error("somebody was quicker")]
    Moved,
    /// Somebody else looks into it.
    #[error("{by} looks into it")]
    Claimed {
        /// Who.
        by: String,
        /// Since when.
        at: Instant,
    },
    /// A field is not as it must be: its name, and the key of what is wrong.
    #[error("{0} is not as it must be")]
    Invalid(&'static str, &'static str),
    /// The entry.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// The files.
    #[error(transparent)]
    Documents(#[from] documents::DocumentsError),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] identity::IdentityError),
    /// The queue.
    #[error(transparent)]
    Queue(#[from] queue::QueueError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
