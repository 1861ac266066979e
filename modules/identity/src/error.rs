//! What can go wrong with people and accounts.

use crate::Problem;
use kernel::{Forbidden, Instant, NoRandomness};

/// What can go wrong with people and accounts.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Too many failures.
    #[error("the account is locked until {until}")]
    Locked {
        /// Until when.
        until: Instant,
    },
    /// Another account has this user name.
    #[error("another account has this user name")]
    UserTaken,
    /// Some fields are not as they must be.
    #[error("some fields are not as they must be")]
    Invalid(Vec<Problem>),
    /// There is no such account, employee or unit.
    #[error("there is no such record")]
    NotFound,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// No token could be made.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A letter could not be written down.
    #[error(transparent)]
    Queue(#[from] queue::QueueError),
    /// A table of an import or export could not be read or written.
    #[error(transparent)]
    Sheet(#[from] sheets::SheetError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}

impl IdentityError {
    /// One field that is not as it must be.
    pub(crate) fn field(field: &'static str, key: &'static str) -> Self {
        Self::Invalid(vec![Problem { field, key }])
    }
}
