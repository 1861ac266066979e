//! What can go wrong with figures.

use circulation::CirculationError;
use register::RegisterError;

/// What can go wrong with figures.
#[derive(Debug, thiserror::Error)]
pub enum StatisticsError {
    /// The person may not do this, or the unit is not theirs.
    #[error(transparent)]
    Forbidden(#[from] kernel::Forbidden),
    /// A field is not as it must be: its name, and the key of what is wrong.
    #[error("{0} is not as it must be")]
    Invalid(&'static str, &'static str),
    /// The entries.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// Their movements.
    #[error(transparent)]
    Circulation(#[from] CirculationError),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] identity::IdentityError),
    /// The calendar.
    #[error(transparent)]
    Law(#[from] law::LawError),
    /// The log.
    #[error(transparent)]
    Proof(#[from] proof::ProofError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// A movement cannot be read: a damaged database.
    #[error(transparent)]
    Statement(#[from] serde_json::Error),
}
