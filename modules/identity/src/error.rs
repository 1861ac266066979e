//! What can go wrong with people and accounts.

use kernel::{Forbidden, Instant, NoRandomness};

/// What can go wrong with people and accounts.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// User or password is wrong; which of them is not said.
    #[error("user or password is wrong")]
    WrongCredentials,
    /// Too many failures.
    #[error("the account is locked until {until}")]
    Locked {
        /// Until when.
        until: Instant,
    },
    /// Another account has this user name.
    #[error("another account has this user name")]
    UserTaken,
    /// There is no such account.
    #[error("there is no such account")]
    NotFound,
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
    /// No token could be made.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
