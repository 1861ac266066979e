//! Figures as people say them.

use http_shell::Ask;

/// With one digit behind the comma, where it is none that says nothing.
fn tenths(ask: &Ask, tenths: i64) -> String {
    let mark = if ask.lang == html::Lang::El { ',' } else { '.' };
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}{mark}{rest}", tenths / 10),
    }
}

/// Working minutes: `25 λεπτά`, `2,5 ώρες`, `3,5 ημέρες` of so many minutes.
pub(crate) fn span(ask: &Ask, minutes: i64, day: i64) -> String {
    let part = |of: i64| (minutes * 10 + of / 2) / of.max(1);
    let (key, count) = match minutes {
        ..60 => ("statistics-minutes", minutes.to_string()),
        _ if minutes < day => ("statistics-hours", tenths(ask, part(60))),
        _ => ("statistics-days", tenths(ask, part(day))),
    };
    ask.text(key, &[("count", count)])
}

/// The same, or a dash.
pub(crate) fn span_or_none(ask: &Ask, minutes: Option<i64>, day: i64) -> String {
    minutes.map_or_else(|| "–".to_owned(), |minutes| span(ask, minutes, day))
}

/// Cents as people write them: `1.234,56 €`.
pub(crate) fn euro(ask: &Ask, cents: i64) -> String {
    let mark = if ask.lang == html::Lang::El { ',' } else { '.' };
    let whole = html::number(ask.lang, cents / 100);
    format!("{whole}{mark}{:02} €", cents.rem_euclid(100))
}

/// A number with its marks.
pub(crate) fn number(ask: &Ask, value: i64) -> String {
    html::number(ask.lang, value)
}
