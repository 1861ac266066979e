//! The nouns: from when a unit works in the program, what is carried to it until then, how far it has come.

use kernel::{AssignmentId, Day, DeliveryId, FileId, Instant, UnitId};
use register::Confidentiality;
use serde::Serialize;

/// From when a unit works in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Joins {
    /// From the beginning: what is so where nothing is said.
    Always,
    /// From a day on.
    From(Day),
    /// Not yet, and nobody knows from when.
    NotYet,
}

impl Joins {
    /// Whether it works in the program on a day.
    #[must_use]
    pub fn by(self, day: Day) -> bool {
        match self {
            Joins::Always => true,
            Joins::From(from) => from <= day,
            Joins::NotYet => false,
        }
    }
}

/// A unit of today, and from when it works in the program.
#[derive(Debug, Clone)]
pub struct Joining {
    /// The unit, with how deep it stands.
    pub unit: identity::Node,
    /// From when.
    pub joins: Joins,
}

/// A unit that has not joined, and how many papers wait to be printed for it.
#[derive(Debug, Clone, Serialize)]
pub struct Pending {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub unit_name: String,
    /// How many wait.
    pub count: i64,
}

/// Documents that are carried to a unit together.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Delivery {
    /// Its key.
    pub id: DeliveryId,
    /// The year of its number.
    pub year: i64,
    /// Its number: deliveries are counted in each year.
    pub number: i64,
    /// To which unit.
    pub unit: UnitId,
    /// What that was called.
    pub unit_name: String,
    /// When the list was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by_name: String,
    /// When it was handed over; none while it was not.
    pub given_at: Option<Instant>,
    /// By whom,
    pub given_by: Option<String>,
    /// and to whom.
    pub received_by: Option<String>,
    /// How many documents.
    pub count: i64,
}

/// A document of a delivery.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct DeliveryLine {
    /// Its place.
    pub position: i64,
    /// The assignment because of which it is carried.
    pub assignment: AssignmentId,
    /// The year of the entry's number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Its subject; empty where it is restricted: the list goes through many hands.
    pub subject: String,
    /// Its sender or recipient; none where it is restricted.
    pub correspondent_name: Option<String>,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// How many files are printed; none are told where it is restricted.
    pub file_count: i64,
    /// What they are to know; none where it is restricted.
    pub instructions: Option<String>,
    /// The last day; none where it is restricted.
    pub due: Option<Day>,
}

/// A file that is printed; those of restricted entries are opened from their own page.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct DeliveryFile {
    /// The assignment for which it is printed.
    pub assignment: AssignmentId,
    /// The year of the entry's number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
}

/// How a delivery was handed over.
#[derive(Debug, Clone)]
pub struct Given {
    /// On which day, and when; none for now.
    pub at: Option<Instant>,
    /// Who carried it.
    pub by: String,
    /// Who took it.
    pub to: String,
}

/// A week of a unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Week {
    /// How many documents were assigned to it.
    pub received: i64,
    /// Of these, with how many somebody did something in the program.
    pub taken: i64,
    /// How many of its people signed in.
    pub people: i64,
}

impl Week {
    /// How many of a hundred; none where nothing came.
    #[must_use]
    pub fn percent(&self) -> Option<i64> {
        (self.received > 0).then(|| (self.taken * 100 + self.received / 2) / self.received)
    }
}

/// How far a unit has come.
#[derive(Debug, Clone)]
pub struct AdoptionOf {
    /// The unit, with how deep it stands.
    pub unit: identity::Node,
    /// From when it works in the program.
    pub joins: Joins,
    /// How many people have a position there today.
    pub people: i64,
    /// Week by week.
    pub weeks: Vec<Week>,
}

/// How far the municipality has come.
#[derive(Debug, Clone)]
pub struct Adoption {
    /// The Mondays with which the weeks begin.
    pub mondays: Vec<Day>,
    /// Unit by unit, as in the tree.
    pub units: Vec<AdoptionOf>,
    /// All of them together; whoever works at two units is one person.
    pub total: Vec<Week>,
}

/// The Monday of the week of a day.
#[must_use]
pub fn monday(day: Day) -> Day {
    let since = i64::from(day.0.weekday().to_monday_zero_offset());
    Day(day.0.saturating_sub(jiff::Span::new().days(since)))
}
