//! What is saved, and by which reckoning.

use kernel::{Day, UnitId, words};
use serde::Serialize;
use std::collections::BTreeMap;

words! {
    /// What paper and walking cost.
    CostKey {
        /// Sheets of paper that a file is.
        SheetsPerFile = "sheets_per_file",
        /// A hundred sheets of paper, in cents.
        Paper = "paper",
        /// Printing or copying a hundred sheets, in cents.
        Printing = "printing",
        /// A hundred envelopes, in cents.
        Envelope = "envelope",
        /// A letter by post, in cents.
        Postage = "postage",
        /// Minutes of a walk from one unit to another and back.
        WalkMinutes = "walk_minutes",
        /// How many papers are carried together.
        PapersPerWalk = "papers_per_walk",
        /// An hour of work, in cents.
        Hour = "hour",
    }
}

/// The value of a cost from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Cost {
    /// Which.
    pub key: CostKey,
    /// From this day on.
    pub effective_from: Day,
    /// Its value.
    pub value: i64,
    /// Where it comes from; empty while nobody has said: then it is an assumption of the program.
    pub source: String,
}

/// The costs of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices(BTreeMap<CostKey, i64>);

impl Prices {
    /// Those in force on a day.
    #[must_use]
    pub fn of(costs: &[Cost], day: Day) -> Self {
        let in_force = |key: &CostKey| {
            costs.iter().filter(|c| c.key == *key && c.effective_from <= day).max_by_key(|c| c.effective_from)
        };
        Self(CostKey::ALL.iter().filter_map(|key| Some((*key, in_force(key)?.value))).collect())
    }

    /// One of them; nothing where none is known.
    #[must_use]
    pub fn get(&self, key: CostKey) -> i64 {
        self.0.get(&key).copied().unwrap_or_default()
    }
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How often a paper would have been carried from one unit to another.
    pub carried: i64,
    /// How many files would have been copied, because several units received them at once.
    pub copied: i64,
    /// How many files that came without paper would have been printed.
    pub printed: i64,
    /// To how many recipients something went without paper.
    pub letters: i64,
    /// How many files went to them.
    pub posted: i64,
}

/// What is saved: counted events by what they cost on their day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Saving {
    /// What was counted.
    pub tally: Tally,
    /// Sheets of paper.
    pub sheets: i64,
    /// Envelopes.
    pub envelopes: i64,
    /// Minutes of walking.
    pub minutes: i64,
    /// Paper and printing, in cents.
    pub paper_cents: i64,
    /// Envelopes and postage, in cents.
    pub post_cents: i64,
    /// Work, in cents.
    pub work_cents: i64,
}

impl Saving {
    /// By the prices of its month.
    #[must_use]
    pub fn of(tally: Tally, prices: &Prices) -> Self {
        let price = |key| prices.get(key);
        let sheets = (tally.copied + tally.printed + tally.posted) * price(CostKey::SheetsPerFile);
        let minutes = rounded(tally.carried * price(CostKey::WalkMinutes), price(CostKey::PapersPerWalk));
        Self {
            tally,
            sheets,
            envelopes: tally.letters,
            minutes,
            paper_cents: rounded(sheets * (price(CostKey::Paper) + price(CostKey::Printing)), 100),
            post_cents: rounded(tally.letters * price(CostKey::Envelope), 100)
                + tally.letters * price(CostKey::Postage),
            work_cents: rounded(minutes * price(CostKey::Hour), 60),
        }
    }

    /// All of it, in cents.
    #[must_use]
    pub fn cents(&self) -> i64 {
        self.paper_cents + self.post_cents + self.work_cents
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (own, more) in [
            (&mut self.tally.carried, other.tally.carried),
            (&mut self.tally.copied, other.tally.copied),
            (&mut self.tally.printed, other.tally.printed),
            (&mut self.tally.letters, other.tally.letters),
            (&mut self.tally.posted, other.tally.posted),
            (&mut self.sheets, other.sheets),
            (&mut self.envelopes, other.envelopes),
            (&mut self.minutes, other.minutes),
            (&mut self.paper_cents, other.paper_cents),
            (&mut self.post_cents, other.post_cents),
            (&mut self.work_cents, other.work_cents),
        ] {
            *own += more;
        }
    }
}

/// A part, rounded to whole ones; nothing of nothing.
fn rounded(whole: i64, by: i64) -> i64 {
    if by <= 0 { 0 } else { (whole + by / 2) / by }
}

/// The savings of some months.
#[derive(Debug, Clone)]
pub struct Savings {
    /// In all.
    pub total: Saving,
    /// By month, also those without any.
    pub by_month: Vec<(Day, Saving)>,
    /// By unit, the most first.
    pub by_unit: Vec<crate::OfUnit<Saving>>,
}

/// What was counted of a month and a unit.
pub(crate) type Tallies = BTreeMap<(Day, UnitId), Tally>;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cost(key: CostKey, from: &str, value: i64) -> Cost {
        Cost { key, effective_from: from.parse().unwrap(), value, source: String::new() }
    }

    #[test]
    fn a_month_is_reckoned_by_the_prices_of_its_day() {
        let costs = [
            cost(CostKey::SheetsPerFile, "2000-01-01", 2),
            cost(CostKey::Paper, "2000-01-01", 80),
            cost(CostKey::Printing, "2000-01-01", 200),
            cost(CostKey::Envelope, "2000-01-01", 400),
            cost(CostKey::Postage, "2000-01-01", 120),
            cost(CostKey::Postage, "2026-07-01", 150),
            cost(CostKey::WalkMinutes, "2000-01-01", 10),
            cost(CostKey::PapersPerWalk, "2000-01-01", 5),
            cost(CostKey::Hour, "2000-01-01", 1_500),
        ];
        let tally = Tally { carried: 90, copied: 30, printed: 10, letters: 20, posted: 25 };
        let june = Saving::of(tally, &Prices::of(&costs, "2026-06-01".parse().unwrap()));
        assert_eq!((june.sheets, june.envelopes, june.minutes), (130, 20, 180));
        // 130 sheets at 2.8 cents; 20 envelopes at 4 cents and 20 letters at 1.20; three hours.
        assert_eq!((june.paper_cents, june.post_cents, june.work_cents), (364, 80 + 2_400, 4_500));
        let july = Saving::of(tally, &Prices::of(&costs, "2026-07-01".parse().unwrap()));
        assert_eq!(july.post_cents, 80 + 3_000);
        let mut both = june;
        both.add(&july);
        assert_eq!((both.sheets, both.cents()), (260, june.cents() + july.cents()));
        // Nothing is known of a time before all prices, and nothing is divided by nothing.
        assert_eq!(Saving::of(tally, &Prices::of(&costs, "1999-01-01".parse().unwrap())).cents(), 0);
    }
}
