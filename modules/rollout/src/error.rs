//! What can go wrong while units join.

use identity::IdentityError;

/// What can go wrong while units join.
#[derive(Debug, thiserror::Error)]
pub enum RolloutError {
    /// The person may not do this.
    #[error(transparent)]
    Forbidden(#[from] kernel::Forbidden),
    /// There is no such unit or delivery.
    #[error("there is no such unit or delivery")]
    NotFound,
    /// Nothing waits for the unit, or somebody has noted it already.
    #[error("somebody was quicker")]
    Done,
    /// A field is not as it must be: its name, and the key of what is wrong.
    #[error("{0} is not as it must be")]
    Invalid(&'static str, &'static str),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
