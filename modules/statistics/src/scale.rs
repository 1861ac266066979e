//! The scale on which working minutes are counted: as fine as people say it.

use std::collections::BTreeMap;

/// From these minutes on, steps of so many minutes: five minutes within the first hour, a quarter within a day, an hour
/// within a week, half a day within a month, then a day; a day of eight hours.
const STEPS: [(i64, i64); 5] = [(9_600, 480), (2_400, 240), (480, 60), (60, 15), (0, 5)];

/// The step of the scale that is nearest.
pub(crate) fn step(minutes: i64) -> i64 {
    let minutes = minutes.max(0);
    let width = STEPS.iter().find(|(from, _)| minutes >= *from).map_or(5, |(_, width)| *width);
    (minutes + width / 2) / width * width
}

/// How often each step was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts(BTreeMap<i64, i64>);

impl Counts {
    pub(crate) fn add(&mut self, step: i64, times: i64) {
        *self.0.entry(step).or_default() += times;
    }

    /// Adds what others counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(step, times)| self.add(*step, *times));
    }

    /// As it is kept: `15:3 20:1`.
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|(step, times)| format!("{step}:{times}")).collect::<Vec<_>>().join(" ")
    }

    /// Reads what was kept; what is no count is none.
    pub(crate) fn read(text: &str) -> Self {
        let mut counts = Self::default();
        let pair = |word: &str| word.split_once(':').and_then(|(s, t)| Some((s.parse().ok()?, t.parse().ok()?)));
        text.split(' ').filter_map(pair).for_each(|(step, times)| counts.add(step, times));
        counts
    }

    pub(crate) fn total(&self) -> i64 {
        self.0.values().sum()
    }

    /// The step that so many of a hundred do not exceed (nearest rank); none where nothing was counted.
    pub(crate) fn percentile(&self, percent: i64) -> Option<i64> {
        let rank = (self.total() * percent + 99) / 100;
        let mut seen = 0;
        let reached = |(_, times): &(&i64, &i64)| {
            seen += **times;
            seen >= rank.max(1)
        };
        let mut steps = self.0.iter();
        steps.by_ref().find(reached).map(|(step, _)| *step)
    }
}

/// What is counted of stops that left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counting {
    /// Until somebody acted.
    pub accept: Counts,
    /// Until it left.
    pub stay: Counts,
    /// How many had a deadline.
    pub due: i64,
    /// How many left behind it.
    pub late: i64,
}

impl Counting {
    /// Adds what others counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.accept.merge(&other.accept);
        self.stay.merge(&other.stay);
        self.due += other.due;
        self.late += other.late;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_step_is_as_fine_as_people_say_it() {
        for (minutes, expected) in [(0, 0), (2, 0), (3, 5), (59, 60), (70, 75), (500, 480), (511, 540), (2_500, 2_400)]
        {
            assert_eq!(step(minutes), expected, "{minutes}");
        }
    }

    proptest! {
        #[test]
        fn a_percentile_is_that_of_the_minutes_themselves_to_a_step(
            mut minutes in prop::collection::vec(0_i64..40_000, 1..200), percent in 1_i64..=100,
        ) {
            let mut counts = Counts::default();
            minutes.iter().for_each(|minutes| counts.add(step(*minutes), 1));
            minutes.sort_unstable();
            let rank = (minutes.len() as i64 * percent + 99) / 100;
            let exact = minutes[usize::try_from(rank.max(1)).unwrap_or(1) - 1];
            prop_assert_eq!(counts.percentile(percent), Some(step(exact)));
            prop_assert_eq!(Counts::read(&counts.text()), counts);
        }

        #[test]
        fn more_minutes_are_never_a_lower_step(a in 0_i64..40_000, b in 0_i64..40_000) {
            prop_assert!(step(a.min(b)) <= step(a.max(b)));
        }
    }
}
