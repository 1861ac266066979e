//! Of what people are told.

use crate::Act;
use identity::NoticeKind;
use kernel::{AssignmentId, Day, EmployeeId, Instant, UnitId};
use serde::{Deserialize, Serialize};

/// The kind of the jobs that tell people.
pub const NOTICE: &str = "notice";

/// Something of which somebody is to be told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Notice {
    /// A movement.
    Moved {
        /// What was done.
        act: Act,
        /// With what.
        assignment: AssignmentId,
        /// When.
        at: Instant,
        /// By whom; unknown of what was written before the program said so.
        #[serde(default)]
        by: Option<String>,
        /// Instructions, or the reason of a return.
        text: String,
    },
    /// What somebody has is about to be late.
    Due {
        /// With what.
        assignment: AssignmentId,
        /// The day on which it is told.
        day: Day,
    },
    /// A comment that names somebody.
    Said {
        /// The year of the entry's number.
        year: i64,
        /// The entry's number.
        number: i64,
        /// Who is named: a unit,
        unit: UnitId,
        /// or somebody who works there.
        employee: Option<EmployeeId>,
        /// When.
        at: Instant,
        /// By whom.
        by: String,
        /// What was said.
        text: String,
    },
}

impl Notice {
    /// When it happened.
    #[must_use]
    pub fn at(&self) -> Instant {
        match self {
            Notice::Moved { at, .. } | Notice::Said { at, .. } => *at,
            Notice::Due { day, .. } => day.start(),
        }
    }
}

/// What is told, and to whom.
#[derive(Debug, Clone)]
pub struct Tidings {
    /// The addresses.
    pub to: Vec<String>,
    /// What.
    pub told: NoticeKind,
    /// Year and number of the entry.
    pub place: (i64, i64),
    /// Who did it.
    pub by: String,
    /// Who has the document, or gave it back.
    pub holder: String,
    /// The last day.
    pub due: Option<Day>,
    /// Subject of the entry; none where it is restricted.
    pub subject: Option<String>,
    /// The file of it that it is about; none for all of it, and where it is restricted.
    pub file: Option<String>,
    /// The assignment, where it is about one.
    pub assignment: Option<AssignmentId>,
    /// Instructions, a reason, a comment; empty where it is restricted.
    pub text: String,
}

/// Why a mail was written, so that it can be said where it is missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum MailCause {
    /// Something about an entry.
    Entry {
        /// The year of its number.
        year: i64,
        /// The number.
        number: i64,
        /// The assignment, where it is about one.
        assignment: Option<AssignmentId>,
    },
    /// The digest of a unit.
    Digest {
        /// The unit.
        unit: UnitId,
        /// Of which day.
        day: Day,
    },
}
