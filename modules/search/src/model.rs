//! What people look for, and what they find.

use fulltext::{Document, Facet, Order, Piece};
use kernel::{Day, Instant, SearchId, UnitId, words};
use register::Row;
use serde::Serialize;

words! {
    /// How far the reading of a file is.
    ReadingState {
        /// It waits for its turn.
        Waiting = "waiting",
        /// Its text is known.
        Read = "read",
        /// It has no text.
        Empty = "empty",
        /// Files of its kind are not read.
        Foreign = "foreign",
        /// It could not be read.
        Failed = "failed",
    }
}

/// A search, as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Words, phrases, codes.
    pub q: String,
    /// One year.
    pub year: Option<i64>,
    /// Of each of these the one.
    pub labels: Vec<(Facet, String)>,
    /// From this day on.
    pub from: Option<Day>,
    /// Up to and with this day.
    pub to: Option<Day>,
    /// The order.
    pub order: Order,
    /// The how-manieth page, from 0; the last one is given for those behind it.
    pub page: usize,
}

impl Asked {
    /// Whether it asks for more than words.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.year.is_some() || !self.labels.is_empty() || self.from.is_some() || self.to.is_some()
    }
}

/// Where in an entry something stands.
#[derive(Debug, Clone, Serialize)]
pub struct Passage {
    /// The file; none where it was said of the entry.
    pub file: Option<String>,
    /// The place of the file in the entry, from 1; none of one that goes with a comment.
    pub position: Option<i64>,
    /// Its page, from 1.
    pub page: Option<i64>,
    /// Who said it, in a comment.
    pub by: Option<String>,
    /// The passage.
    pub pieces: Vec<Piece>,
}

/// An entry that was found.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// Its line.
    pub row: Row,
    /// Its subject, with what was asked for.
    pub subject: Vec<Piece>,
    /// Where it stands; the best first.
    pub passages: Vec<Passage>,
}

/// How many results have a label.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    /// The label: a year, a kind, the key of a unit.
    pub label: String,
    /// How many.
    pub count: u64,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// A page of it, in order.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// By year, the newest first.
    pub years: Vec<Counted>,
    /// By label, the most frequent first.
    pub labels: Vec<(Facet, Vec<Counted>)>,
    /// That nothing has all the words: these have some of them.
    pub relaxed: bool,
    /// Whether there is another page.
    pub more: bool,
}

/// Entries that changed, as they are now.
#[derive(Debug, Default)]
pub struct Batch {
    /// What is to be kept of them.
    pub documents: Vec<Document>,
    /// Their changes, in order.
    pub changes: Vec<uuid::Uuid>,
    /// Their files of which the text is not known.
    pub unread: Vec<[u8; 32]>,
    /// Whether it was as much as is taken at once: more may stand behind it.
    pub more: bool,
}

/// A file that is read, was read, or could not be. Who looks after the program reads no papers: it has no name here.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Reading {
    /// Its content.
    #[serde(skip)]
    pub sha256: Vec<u8>,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When it was asked for.
    pub asked_at: Instant,
    /// How often it was begun.
    pub attempts: i64,
    /// What went wrong.
    pub error: Option<String>,
}

/// A search that somebody keeps.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Saved {
    /// The search.
    pub id: SearchId,
    /// Its name.
    pub name: String,
    /// What is asked, as it stands in an address.
    pub query: String,
    /// For a whole unit.
    pub unit: Option<UnitId>,
    /// Who keeps it.
    pub owner: kernel::EmployeeId,
    /// Their name.
    pub owner_name: String,
    /// Whether its news are mailed to its owner.
    pub mails: bool,
    /// Whether it has a feed.
    pub has_feed: bool,
}

/// A search that was just kept.
#[derive(Debug, Clone)]
pub struct WithFeed {
    /// The search.
    pub id: SearchId,
    /// The secret of its feed, told once.
    pub feed: Option<String>,
}
