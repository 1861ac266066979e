//! The nouns.

/// The answer to a request, to be given again.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answer {
    /// HTTP status.
    pub status: i64,
    /// Where the new record is.
    pub location: Option<String>,
    /// The body.
    pub body: String,
}

/// Whether this is the first time.
#[derive(Debug, PartialEq, Eq)]
pub enum Turn {
    /// The work is to be done, and [`keep`](crate::keep) to be called.
    First,
    /// It was done; this is what was answered.
    Again(Answer),
}
