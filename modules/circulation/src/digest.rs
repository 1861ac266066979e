//! The daily digest of a unit (CHA-4): one sheet with everything that concerns it.

use kernel::{Day, Instant, UnitId, words};
use register::Confidentiality;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// The parts of a digest, in the order in which they are read.
    Section {
        /// Late.
        Overdue = "overdue",
        /// The last day is today.
        DueToday = "due_today",
        /// What came since the digest before.
        New = "new",
        /// Not accepted yet.
        Accept = "accept",
        /// What those to whom it was passed on gave back since the digest before.
        Returned = "returned",
        /// For information, unread.
        Information = "information",
        /// The unit is competent, and nobody has it yet.
        Unassigned = "unassigned",
    }
}

/// A line of a digest.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct DigestLine {
    /// The year of the entry's number.
    pub year: i64,
    /// The entry's number.
    pub number: i64,
    /// Subject; empty where the entry is restricted: a digest is read by many.
    pub subject: String,
    /// Sender or recipient; none where the entry is restricted.
    pub correspondent_name: Option<String>,
    /// Who has it; none for the unit as such.
    pub employee_name: Option<String>,
    /// The last day.
    pub due: Option<Day>,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// How many lines the section has, shown or not.
    pub total: i64,
}

/// A part of a digest: the count first, then the first lines.
#[derive(Debug, Clone, Serialize)]
pub struct DigestPart {
    /// Which.
    pub section: Section,
    /// How many.
    pub count: i64,
    /// The first of them.
    pub lines: Vec<DigestLine>,
}

/// The sheet of a unit.
#[derive(Debug, Clone, Serialize)]
pub struct Digest {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub unit_name: String,
    /// Of which day.
    pub day: Day,
    /// What has something in it.
    pub parts: Vec<DigestPart>,
}

impl Digest {
    /// How much each section holds, by its word.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<&'static str, i64> {
        self.parts.iter().map(|part| (part.section.as_str(), part.count)).collect()
    }
}

/// A sheet that is to be kept and sent.
#[derive(Debug, Clone)]
pub struct MadeDigest {
    /// The sheet.
    pub digest: Digest,
    /// To whom it goes; to nobody where there is nothing to send.
    pub to: Vec<String>,
    /// When it was made.
    pub at: Instant,
}

/// When a unit gets its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct DigestSetting {
    /// The hour of the day, 0 to 23, in Europe/Athens.
    pub hour: i64,
    /// Whether it is sent when nothing concerns the unit.
    pub when_empty: bool,
}

impl Default for DigestSetting {
    fn default() -> Self {
        Self { hour: 7, when_empty: false }
    }
}

/// What makes the mail of a digest to an address the one.
#[must_use]
pub fn digest_key(unit: UnitId, day: Day, address: &str) -> String {
    format!("digest {unit} {day} {address}")
}

/// A digest that was made.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct SentDigest {
    /// Of which day.
    pub day: Day,
    /// When.
    pub at: Instant,
    /// To whom; empty when there was nothing to send.
    pub sent_to: String,
    /// How much each section held: JSON.
    pub counts: String,
    /// To whom it could not be delivered.
    #[sqlx(skip)]
    pub lost: Vec<String>,
}

impl SentDigest {
    /// To whom, one by one.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.sent_to.split(", ").filter(|address| !address.is_empty())
    }
}
