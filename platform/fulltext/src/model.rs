//! What goes into an index and what is asked of it.

use crate::{Query, Wanted};

/// By what results are counted and narrowed, beside the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The competent unit.
    Unit,
    /// The kind of document.
    Kind,
    /// Which way it goes.
    Direction,
    /// The folder of the classification plan.
    Folder,
    /// How far it is.
    State,
}

impl Facet {
    /// All of them, in the order in which they are shown, and in which they stand above.
    pub const ALL: [Facet; 5] = [Facet::Unit, Facet::Kind, Facet::Direction, Facet::Folder, Facet::State];

    /// Its name in the index and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Facet::Direction => "direction",
            Facet::Kind => "kind",
            Facet::Unit => "unit",
            Facet::Folder => "folder",
            Facet::State => "state",
        }
    }
}

/// What is kept of an entry.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Year and number.
    pub place: (i64, i64),
    /// What tells this state of it from others; see [`crate::Index::has`].
    pub change: u64,
    /// The day of its registration in Athens, as it is read: `20261128`.
    pub day: i64,
    /// Subject.
    pub subject: String,
    /// Senders and recipients, with what identifies them.
    pub parties: String,
    /// The names of its files.
    pub names: String,
    /// What was said of it.
    pub comments: String,
    /// Everything else: its numbers, remarks, the text of its files.
    pub further: Vec<String>,
    /// Who finds it: [`crate::EVERYBODY`], or those who may read it.
    pub readers: Vec<String>,
    /// By what it is counted.
    pub labels: Vec<(Facet, String)>,
}

impl Document {
    pub(crate) fn key(&self) -> u64 {
        key(self.place)
    }
}

/// A place as one number, in the order of places.
pub(crate) fn key((year, number): (i64, i64)) -> u64 {
    (year.unsigned_abs() << 32) | (number.unsigned_abs() & u64::from(u32::MAX))
}

/// The place of a key.
pub(crate) fn place(key: u64) -> (i64, i64) {
    ((key >> 32) as i64, (key & u64::from(u32::MAX)) as i64)
}

/// The order of results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The best first.
    #[default]
    Best,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

/// A search.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// What must stand in it.
    pub query: Query,
    /// As whom; none for who reads everything.
    pub readers: Option<Vec<String>>,
    /// One year.
    pub year: Option<i64>,
    /// Of each of these the one.
    pub labels: Vec<(Facet, String)>,
    /// From this day on: `20261128`.
    pub from: Option<i64>,
    /// Up to and with this day.
    pub to: Option<i64>,
    /// The order.
    pub order: Order,
    /// How many results are passed over; each costs, so whoever asks for people bounds it.
    pub skip: usize,
    /// How many are given.
    pub take: usize,
    /// That some of the words are enough.
    pub some: bool,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The entries, in order.
    pub places: Vec<(i64, i64)>,
    /// How many there are in all.
    pub total: u64,
    /// How many of each year, the newest first.
    pub years: Vec<(i64, u64)>,
    /// How many of each label, the most frequent first.
    pub labels: Vec<(Facet, Vec<(String, u64)>)>,
    /// What was meant, for the passages.
    pub wanted: Wanted,
    /// That nothing has all the words: these have some of them.
    pub relaxed: bool,
}
