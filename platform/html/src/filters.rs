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

/// `22/11/2026 14:05:31`, Athens time; anything else stays.
pub(crate) fn seconds(value: &str) -> String {
    value.parse::<Instant>().map_or_else(|_| value.to_owned(), Instant::greek)
}

/// Which browser a user agent names; nothing when it is none that people know.
pub(crate) fn browser(agent: &str) -> String {
    // The order counts: Edge and Opera call themselves Chrome too, and Chrome calls itself Safari.
    let known = [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox")];
    let known = known.iter().chain(&[("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    known.clone().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned()).unwrap_or_default()
}

/// On which system a user agent says that it runs; nothing when it is none that people know.
pub(crate) fn system(agent: &str) -> String {
    let known = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad")];
    let known = known.iter().chain(&[("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")]);
    known.clone().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| (*name).to_owned()).unwrap_or_default()
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
    fn browsers_by_their_names() {
        let linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36";
        assert_eq!((browser(linux), system(linux)), ("Chrome".into(), "Linux".into()));
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0 Safari/537.36 Edg/131.0";
        assert_eq!((browser(edge), system(edge)), ("Edge".into(), "Windows".into()));
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1";
        assert_eq!((browser(phone), system(phone)), ("Safari".into(), "iPhone".into()));
        assert_eq!((browser("curl/8"), system("")), (String::new(), String::new()));
    }

    #[test]
    fn as_people_write_them() {
        assert_eq!(date("2026-11-22"), "22/11/2026");
        assert_eq!(date("2026-12-31T22:00:00Z"), "01/01/2027");
        assert_eq!(datetime("2026-11-22T12:05:31.000042Z"), "22/11/2026 14:05");
        let greek = |value| number(Lang::El, value);
        assert_eq!((greek(41_207), greek(1_234_567), greek(7)), ("41.207".into(), "1.234.567".into(), "7".into()));
        assert_eq!((bytes(Lang::El, 184_519), bytes(Lang::El, 1_412_193)), ("185 KB".into(), "1,4 MB".into()));
        assert_eq!((number(Lang::En, 41_207), bytes(Lang::En, 889_100_000)), ("41,207".into(), "889.1 MB".into()));
        assert_eq!(seconds("2026-11-22T12:05:31.000042Z"), "22/11/2026 14:05:31");
    }
}
