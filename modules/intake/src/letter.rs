//! What the sender is told.

use serde::{Deserialize, Serialize};

/// The kind of the jobs that tell a sender.
pub const LETTER: &str = "sender-letter";

/// What a sender is told; the program composes the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Letter {
    /// Their mail was registered: the proof of entry goes with it.
    Registered {
        /// To whom.
        to: String,
        /// The mail that is answered.
        answers: Option<String>,
        /// The year of the entry.
        year: i64,
        /// Its number.
        number: i64,
    },
    /// Their mail was not registered.
    Refused {
        /// To whom.
        to: String,
        /// The mail that is answered.
        answers: Option<String>,
        /// Its subject.
        subject: String,
        /// Why.
        reason: String,
    },
}
