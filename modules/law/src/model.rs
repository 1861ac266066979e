//! The nouns of law.

use jiff::civil::{Date, Time};
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
        /// When the services open, in minutes after midnight.
        OfficeOpens = "office_opens",
        /// When they close.
        OfficeCloses = "office_closes",
    }
}

impl Key {
    /// Whether it is a time of the day, in minutes after midnight, and no number of days.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Key::OfficeOpens | Key::OfficeCloses)
    }
}

/// When the services of this municipality work: on which days, from when to when.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// When they open and close, in minutes after midnight, each from a day on, oldest first.
    pub(crate) opens: Vec<(Date, i64)>,
    pub(crate) closes: Vec<(Date, i64)>,
    /// The local holidays.
    pub(crate) local: Vec<Date>,
}

impl Office {
    /// Services that have always worked from `opens` to `closes`, in minutes after midnight, without local holidays.
    #[must_use]
    pub fn since_ever(opens: i64, closes: i64) -> Self {
        Self { opens: vec![(Date::MIN, opens)], closes: vec![(Date::MIN, closes)], local: Vec::new() }
    }

    /// For how long they work on a working day, in minutes.
    #[must_use]
    pub fn minutes_of(&self, day: Day) -> i64 {
        at(&self.opens, day.0).duration_until(at(&self.closes, day.0)).as_mins().max(0)
    }

    /// For how long the services worked between two instants, in seconds.
    #[must_use]
    pub fn working_time(&self, from: Instant, to: Instant) -> i64 {
        let hours = |day| (at(&self.opens, day), at(&self.closes, day));
        greek::working_time(from.clock(), to.clock(), &self.local, hours)
    }
}

/// The time of the day that is in force on a day; midnight where none is.
fn at(since: &[(Date, i64)], day: Date) -> Time {
    let minutes = since.iter().rev().find(|(from, _)| *from <= day).map_or(0, |(_, minutes)| *minutes);
    let part = |minutes: i64| i8::try_from(minutes).unwrap_or_default();
    Time::new(part(minutes / 60), part(minutes % 60), 0, 0).unwrap_or_default()
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
