//! The nouns of law.

use kernel::{Day, Instant, words};
use serde::Serialize;

words! {
    /// A number of law.
    Key {
        /// Days within which a request is answered (ν. 2690/1999 art. 4).
        AnswerDays = "answer_days",
        /// Days within which a certificate or copy is given.
        CertificateDays = "certificate_days",
        /// Days within which documents are shown (ν. 2690/1999 art. 5).
        DocumentAccessDays = "document_access_days",
    }
}

/// The value of a number from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Amendment {
    /// The number.
    pub key: Key,
    /// The first day on which it counts.
    pub effective_from: Day,
    /// Its value.
    pub value: i64,
    /// The law that says so.
    pub legal_basis: String,
}

/// A value that counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Past {
    /// What it was.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub value: Amendment,
    /// When it was replaced or withdrawn.
    pub ended_at: Instant,
    /// Whether it was withdrawn as wrong; otherwise another value of the same day took its place.
    pub withdrawn: bool,
}

/// A day on which the services of the municipality are closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// Why: the feast of the patron saint.
    pub name: String,
}

/// All facts of law.
#[derive(Debug, Clone, Serialize)]
pub struct Law {
    /// Every value of every number, the newest first.
    pub numbers: Vec<Amendment>,
    /// What counts no more, the newest first.
    pub past: Vec<Past>,
    /// The local holidays, the latest first.
    pub holidays: Vec<Holiday>,
}
