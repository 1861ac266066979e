//! Dates, numbers and sizes as people write them.

use crate::Lang;
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

/// `1.234.567` in Greek, `1,234,567` in English.
#[must_use]
pub fn number(lang: Lang, value: i64) -> String {
    let mark = if lang == Lang::El { '.' } else { ',' };
    let digits = value.unsigned_abs().to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    if value < 0 { format!("-{out}") } else { out }
}

/// A size as people write it: `180 KB`, `1,4 MB`; in English `1.4 MB`.
#[must_use]
pub fn bytes(lang: Lang, value: i64) -> String {
    let mark = if lang == Lang::El { ',' } else { '.' };
    match value {
        ..1_000 => format!("{value} B"),
        1_000..1_000_000 => format!("{} KB", (value + 500) / 1_000),
        _ => format!("{}{mark}{} MB", value / 1_000_000, value % 1_000_000 / 100_000),
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
        let greek = |value| number(Lang::El, value);
        assert_eq!((greek(41_207), greek(1_234_567), greek(7)), ("41.207".into(), "1.234.567".into(), "7".into()));
        assert_eq!((bytes(Lang::El, 184_519), bytes(Lang::El, 1_412_193)), ("185 KB".into(), "1,4 MB".into()));
        assert_eq!((number(Lang::En, 41_207), bytes(Lang::En, 889_100_000)), ("41,207".into(), "889.1 MB".into()));
    }
}
