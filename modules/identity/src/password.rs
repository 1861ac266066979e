//! Passwords: argon2id, off the async threads.

use crate::IdentityError;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};

/// A password's argon2id hash in PHC form.
#[derive(Debug, Clone)]
pub struct PasswordHash(pub(crate) String);

impl PasswordHash {
    /// Hashes a password; takes tens of milliseconds of a thread of its own.
    ///
    /// # Errors
    /// [`IdentityError::Hash`].
    pub async fn make(password: String) -> Result<Self, IdentityError> {
        let hash = tokio::task::spawn_blocking(move || {
            Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
        });
        hash.await.ok().and_then(Result::ok).map(Self).ok_or(IdentityError::Hash)
    }

    /// Whether `password` is the one.
    pub(crate) async fn fits(self, password: String) -> bool {
        let check = tokio::task::spawn_blocking(move || {
            let hash = phc::PasswordHash::new(&self.0).ok()?;
            Argon2::default().verify_password(password.as_bytes(), &hash).ok()
        });
        check.await.ok().flatten().is_some()
    }
}
