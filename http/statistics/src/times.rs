//! How long documents stood.

use crate::{
    asked::{Frame, Typed, frame},
    span::{span, span_or_none},
};
use axum::extract::Query;
use http_shell::{Ask, Reply};
use serde::Serialize;
use statistics::Stays;

/// A line of the table, in words and as a bar.
#[derive(Serialize)]
pub(crate) struct Line {
    /// The key of the unit, or the word of the kind.
    pub of: String,
    pub name: Option<String>,
    #[serde(flatten)]
    pub stays: Stays,
    pub accept_words: String,
    pub median_words: String,
    pub ninth_words: String,
    pub late_percent: Option<i64>,
    /// In hundredths of the longest bar: the median, and what nine of ten add to it.
    pub bar: [i64; 2],
}

#[derive(Serialize)]
struct TimesPage {
    frame: Frame,
    total: Line,
    by_unit: Vec<Line>,
    by_kind: Vec<Line>,
    /// A working day in words.
    day: String,
}

/// The lines, the longest bar a hundred long.
pub(crate) fn lines(ask: &Ask, all: Vec<(String, Option<String>, Stays)>, day: i64) -> Vec<Line> {
    let longest = all.iter().filter_map(|(.., stays)| stays.ninth).max().unwrap_or_default().max(1);
    let line = |(of, name, stays): (String, Option<String>, Stays)| {
        let (median, ninth) = (stays.median.unwrap_or_default(), stays.ninth.unwrap_or_default());
        Line {
            of,
            name,
            accept_words: span_or_none(ask, stays.accept_median, day),
            median_words: span_or_none(ask, stays.median, day),
            ninth_words: span_or_none(ask, stays.ninth, day),
            late_percent: stays.late_percent(),
            bar: [median * 100 / longest, (ninth - median).max(0) * 100 / longest],
            stays,
        }
    };
    all.into_iter().map(line).collect()
}

pub(crate) async fn show(ask: Ask, Query(typed): Query<Typed>) -> Reply {
    let (asked, frame) = frame(&ask, typed).await?;
    let mut cx = ask.read().await?;
    let times = statistics::times(&mut cx, &asked).await?;
    drop(cx);
    let units = times.by_unit.into_iter().map(|row| (row.unit.to_string(), row.name, row.figures)).collect();
    let kinds = times.by_kind.into_iter().map(|(kind, stays)| (kind.to_string(), None, stays)).collect();
    let mut total = lines(&ask, vec![(String::new(), None, times.total)], times.day);
    let status = frame.status();
    let page = TimesPage {
        frame,
        total: total.remove(0),
        by_unit: lines(&ask, units, times.day),
        by_kind: lines(&ask, kinds, times.day),
        // One minute less than a day is said in hours.
        day: span(&ask, times.day, times.day + 1),
    };
    let mut page = ask.page("statistics/times.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}
