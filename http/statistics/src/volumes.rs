//! How many documents: by time, unit, kind, and hour.

use crate::{
    asked::{Frame, Typed, frame},
    bars::{Bars, draw},
    span::number,
};
use axum::extract::Query;
use http_shell::{Ask, Reply};
use kernel::Day;
use serde::Serialize;
use statistics::{Flow, OfUnit, Period, Volumes};

/// The hours that are always shown.
const HOURS: std::ops::RangeInclusive<usize> = 7..=15;

#[derive(Serialize)]
pub(crate) struct TimeLine {
    /// `23/11` or `11/2026`.
    pub label: String,
    from: String,
    to: String,
    #[serde(flatten)]
    pub flow: Flow,
    pub total: i64,
}

#[derive(Serialize)]
struct KindLine {
    kind: String,
    #[serde(flatten)]
    flow: Flow,
    total: i64,
}

#[derive(Serialize)]
struct UnitLine {
    #[serde(flatten)]
    unit: OfUnit<Flow>,
    total: i64,
}

#[derive(Serialize)]
struct Cell {
    entries: i64,
    /// How dark: 0 to 5.
    level: i64,
}

#[derive(Serialize)]
struct HeatLine {
    weekday: usize,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct VolumesPage {
    frame: Frame,
    total: Flow,
    all: i64,
    assigned: i64,
    /// In hundredths against the period before, as far as this one is gone; none where there was nothing then.
    change: Option<i64>,
    monthly: bool,
    bars: Bars,
    by_time: Vec<TimeLine>,
    by_unit: Vec<UnitLine>,
    by_kind: Vec<KindLine>,
    hours: Vec<usize>,
    heat: Vec<HeatLine>,
}

/// A day, or a month, as it stands under a bar.
pub(crate) fn label(day: Day, monthly: bool) -> String {
    if monthly { format!("{}/{}", day.0.month(), day.0.year()) } else { format!("{}/{}", day.0.day(), day.0.month()) }
}

/// The lines of a period; of a month that lies in it in part only the days that do.
pub(crate) fn time_lines(volumes: &Volumes, period: Period) -> Vec<TimeLine> {
    let line = |(day, flow): &(Day, Flow)| {
        let to = if volumes.monthly { statistics::months_later(*day, 1).previous() } else { *day };
        let (from, to) = ((*day).max(period.from), to.min(period.to));
        let label = label(*day, volumes.monthly);
        TimeLine { label, from: from.to_string(), to: to.to_string(), flow: *flow, total: flow.total() }
    };
    volumes.by_time.iter().map(line).collect()
}

/// The hours in which something was registered, and the usual ones.
pub(crate) fn hours(volumes: &Volumes) -> Vec<usize> {
    (0..24).filter(|hour| HOURS.contains(hour) || volumes.heat.iter().any(|day| day[*hour] > 0)).collect()
}

fn heat(volumes: &Volumes, hours: &[usize]) -> Vec<HeatLine> {
    let highest = volumes.heat.iter().flatten().copied().max().unwrap_or_default().max(1);
    // Who works on no weekend has no line for it.
    let days = volumes.heat.iter().enumerate().filter(|(day, cells)| *day < 5 || cells.iter().any(|c| *c > 0));
    let cell = |entries: i64| Cell { entries, level: (entries * 5 + highest - 1) / highest };
    days.map(|(day, cells)| HeatLine { weekday: day + 1, cells: hours.iter().map(|hour| cell(cells[*hour])).collect() })
        .collect()
}

pub(crate) async fn show(ask: Ask, Query(typed): Query<Typed>) -> Reply {
    let (asked, frame) = frame(&ask, typed).await?;
    let mut cx = ask.read().await?;
    let volumes = statistics::volumes(&mut cx, &asked).await?;
    drop(cx);
    let by_time = time_lines(&volumes, asked.period);
    let parts = |line: &TimeLine| vec![line.flow.incoming, line.flow.outgoing, line.flow.internal];
    let drawn: Vec<_> = by_time.iter().map(|line| (line.label.clone(), parts(line))).collect();
    let (all, before) = (volumes.total.total(), volumes.before.total());
    let hours = hours(&volumes);
    let status = frame.status();
    let page = VolumesPage {
        frame,
        total: volumes.total,
        all,
        assigned: volumes.assigned,
        change: (before > 0).then(|| (all - before) * 100 / before),
        monthly: volumes.monthly,
        bars: draw(&drawn, |value| number(&ask, value)),
        heat: heat(&volumes, &hours),
        hours,
        by_time,
        by_kind: volumes
            .by_kind
            .iter()
            .map(|(kind, flow)| KindLine { kind: kind.to_string(), flow: *flow, total: flow.total() })
            .collect(),
        by_unit: volumes.by_unit.into_iter().map(|unit| UnitLine { total: unit.figures.total(), unit }).collect(),
    };
    let mut page = ask.page("statistics/volumes.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_stands_behind_a_month_is_what_was_counted_of_it() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let by_time = ["2026-01-01", "2026-02-01", "2026-06-01"].map(|first| (day(first), Flow::default())).to_vec();
        let (total, assigned, before, heat) = (Flow::default(), 0, Flow::default(), [[0; 24]; 7]);
        let volumes =
            Volumes { total, assigned, before, by_time, monthly: true, by_unit: vec![], by_kind: vec![], heat };
        let lines = time_lines(&volumes, Period::new(day("2026-01-15"), day("2026-06-10")).unwrap());
        let days: Vec<_> = lines.iter().map(|line| (line.from.as_str(), line.to.as_str())).collect();
        let expected = [("2026-01-15", "2026-01-31"), ("2026-02-01", "2026-02-28"), ("2026-06-01", "2026-06-10")];
        assert_eq!(days, expected);
    }
}
