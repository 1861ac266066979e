//! What can go wrong when people look for something.

use kernel::{Forbidden, NoRandomness};
use register::RegisterError;

/// What can go wrong when people look for something.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// There is no such entry, search or file.
    #[error("there is no such record")]
    NotFound,
    /// A field is not as it must be: its name, and the key of what is wrong.
    #[error("{0} is not as it must be")]
    Invalid(&'static str, &'static str),
    /// The index.
    #[error(transparent)]
    Index(#[from] fulltext::IndexError),
    /// The entries.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// What was said of entries.
    #[error(transparent)]
    Circulation(#[from] circulation::CirculationError),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] identity::IdentityError),
    /// The machine gives no randomness.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// A task of the program stumbled.
    #[error("the program stumbled: {0}")]
    Task(#[from] tokio::task::JoinError),
}
