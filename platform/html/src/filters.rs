//! Dates, numbers and sizes as people write them.

use kernel::{Day, Instant};

/// `22/11/2026`, of an instant or a day; anything else stays.
pub(crate) fn date(value: &str) -> String {
    let day = value.parse::<Day>().or_else(|_| value.parse::<Instant>().map(Instant::day));
    day.map_or_else(|_| value.to_owned(), Day::greek)
}

/// `22/11/2026 14:05`, Athens time; anything else stays.
pub(crate) fn datetime(value: &str) -> String {
    value.parse::<Instant>().map_or_else(|_| value.to_owned(), |at| at.greek()[..16].to_owned())
}

/// `1.234.567`.
pub(crate) fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}

/// A size as people write it: `180 KB`, `1,4 MB`.
pub fn bytes(value: i64) -> String {
    match value {
        ..1_000 => format!("{value} B"),
        1_000..1_000_000 => format!("{} KB", (value + 500) / 1_000),
        _ => format!("{},{} MB", value / 1_000_000, value % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        assert_eq!(date("2026-11-22"), "22/11/2026");
        assert_eq!(date("2026-12-31T22:00:00Z"), "01/01/2027");
        assert_eq!(datetime("2026-11-22T12:05:31.000042Z"), "22/11/2026 14:05");
        assert_eq!((number(41_207), number(1_234_567), number(7)), ("41.207".into(), "1.234.567".into(), "7".into()));
        assert_eq!((bytes(184_519), bytes(1_412_193)), ("185 KB".into(), "1,4 MB".into()));
    }
}
