//! What can go wrong with repeated requests.

/// What can go wrong with repeated requests.
#[derive(Debug, thiserror::Error)]
pub enum OnceError {
    /// The key has no letters, too many, or others than ASCII.
    #[error("an Idempotency-Key has 1 to 200 visible ASCII characters")]
    Key,
    /// The same key came with another request.
    #[error("this Idempotency-Key came before with another request")]
    Differs,
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
