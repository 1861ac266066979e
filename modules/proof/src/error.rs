//! What can go wrong with the log.

use kernel::{Forbidden, NoRandomness};

/// What can go wrong with the log.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// The clock of the machine is behind the last entry of the log: nothing may be registered until it is mended.
    #[error("the clock is {seconds} seconds behind the last entry of the log")]
    ClockBehind {
        /// By how much, whole seconds.
        seconds: i64,
    },
    /// The log has no such place.
    #[error("the log has no such place")]
    NotFound,
    /// A stored leaf or tile is not what the program wrote: somebody changed the database.
    #[error("the stored log is damaged at {0}")]
    Damaged(String),
    /// The rules of the log were broken, by a file or by the program.
    #[error(transparent)]
    Log(#[from] tlog::Error),
    /// No salt could be made.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}
