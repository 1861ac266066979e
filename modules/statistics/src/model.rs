//! The nouns: periods, who sees which units, what the figures are.

use identity::Node;
use jiff::civil::Date;
use kernel::{AssignmentId, Day, Instant, UnitId, words};
use register::{Confidentiality, Direction, Kind, Row};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Under this key stands what no unit is to deal with.
pub const NOBODY: UnitId = UnitId(Uuid::nil());

/// Under this key stand all units together.
pub(crate) const EVERY: UnitId = UnitId(Uuid::max());

/// From one day to another, both with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last one.
    pub to: Day,
}

/// The longest period that is asked for: days of ten years.
const LONGEST: i32 = 3_653;

impl Period {
    /// None where the last day is before the first, or more than ten years lie between.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Option<Self> {
        let days = (to.0 - from.0).get_days();
        (0..=LONGEST).contains(&days).then_some(Self { from, to })
    }

    /// So many months from the one of a day on.
    #[must_use]
    pub fn months_from(day: Day, months: i64) -> Self {
        let from = first_of_month(day);
        Self { from, to: months_later(from, months).previous() }
    }

    /// The months that lie in it as a whole: the first day of the first, and of the one behind the last; none where there is
    /// none.
    pub(crate) fn whole_months(self) -> Option<(Day, Day)> {
        let first = first_of_month(self.from);
        let first = if first == self.from { first } else { months_later(first, 1) };
        let behind = first_of_month(self.to.next());
        (first < behind).then_some((first, behind))
    }

    /// The days before and behind its whole months.
    pub(crate) fn ends(self) -> Vec<Self> {
        let Some((first, behind)) = self.whole_months() else { return vec![self] };
        let ends = [(self.from, first.previous()), (behind, self.to)];
        ends.into_iter().filter(|(from, to)| from <= to).map(|(from, to)| Self { from, to }).collect()
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i64 {
        i64::from((self.to.0 - self.from.0).get_days()) + 1
    }
}

/// The first day of the month of a day.
#[must_use]
pub fn first_of_month(day: Day) -> Day {
    Day(day.0.first_of_month())
}

/// The first day of the month that lies so many months later.
#[must_use]
pub fn months_later(day: Day, months: i64) -> Day {
    let first = day.0.first_of_month();
    Day(first.checked_add(jiff::Span::new().months(months)).unwrap_or(if months < 0 { Date::MIN } else { Date::MAX }))
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// When.
    pub period: Period,
    /// One unit; none for every unit that the reader may see.
    pub unit: Option<UnitId>,
    /// Whether the units under it count too.
    pub below: bool,
}

/// Which units somebody sees the figures of.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Whether all of the municipality, units that are closed and what no unit has too.
    pub all: bool,
    /// The units of today that they see, as a tree.
    pub units: Vec<Node>,
}

/// How many documents came, went, and stayed inside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// Εισερχόμενα.
    pub incoming: i64,
    /// Εξερχόμενα.
    pub outgoing: i64,
    /// Εσωτερικά.
    pub internal: i64,
}

impl Flow {
    pub(crate) fn add(&mut self, direction: Direction, entries: i64) {
        match direction {
            Direction::Incoming => self.incoming += entries,
            Direction::Outgoing => self.outgoing += entries,
            Direction::Internal => self.internal += entries,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> i64 {
        self.incoming + self.outgoing + self.internal
    }
}

/// A unit with its figures.
#[derive(Debug, Clone, Serialize)]
pub struct OfUnit<T> {
    /// The unit; [`NOBODY`] where no unit is to deal with it.
    pub unit: UnitId,
    /// What it is or was called; none for [`NOBODY`].
    pub name: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub figures: T,
}

/// How many documents.
#[derive(Debug, Clone)]
pub struct Volumes {
    /// In all.
    pub total: Flow,
    /// How many were assigned to the units, to be dealt with: by when they came there, whoever is competent.
    pub assigned: i64,
    /// In as many months or days before the period; while it lasts, in as many of their first days as it has behind it.
    pub before: Flow,
    /// By day, or by month where the period is longer than a quarter; up to today, also those without any.
    pub by_time: Vec<(Day, Flow)>,
    /// Whether that is by month.
    pub monthly: bool,
    /// By unit, the most first.
    pub by_unit: Vec<OfUnit<Flow>>,
    /// By kind, the most first.
    pub by_kind: Vec<(Kind, Flow)>,
    /// By day of the week, Monday first, and hour.
    pub heat: [[i64; 24]; 7],
}

/// How long documents stood, in working minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stays {
    /// How many left.
    pub stops: i64,
    /// Half of them were taken up within this.
    pub accept_median: Option<i64>,
    /// Half of them stood no longer.
    pub median: Option<i64>,
    /// Nine of ten stood no longer.
    pub ninth: Option<i64>,
    /// How many had a deadline,
    pub due: i64,
    /// and left behind it.
    pub late: i64,
    /// How many stand there now,
    pub open: i64,
    /// and are late already.
    pub open_late: i64,
}

impl Stays {
    /// How many of a hundred left behind their deadline; none where none had one.
    #[must_use]
    pub fn late_percent(&self) -> Option<i64> {
        (self.due > 0).then(|| (self.late * 100 + self.due / 2) / self.due)
    }
}

/// How long documents stood.
#[derive(Debug, Clone)]
pub struct Times {
    /// In all.
    pub total: Stays,
    /// By unit, the slowest first.
    pub by_unit: Vec<OfUnit<Stays>>,
    /// By kind; what stands now is not told apart by it.
    pub by_kind: Vec<(Kind, Stays)>,
    /// Working minutes of a day.
    pub day: i64,
}

words! {
    /// Which stops are listed.
    Which {
        /// What came in the period, the first first.
        Arrived = "arrived",
        /// What left, the longest first.
        Left = "left",
        /// What left behind its deadline, the longest first.
        Late = "late",
        /// What stands there now, the oldest first.
        Open = "open",
        /// What stands there now and is late, the oldest first.
        OpenLate = "open_late",
    }
}

/// A document at a unit.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct StopLine {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The year of the entry's number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// Its sender or recipient.
    pub correspondent_name: Option<String>,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// The unit.
    pub unit: UnitId,
    /// When it came there.
    pub arrived_at: Instant,
    /// When it left.
    pub left_at: Option<Instant>,
    /// Working minutes between.
    pub stay_minutes: Option<i64>,
    /// The last day.
    pub due: Option<Day>,
    /// Whether it left behind it.
    pub late: bool,
}

/// A page of what stands behind a figure.
#[derive(Debug, Clone)]
pub struct Behind<T, Next> {
    /// The lines that the reader may see.
    pub lines: Vec<T>,
    /// Where the next page begins.
    pub next: Option<Next>,
}

/// Entries behind a figure.
pub type Entries = Behind<Row, (i64, i64)>;
/// Stops behind a figure: how the last line is ordered, and its key.
pub type Stopped = Behind<StopLine, (i64, AssignmentId)>;

/// How far the figures are counted, and how long a working day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Counted {
    /// How many lines of the log were counted.
    pub counted: i64,
    /// When last.
    pub counted_at: Option<Instant>,
    /// How long the services work on a day, now; minutes.
    #[sqlx(skip)]
    pub day: i64,
}

/// The names of units, also of those that are closed.
pub type Names = BTreeMap<UnitId, String>;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_is_its_whole_months_and_two_ends() {
        let period = Period::new(day("2026-01-15"), day("2026-04-10")).unwrap();
        assert_eq!(period.whole_months(), Some((day("2026-02-01"), day("2026-04-01"))));
        let ends: Vec<_> = period.ends().iter().map(|end| (end.from, end.to)).collect();
        assert_eq!(ends, [(day("2026-01-15"), day("2026-01-31")), (day("2026-04-01"), day("2026-04-10"))]);
        let year = Period::months_from(day("2026-01-01"), 12);
        assert_eq!((year.to, year.ends().len(), year.days()), (day("2026-12-31"), 0, 365));
        let within = Period::new(day("2026-01-15"), day("2026-02-10")).unwrap();
        assert_eq!((within.whole_months(), within.ends()), (None, vec![within]));
        assert!(Period::new(day("2026-01-15"), day("2026-01-14")).is_none());
        assert!(Period::new(day("2006-01-15"), day("2026-01-14")).is_none());
    }
}
