//! The nouns of the register.

use crate::{Party, Row};
use documents::File;
use kernel::{EntryId, FileId, Instant, UnitId, words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

words! {
    /// Which way the document goes.
    Direction {
        /// Εισερχόμενο.
        Incoming = "incoming",
        /// Εξερχόμενο.
        Outgoing = "outgoing",
        /// Εσωτερικό.
        Internal = "internal",
    }
}

words! {
    /// Whether the entry stands.
    State {
        /// It stands.
        Active = "active",
        /// Ακυρωμένο: it keeps its number and shows why.
        Cancelled = "cancelled",
    }
}

words! {
    /// How the document came or went.
    Channel {
        /// At the counter.
        Counter = "counter",
        /// By post.
        Post = "post",
        /// By e-mail.
        Email = "email",
        /// By the portal.
        Portal = "portal",
        /// From another authority's system.
        InterAgency = "inter_agency",
        /// By fax.
        Fax = "fax",
    }
}

words! {
    /// The kind of document.
    Kind {
        /// Έγγραφο.
        Letter = "letter",
        /// Αίτηση.
        Application = "application",
        /// Απόφαση.
        Decision = "decision",
        /// Πιστοποιητικό.
        Certificate = "certificate",
        /// Βεβαίωση.
        Attestation = "attestation",
        /// Σύμβαση.
        Contract = "contract",
        /// Τιμολόγιο.
        Invoice = "invoice",
        /// Καταγγελία.
        Complaint = "complaint",
        /// Ένσταση.
        Objection = "objection",
        /// Δικόγραφο.
        CourtDocument = "court_document",
        /// Πρόσκληση.
        Invitation = "invitation",
        /// Άλλο.
        Other = "other",
    }
}

impl Kind {
    /// Whether a citizen who sends it is to be answered within the days of the law (ν. 2690/1999, άρθρο 4).
    #[must_use]
    pub const fn awaits_answer(self) -> bool {
        matches!(self, Kind::Application | Kind::Complaint | Kind::Objection)
    }
}

words! {
    /// Who may read the entry.
    Confidentiality {
        /// Κοινό.
        Open = "open",
        /// Με προσωπικά δεδομένα.
        Personal = "personal",
        /// Περιορισμένης πρόσβασης.
        Restricted = "restricted",
        /// Εμπιστευτικό.
        Confidential = "confidential",
    }
}

impl Confidentiality {
    /// Whether others see only number, date and direction.
    #[must_use]
    pub const fn is_restricted(self) -> bool {
        matches!(self, Confidentiality::Restricted | Confidentiality::Confidential)
    }
}

words! {
    /// How far the handling of an entry is. What goes out is handled already: it has none.
    Handling {
        /// Nobody has it: it is in the tray of the protocol office.
        Unassigned = "unassigned",
        /// Somebody deals with it.
        InHand = "in_hand",
        /// What was to be done is done.
        Done = "done",
    }
}

/// What a person states of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// Which way it goes.
    pub direction: Direction,
    /// Subject (θέμα).
    #[schema(min_length = 1, max_length = 1000)]
    pub subject: String,
    /// Sender or recipient; only an internal document may do without.
    #[serde(default)]
    pub correspondent: Option<Party>,
    /// The other senders or recipients of the same document.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub further: Vec<Party>,
    /// The unit that is to deal with it (αρμόδια μονάδα).
    #[serde(default)]
    pub competent_unit: Option<UnitId>,
    /// The number that they gave the document.
    #[serde(default)]
    pub their_number: Option<String>,
    /// The date that it bears.
    #[serde(default)]
    pub their_date: Option<kernel::Day>,
    /// The kind of document.
    #[serde(default = "default_kind")]
    pub kind: Kind,
    /// How it came or went.
    #[serde(default = "default_channel")]
    pub channel: Channel,
    /// Who may read it.
    #[serde(default = "default_confidentiality")]
    pub confidentiality: Confidentiality,
    /// Entries that it refers to: `123/2026`.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub related: Vec<String>,
    /// Folder of the classification plan (φάκελος).
    #[serde(default)]
    pub folder: Option<String>,
    /// Free details.
    #[serde(default)]
    pub details: Option<String>,
    /// Language of the document, ISO 639-1.
    #[serde(default = "default_language")]
    #[schema(pattern = "^[a-z]{2}$")]
    pub language: String,
}

impl Fields {
    /// All parties that are named, the first one first.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.correspondent.iter().chain(&self.further)
    }
}

fn default_kind() -> Kind {
    Kind::Letter
}
fn default_channel() -> Channel {
    Channel::Counter
}
fn default_confidentiality() -> Confidentiality {
    Confidentiality::Open
}
fn default_language() -> String {
    "el".to_owned()
}

/// A copy of a file of an entry with the number above its first page. The entry states the original only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The file that it was made from.
    pub original: FileId,
    /// The copy.
    pub file: File,
}

/// A line of the register.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry.
    pub id: EntryId,
    /// The year of its number.
    pub year: i64,
    /// Its number (αριθμός πρωτοκόλλου).
    pub number: i64,
    /// Whether it stands.
    pub state: State,
    /// The legal time.
    pub registered_at: Instant,
    /// Who registered it.
    pub registered_by_name: String,
    /// The unit of that person then.
    pub unit: Option<UnitId>,
    /// Its name then.
    pub unit_name: Option<String>,
    /// The name of the competent unit, of the time when it was stated.
    pub competent_name: Option<String>,
    /// What is stated of the document now.
    pub fields: Fields,
    /// Its files, in order.
    pub files: Vec<File>,
    /// The stamped copies of its files.
    pub stamped: Vec<Stamped>,
    /// How often it was corrected, got further files, or was cancelled.
    pub revision: i64,
}

impl Entry {
    /// `12345/2026`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{}/{}", self.number, self.year)
    }
}

/// An entry as the reader may see it.
#[derive(Debug, Clone)]
pub enum Found {
    /// All of it.
    Whole(Box<Entry>),
    /// Restricted: only number, date and direction.
    Outline(Row),
}

/// An entry that stands, and that a new one seems to repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Double {
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// The place of the file that it has too; none where correspondent, their number and their date are the same.
    pub file: Option<usize>,
}

/// One act on an entry, and what it changed.
#[derive(Debug, Clone)]
pub struct Revision {
    /// 0 for the registration.
    pub revision: i64,
    /// `registered`, `corrected`, `attached`, `cancelled`.
    pub act: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// What changed against the revision before.
    pub changes: Vec<Change>,
    /// The place of its leaf in the log.
    pub leaf: i64,
    /// Whether the entry was restricted after it.
    pub restricted: bool,
}

/// One field that a correction changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field's name in the statement.
    pub field: String,
    /// What stood before, as text.
    pub before: String,
    /// What stands now, as text.
    pub after: String,
}

/// Whether a year is complete: 1..N, each once.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    /// The year.
    pub year: i64,
    /// The last number that was given.
    pub last: i64,
    /// How many entries there are.
    pub count: i64,
    /// Numbers without an entry. Must be empty; at most 100 are listed.
    pub gaps: Vec<i64>,
    /// Cancelled numbers.
    pub cancelled: Vec<i64>,
}

impl Year {
    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty() && self.count == self.last
    }
}

/// How many documents a day brought.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Day {
    /// Εισερχόμενα.
    pub incoming: i64,
    /// Εξερχόμενα.
    pub outgoing: i64,
    /// Εσωτερικά.
    pub internal: i64,
}

/// An entry that still misses its scan.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Awaiting {
    /// The year of its number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Since when.
    pub since: Instant,
    /// Which way it goes.
    pub direction: Direction,
    /// Its subject.
    pub subject: String,
    /// The first correspondent.
    pub correspondent_name: Option<String>,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// The unit that registered it.
    pub unit_name: Option<String>,
}

/// What closes a day.
#[derive(Debug, Clone, Serialize)]
pub struct Closing {
    /// The day.
    pub day: kernel::Day,
    /// The first number of the day.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// How many entries.
    pub counts: Day,
    /// What was cancelled on it.
    pub cancelled: Vec<String>,
    /// What was corrected on it.
    pub corrected: Vec<String>,
    /// The signed state of the log at its end.
    pub checkpoint: String,
}
