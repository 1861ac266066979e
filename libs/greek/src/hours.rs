//! Working time: how long offices were open between two moments.

use crate::is_working_day;
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

/// From when to when offices are open on a working day: minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// When they open.
    pub opens: i64,
    /// When they close.
    pub closes: i64,
}

impl Default for Hours {
    /// Seven to three, as most municipalities work.
    fn default() -> Self {
        Self { opens: 7 * 60, closes: 15 * 60 }
    }
}

impl Hours {
    /// How many minutes a working day has.
    #[must_use]
    pub fn day(self) -> i64 {
        (self.closes - self.opens).max(0)
    }

    /// How many minutes of a working day have gone by at a time of the day.
    fn gone(self, at: DateTime) -> i64 {
        let minute = i64::from(at.hour()) * 60 + i64::from(at.minute());
        (minute - self.opens).clamp(0, self.day())
    }
}

/// How many minutes the offices were open from one moment to another, by the clock on the wall; none where the second is
/// the earlier one. What comes at night or on a holiday counts from the next opening. Counts ten years at most.
#[must_use]
pub fn working_minutes(from: DateTime, to: DateTime, hours: Hours, local: &[Date]) -> i64 {
    if to <= from {
        return 0;
    }
    let gone = |at: DateTime| if is_working_day(at.date(), local) { hours.gone(at) } else { 0 };
    let (mut day, mut days) = (from.date().max(to.date().saturating_sub(3_660.days())), 0);
    while day < to.date() {
        days += i64::from(is_working_day(day, local));
        day = day.saturating_add(1.day());
    }
    days * hours.day() + gone(to) - gone(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    fn at(day: i8, hour: i8, minute: i8) -> DateTime {
        datetime(2026, 11, day, hour, minute, 0, 0)
    }

    fn minutes(from: DateTime, to: DateTime) -> i64 {
        working_minutes(from, to, Hours::default(), &[])
    }

    #[test]
    fn nights_and_weekends_do_not_count() {
        // The 23rd of November 2026 is a Monday.
        assert_eq!(minutes(at(23, 9, 0), at(23, 9, 25)), 25);
        assert_eq!(minutes(at(23, 14, 0), at(24, 8, 0)), 120);
        assert_eq!(minutes(at(20, 14, 30), at(23, 7, 30)), 60);
        assert_eq!(minutes(at(21, 10, 0), at(22, 18, 0)), 0);
        assert_eq!(minutes(at(23, 6, 0), at(23, 23, 0)), 480);
        assert_eq!(minutes(at(24, 9, 0), at(23, 9, 0)), 0);
    }

    #[test]
    fn holidays_do_not_count() {
        // Christmas and the day after are Friday and Saturday.
        let (from, to) = (datetime(2026, 12, 24, 14, 0, 0, 0), datetime(2026, 12, 28, 8, 0, 0, 0));
        assert_eq!(minutes(from, to), 120);
        let patron = [date(2026, 11, 24)];
        assert_eq!(working_minutes(at(23, 14, 0), at(25, 8, 0), Hours::default(), &patron), 120);
    }

    fn moment() -> impl Strategy<Value = DateTime> {
        (0_i64..1_500, 0_i64..1_440).prop_map(|(day, minute)| {
            datetime(2024, 1, 1, 0, 0, 0, 0).saturating_add(day.days()).saturating_add(minute.minutes())
        })
    }

    proptest! {
        #[test]
        fn what_lies_between_adds_up(a in moment(), b in moment(), c in moment(), patron in moment()) {
            let mut in_order = [a, b, c];
            in_order.sort();
            let [a, b, c] = in_order;
            let local = [patron.date()];
            let between = |from, to| working_minutes(from, to, Hours::default(), &local);
            prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
            prop_assert!(between(a, b) >= 0);
        }

        #[test]
        fn never_more_than_the_clock_or_than_whole_days(a in moment(), b in moment()) {
            let (from, to) = (a.min(b), a.max(b));
            let between = working_minutes(from, to, Hours::default(), &[]);
            prop_assert!(between <= to.duration_since(from).as_mins());
            let days = crate::working_days_between(from.date(), to.date(), &[]) + 1;
            prop_assert!(between <= days * Hours::default().day());
        }

        #[test]
        fn a_whole_working_week_is_five_days(week in 0_i64..200, minute in 0_i64..1_440) {
            let from = datetime(2024, 1, 1, 0, 0, 0, 0).saturating_add((week * 7).days()).saturating_add(minute.minutes());
            let to = from.saturating_add(7.days());
            let days = crate::working_days_between(from.date().saturating_sub(1.day()), to.date().saturating_sub(1.day()), &[]);
            prop_assert!((working_minutes(from, to, Hours::default(), &[]) - days * 480).abs() <= 480);
        }
    }
}
