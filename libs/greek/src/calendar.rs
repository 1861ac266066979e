//! The calendar of public services: Orthodox Easter, holidays, working days.

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time, Weekday, date},
};

/// Orthodox Easter Sunday of a year from 1900 to 2099, in the Gregorian calendar (Meeus, Astronomical Algorithms,
/// chapter 8: the Julian date and 13 days).
#[must_use]
pub fn easter(year: i16) -> Date {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let place = d + e + 114;
    // Both lie in the range of a month and a day for every year.
    let (month, day) = (i8::try_from(place / 31).unwrap_or(4), i8::try_from(place % 31 + 1).unwrap_or(1));
    date(year, month, day).saturating_add(13.days())
}

/// The holidays of public services that are the same everywhere in Greece; local ones come on top.
#[must_use]
pub fn holidays(year: i16) -> [Date; 12] {
    let easter = easter(year);
    let movable = |days: i64| easter.saturating_add(days.days());
    [
        date(year, 1, 1),
        date(year, 1, 6),
        movable(-48), // Clean Monday
        date(year, 3, 25),
        movable(-2), // Good Friday
        movable(1),  // Easter Monday
        date(year, 5, 1),
        movable(50), // Whit Monday
        date(year, 8, 15),
        date(year, 10, 28),
        date(year, 12, 25),
        date(year, 12, 26),
    ]
}

/// Whether public services work on `day`; `local` are the holidays of the place.
#[must_use]
pub fn is_working_day(day: Date, local: &[Date]) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    !weekend && !holidays(day.year()).contains(&day) && !local.contains(&day)
}

/// The last day of a time limit of `days` calendar days. The day of the event is not counted, and a last day on which
/// services are closed moves to the next working day (ΑΚ 241, 242).
#[must_use]
pub fn last_day(event: Date, days: i64, local: &[Date]) -> Date {
    let mut day = event.saturating_add(days.clamp(0, 36_500).days());
    while !is_working_day(day, local) && day < Date::MAX {
        day = day.saturating_add(1.day());
    }
    day
}

/// The day that lies `days` working days behind `event`, which is not counted: what a head gives for handling.
#[must_use]
pub fn working_days_after(event: Date, days: i64, local: &[Date]) -> Date {
    let (mut day, mut left) = (event, days.clamp(0, 2_000));
    while left > 0 && day < Date::MAX {
        day = day.saturating_add(1.day());
        left -= i64::from(is_working_day(day, local));
    }
    day
}

/// How many working days lie behind `from` up to and with `to`; none when `to` is before it. Counts ten years at most.
#[must_use]
pub fn working_days_between(from: Date, to: Date, local: &[Date]) -> i64 {
    let (mut day, mut count) = (from.max(to.saturating_sub(3_660.days())), 0);
    while day < to {
        day = day.saturating_add(1.day());
        count += i64::from(is_working_day(day, local));
    }
    count
}

/// For how long services worked between two readings of the clock in Athens, in whole seconds: the part of each working
/// day between opening and closing, as `hours` gives them for that day; `local` are the holidays of the place. None when
/// `to` is before `from`, or a day closes before it opens. Counts ten years at most.
#[must_use]
pub fn working_time(from: DateTime, to: DateTime, local: &[Date], hours: impl Fn(Date) -> (Time, Time)) -> i64 {
    let (mut day, mut seconds) = (from.date().max(to.date().saturating_sub(3_660.days())), 0);
    while day <= to.date() {
        if is_working_day(day, local) {
            let (opens, closes) = hours(day);
            let (begin, end) = (from.max(day.to_datetime(opens)), to.min(day.to_datetime(closes)));
            seconds += end.duration_since(begin).as_secs().max(0);
        }
        // The last day that there is.
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    seconds
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Working time in minutes with hours from seven to three, and until one from 2027 on.
    fn minutes(from: DateTime, to: DateTime, local: &[Date]) -> i64 {
        let closes = |day: Date| Time::constant(if day.year() < 2027 { 15 } else { 13 }, 0, 0, 0);
        working_time(from, to, local, |day| (Time::constant(7, 0, 0, 0), closes(day))) / 60
    }

    #[test]
    fn only_the_hours_of_working_days_count() {
        let monday = date(2026, 11, 23);
        assert_eq!(minutes(monday.at(9, 30, 0, 0), monday.at(11, 0, 0, 0), &[]), 90);
        assert_eq!(
            minutes(monday.at(5, 0, 0, 0), monday.at(23, 0, 0, 0), &[]),
            8 * 60,
            "before and after nobody works"
        );
        let friday = date(2026, 11, 20);
        assert_eq!(minutes(friday.at(14, 0, 0, 0), monday.at(8, 0, 0, 0), &[]), 120, "a weekend lies between");
        assert_eq!(minutes(friday.at(14, 0, 0, 0), monday.at(8, 0, 0, 0), &[monday]), 60, "a local holiday");
        assert_eq!(minutes(monday.at(9, 0, 0, 0), friday.at(9, 0, 0, 0), &[]), 0, "backwards");
        let (new_years_eve, after) = (date(2026, 12, 31), date(2027, 1, 4));
        assert_eq!(minutes(new_years_eve.at(14, 0, 0, 0), after.at(14, 0, 0, 0), &[]), 60 + 6 * 60, "other hours");
    }

    #[test]
    fn easter_of_known_years() {
        let known = [
            (2024, 5, 5),
            (2025, 4, 20),
            (2026, 4, 12),
            (2027, 5, 2),
            (2028, 4, 16),
            (2029, 4, 8),
            (2030, 4, 28),
            (2031, 4, 13),
            (2032, 5, 2),
            (2033, 4, 24),
            (2034, 4, 9),
            (2035, 4, 29),
        ];
        for (year, month, day) in known {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn a_limit_that_ends_on_easter_moves_past_easter_monday() {
        assert_eq!(last_day(date(2026, 2, 21), 50, &[]), date(2026, 4, 14));
        assert_eq!(last_day(date(2026, 2, 21), 50, &[date(2026, 4, 14)]), date(2026, 4, 15));
    }

    #[test]
    fn an_ordinary_day_is_counted_as_it_is() {
        assert_eq!(last_day(date(2026, 11, 2), 50, &[]), date(2026, 12, 22));
        assert!(is_working_day(date(2026, 11, 24), &[]) && !is_working_day(date(2026, 11, 22), &[]));
    }

    /// Working time in minutes with hours from seven to three.
    fn always(from: DateTime, to: DateTime, local: &[Date]) -> i64 {
        working_time(from, to, local, |_| (Time::constant(7, 0, 0, 0), Time::constant(15, 0, 0, 0))) / 60
    }

    fn moment() -> impl Strategy<Value = DateTime> {
        (0_i64..1_500, 0_i64..1_440).prop_map(|(day, minute)| {
            jiff::civil::datetime(2024, 1, 1, 0, 0, 0, 0).saturating_add(day.days()).saturating_add(minute.minutes())
        })
    }

    proptest! {
        #[test]
        fn what_lies_between_adds_up(a in moment(), b in moment(), c in moment(), patron in moment()) {
            let mut in_order = [a, b, c];
            in_order.sort();
            let [a, b, c] = in_order;
            let local = [patron.date()];
            let between = |from, to| always(from, to, &local);
            prop_assert!((between(a, b) + between(b, c) - between(a, c)).abs() <= 1);
            prop_assert!(between(a, b) >= 0);
        }

        #[test]
        fn never_more_than_the_clock_or_than_whole_days(a in moment(), b in moment()) {
            let (from, to) = (a.min(b), a.max(b));
            let between = always(from, to, &[]);
            prop_assert!(between <= to.duration_since(from).as_mins());
            let days = working_days_between(from.date(), to.date(), &[]) + 1;
            prop_assert!(between <= days * 8 * 60);
        }

        #[test]
        fn a_whole_working_week_is_five_days(week in 0_i64..200, minute in 0_i64..1_440) {
            let from = jiff::civil::datetime(2024, 1, 1, 0, 0, 0, 0).saturating_add((week * 7).days()).saturating_add(minute.minutes());
            let to = from.saturating_add(7.days());
            let days = working_days_between(from.date().saturating_sub(1.day()), to.date().saturating_sub(1.day()), &[]);
            prop_assert!((always(from, to, &[]) - days * 480).abs() <= 480);
        }
    }
}
