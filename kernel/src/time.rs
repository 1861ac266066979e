//! Instants are UTC in the database and Europe/Athens in law and on screen.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};
use sqlx::{
    Decode, Encode, Postgres, Sqlite, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef, types::Oid},
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
};
use std::{fmt, str::FromStr, sync::OnceLock};

/// Microseconds between 1970-01-01 and 2000-01-01, PostgreSQL's epoch.
const POSTGRES_EPOCH_MICROS: i64 = 946_684_800_000_000;
const TIMESTAMPTZ: PgTypeInfo = PgTypeInfo::with_oid(Oid(1184));
const DATE: PgTypeInfo = PgTypeInfo::with_oid(Oid(1082));

/// A text that is no date or instant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no date or time")]
pub struct ParseTimeError(pub String);

fn athens() -> &'static TimeZone {
    static ZONE: OnceLock<TimeZone> = OnceLock::new();
    // The zone is compiled in, so the fallback is for the compiler only.
    ZONE.get_or_init(|| TimeZone::get("Europe/Athens").unwrap_or(TimeZone::UTC))
}

/// A point in time, to the microsecond.
///
/// Stored as `timestamptz` on PostgreSQL and as microseconds since 1970 (UTC) on SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

impl Instant {
    /// From a timestamp, cut to the microsecond.
    #[must_use]
    pub fn from_timestamp(at: Timestamp) -> Self {
        Self::from_micros(at.as_microsecond())
    }

    /// From microseconds since 1970 in UTC; values outside the years -9999..9999 are clamped.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        let bound = if micros < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Self(Timestamp::from_microsecond(micros).unwrap_or(bound))
    }

    /// Microseconds since 1970 in UTC.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Whole seconds since 1970 in UTC.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.as_second()
    }

    /// This instant `seconds` later (earlier when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_micros(self.micros().saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// The calendar day in Athens: the day of law.
    #[must_use]
    pub fn day(self) -> Day {
        Day(athens().to_datetime(self.0).date())
    }

    /// The calendar year in Athens, in which the register counts.
    #[must_use]
    pub fn year(self) -> i16 {
        self.day().0.year()
    }

    /// What the clock in Athens shows.
    #[must_use]
    pub fn clock(self) -> DateTime {
        athens().to_datetime(self.0)
    }

    /// RFC 3339 in UTC with six digits, for signed statements: `2026-11-23T12:05:31.000042Z`.
    #[must_use]
    pub fn utc(self) -> String {
        format!("{:.6}", self.0)
    }

    /// RFC 3339 with the Athens offset: `2026-11-23T14:05:31.000042+02:00`.
    #[must_use]
    pub fn athens(self) -> String {
        self.0.to_zoned_datetime(athens().clone()).strftime("%Y-%m-%dT%H:%M:%S%.6f%:z").to_string()
    }

    /// As people write it: `23/11/2026 14:05:31`, Athens time.
    #[must_use]
    pub fn greek(self) -> String {
        self.0.to_zoned_datetime(athens().clone()).strftime("%d/%m/%Y %H:%M:%S").to_string()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.athens())
    }
}

impl FromStr for Instant {
    type Err = ParseTimeError;
    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        text.parse().map(Self::from_timestamp).map_err(|_| ParseTimeError(text.to_owned()))
    }
}

impl Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.athens())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Type<Sqlite> for Instant {
    fn type_info() -> SqliteTypeInfo {
        <i64 as Type<Sqlite>>::type_info()
    }
    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <i64 as Type<Sqlite>>::compatible(ty)
    }
}

impl Encode<'_, Sqlite> for Instant {
    fn encode_by_ref(&self, to: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.micros(), to)
    }
}

impl<'r> Decode<'r, Sqlite> for Instant {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::from_micros(<i64 as Decode<Sqlite>>::decode(value)?))
    }
}

impl Type<Postgres> for Instant {
    fn type_info() -> PgTypeInfo {
        TIMESTAMPTZ
    }
    fn compatible(ty: &PgTypeInfo) -> bool {
        ty.oid() == TIMESTAMPTZ.oid()
    }
}

impl Encode<'_, Postgres> for Instant {
    fn encode_by_ref(&self, to: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Postgres>::encode(self.micros() - POSTGRES_EPOCH_MICROS, to)
    }
}

impl<'r> Decode<'r, Postgres> for Instant {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let micros = <i64 as Decode<Postgres>>::decode(value)?;
        Ok(Self::from_micros(micros.saturating_add(POSTGRES_EPOCH_MICROS)))
    }
}

/// A calendar day, without a zone. Stored as `date` on PostgreSQL and as `YYYY-MM-DD` on SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// Why what was typed is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoDay {
    /// The calendar lacks it: `31/2/2026`.
    #[error("there is no day {0}")]
    Missing(String),
    /// It is no day.
    #[error("not a day")]
    Unreadable,
}

impl Day {
    /// The first instant of the day in Athens.
    #[must_use]
    pub fn start(self) -> Instant {
        self.at(0, 0)
    }

    /// When the clock in Athens shows an hour (0 to 23) and a minute of this day. Of an hour that the clock shows twice
    /// the first is meant, and one that it leaves out is the hour behind.
    #[must_use]
    pub fn at(self, hour: i8, minute: i8) -> Instant {
        let time = jiff::civil::Time::new(hour, minute, 0, 0).unwrap_or_default();
        let zoned = athens().to_zoned_datetime(self.0.to_datetime(time));
        zoned.map_or(Instant::from_micros(0), |z| Instant::from_timestamp(z.timestamp()))
    }

    /// The day after; the last day of the calendar stays.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// Reads a day as people type it: `23/11/2026`, `23-11-2026`, `23.11.26`, `2026-11-23`, and `23/11` of the year of
    /// `today`.
    ///
    /// # Errors
    /// Whether the calendar lacks it, or it is no day at all.
    pub fn typed(text: &str, today: Day) -> Result<Self, NoDay> {
        let text = text.trim().trim_end_matches('.');
        let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
        let digits = |part: &&str| part.len() <= 4 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !parts.iter().all(digits) {
            return Err(NoDay::Unreadable);
        }
        let number = |part: &str| part.parse::<i16>().map_err(|_| NoDay::Unreadable);
        let (day, month, year) = match parts.as_slice() {
            [year, month, day] if year.len() == 4 => (day, month, number(year)?),
            [day, month, year] if year.len() == 4 => (day, month, number(year)?),
            [day, month, year] if year.len() == 2 => (day, month, 2_000 + number(year)?),
            [day, month] => (day, month, today.0.year()),
            _ => return Err(NoDay::Unreadable),
        };
        if day.len() > 2 || month.len() > 2 || year < 1 {
            return Err(NoDay::Unreadable);
        }
        let (day, month) = (number(day)?, number(month)?);
        let date = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(m, d)| Date::new(year, m, d).ok());
        date.map(Self).ok_or_else(|| NoDay::Missing(format!("{day}/{month}/{year}")))
    }

    /// The day before; the first day of the calendar stays.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// As people write it: `23/11/2026`.
    #[must_use]
    pub fn greek(self) -> String {
        self.0.strftime("%d/%m/%Y").to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = ParseTimeError;
    /// Reads `2026-11-23` and, as people type it, `23/11/2026`.
    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let text = text.trim();
        let date: Result<Date, _> = text.parse().or_else(|_| Date::strptime("%d/%m/%Y", text));
        // Years before our era are typing errors, and PostgreSQL knows few of them.
        let date = date.ok().filter(|date| date.year() > 0);
        date.map(Self).ok_or_else(|| ParseTimeError(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl Type<Sqlite> for Day {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }
    fn compatible(ty: &SqliteTypeInfo) -> bool {
        <String as Type<Sqlite>>::compatible(ty)
    }
}

impl Encode<'_, Sqlite> for Day {
    fn encode_by_ref(&self, to: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        Encode::<Sqlite>::encode(self.to_string(), to)
    }
}

impl<'r> Decode<'r, Sqlite> for Day {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(<&str as Decode<Sqlite>>::decode(value)?.parse()?)
    }
}

impl Type<Postgres> for Day {
    fn type_info() -> PgTypeInfo {
        DATE
    }
    fn compatible(ty: &PgTypeInfo) -> bool {
        ty.oid() == DATE.oid()
    }
}

/// Days between 1970-01-01 and 2000-01-01, PostgreSQL's epoch.
const POSTGRES_EPOCH: Date = jiff::civil::date(2000, 1, 1);

impl Encode<'_, Postgres> for Day {
    fn encode_by_ref(&self, to: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        let days = (self.0 - POSTGRES_EPOCH).get_days();
        Encode::<Postgres>::encode(days, to)
    }
}

impl<'r> Decode<'r, Postgres> for Day {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        let days = <i32 as Decode<Postgres>>::decode(value)?;
        let span = jiff::Span::new().try_days(i64::from(days))?;
        Ok(Self(POSTGRES_EPOCH.checked_add(span)?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_hour_is_what_clocks_show() {
        for (day, utc) in [
            ("2026-11-23", "2026-11-23T05:00:00Z"),
            ("2026-03-29", "2026-03-29T04:00:00Z"),
            ("2026-10-25", "2026-10-25T05:00:00Z"),
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!((day.at(7, 0), day.at(0, 0)), (utc.parse().unwrap(), day.start()));
        }
        let forward: Day = "2026-03-29".parse().unwrap();
        assert_eq!(forward.at(3, 0), forward.at(4, 0), "there is no such hour");
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let today: Day = "2026-11-23".parse().unwrap();
        let typed = |text: &str| Day::typed(text, today).map(|day| day.to_string());
        for text in ["13/1/2016", "13-1-2016", "13.1.2016", "13.01.2016.", " 13 / 1 / 2016 ", "2016-01-13", "13/1/16"] {
            assert_eq!(typed(text).as_deref(), Ok("2016-01-13"), "{text}");
        }
        for text in ["5.11.26", "5/11/26", "5/11", "5.11"] {
            assert_eq!(typed(text).as_deref(), Ok("2026-11-05"), "{text}");
        }
        let missing = |text: &str| Err(NoDay::Missing(text.to_owned()));
        assert_eq!(typed("31.02.2026"), missing("31/2/2026"));
        assert_eq!((typed("2026-13-01"), typed("29/2/26")), (missing("1/13/2026"), missing("29/2/2026")));
        for text in ["", "χθες", "5", "1/2/3", "1/2/0000", "1/2/20266", "111/2/2026", "5/11/2026 10:00", "-1/2/2026"]
        {
            assert_eq!(typed(text), Err(NoDay::Unreadable), "{text}");
        }
    }

    #[test]
    fn the_year_changes_at_midnight_in_athens() {
        let before: Instant = "2026-12-31T21:59:59.999999Z".parse().unwrap();
        let after: Instant = "2026-12-31T22:00:00Z".parse().unwrap();
        assert_eq!((before.year(), after.year()), (2026, 2027));
    }

    #[test]
    fn words_of_an_instant() {
        let at: Instant = "2026-11-23T12:05:31.000042Z".parse().unwrap();
        assert_eq!(at.utc(), "2026-11-23T12:05:31.000042Z");
        assert_eq!(at.athens(), "2026-11-23T14:05:31.000042+02:00");
        assert_eq!(at.greek(), "23/11/2026 14:05:31");
        assert_eq!(at.athens().parse::<Instant>().unwrap(), at);
    }

    #[test]
    fn days_as_people_type_them() {
        assert_eq!("23/11/2026".parse::<Day>().unwrap(), "2026-11-23".parse().unwrap());
        assert_eq!("2026-11-23".parse::<Day>().unwrap().start().utc(), "2026-11-22T22:00:00.000000Z");
        assert!("31/02/2026".parse::<Day>().is_err());
    }
}
