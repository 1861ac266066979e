//! What can go wrong at the door.

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong between the program and its database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine or its driver refused.
    #[error(transparent)]
    Driver(#[from] sqlx::Error),
    /// A value could not be encoded.
    #[error("a value could not be encoded: {0}")]
    Encode(sqlx::error::BoxDynError),
    /// A migration failed; the database stays as it was before that migration.
    #[error(transparent)]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A dump cannot be written or read.
    #[error("dump: {0}")]
    Dump(String),
    /// Arguments of one engine met a transaction of the other: a mistake in the program.
    #[error("arguments were encoded for the other engine")]
    Engine,
    /// The commit failed that this work shared with others'.
    #[error(transparent)]
    Shared(std::sync::Arc<Error>),
}

impl Error {
    /// Whether the statement broke a unique constraint.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        matches!(self, Error::Driver(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// Whether the disk or the quota of the database is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        match self {
            Error::Driver(sqlx::Error::Database(e)) => matches!(e.code().as_deref(), Some("13" | "53100" | "53000")),
            Error::Shared(error) => error.is_full(),
            _ => false,
        }
    }
}
