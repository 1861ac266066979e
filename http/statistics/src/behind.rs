//! The papers behind a figure.

use crate::{
    asked::{Frame, Typed, frame},
    span::span_or_none,
};
use axum::extract::Query;
use http_shell::{Ask, Reply};
use kernel::AssignmentId;
use register::{Direction, Kind, Row};
use serde::{Deserialize, Serialize};
use statistics::{StopLine, Which};

/// Which of them.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Of {
    direction: String,
    kind: String,
    which: String,
    before: String,
}

#[derive(Serialize)]
struct EntriesPage {
    frame: Frame,
    /// What the figure is of.
    unit: Option<String>,
    direction: Option<Direction>,
    kind: Option<Kind>,
    lines: Vec<Row>,
    next: Option<String>,
}

#[derive(Serialize)]
struct StopView {
    #[serde(flatten)]
    line: StopLine,
    unit_name: String,
    stay: String,
}

#[derive(Serialize)]
struct StopsPage {
    frame: Frame,
    unit: Option<String>,
    which: Which,
    kind: Option<Kind>,
    lines: Vec<StopView>,
    next: Option<String>,
}

pub(crate) async fn entries(ask: Ask, Query(typed): Query<Typed>, Query(of): Query<Of>) -> Reply {
    let (asked, frame) = frame(&ask, typed).await?;
    let (direction, kind) = (of.direction.parse().ok(), of.kind.parse().ok());
    let before = of.before.split_once('-').and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?)));
    let mut cx = ask.read().await?;
    let names = statistics::names(&mut cx).await?;
    let entries = statistics::entries(&mut cx, &asked, (direction, kind), before).await?;
    drop(cx);
    let unit = asked.unit.and_then(|unit| names.get(&unit).cloned());
    let next = entries.next.map(|(year, number)| format!("{year}-{number}"));
    ask.page("statistics/entries.html", EntriesPage { frame, unit, direction, kind, lines: entries.lines, next })
}

fn place(text: &str) -> Option<(i64, AssignmentId)> {
    let (minutes, id) = text.split_once('.')?;
    Some((minutes.parse().ok()?, id.parse().ok()?))
}

pub(crate) async fn stops(ask: Ask, Query(typed): Query<Typed>, Query(of): Query<Of>) -> Reply {
    let (asked, frame) = frame(&ask, typed).await?;
    let (which, kind) = (of.which.parse().unwrap_or(Which::Left), of.kind.parse().ok());
    let mut cx = ask.read().await?;
    let names = statistics::names(&mut cx).await?;
    let stops = statistics::stops(&mut cx, &asked, (which, kind), place(&of.before)).await?;
    drop(cx);
    let day = frame.counted.day;
    let view = |line: StopLine| StopView {
        unit_name: names.get(&line.unit).cloned().unwrap_or_default(),
        stay: span_or_none(&ask, line.stay_minutes, day),
        line,
    };
    let page = StopsPage {
        unit: asked.unit.and_then(|unit| names.get(&unit).cloned()),
        next: stops.next.map(|(minutes, id)| format!("{minutes}.{id}")),
        lines: stops.lines.into_iter().map(view).collect(),
        frame,
        which,
        kind,
    };
    ask.page("statistics/stops.html", page)
}
