//! The tables of a page, for a spreadsheet.

use crate::{
    asked::{Typed, frame},
    savings, volumes,
};
use axum::extract::Query;
use http_shell::{Ask, Error, Reply, tables};
use serde::Deserialize;
use sheets::Sheet;
use statistics::{Asked, Flow, Saving, Stays};

/// Which tables, in which form; of a CSV, which one of them.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Of {
    what: String,
    format: String,
    table: usize,
}

fn heads(ask: &Ask, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| ask.text(key, &[])).collect()
}

fn sheet(ask: &Ask, name: &str, keys: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Sheet {
    Sheet { name: ask.text(name, &[]), rows: std::iter::once(heads(ask, keys)).chain(rows).collect() }
}

fn unit_name(ask: &Ask, name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| ask.text("statistics-nobody", &[]))
}

fn flow(name: String, flow: Flow) -> Vec<String> {
    let numbers = [flow.incoming, flow.outgoing, flow.internal, flow.total()];
    std::iter::once(name).chain(numbers.iter().map(i64::to_string)).collect()
}

async fn of_volumes(ask: &Ask, asked: &Asked) -> Result<Vec<Sheet>, Error> {
    const FLOW: [&str; 4] = [
        "register-directions-incoming",
        "register-directions-outgoing",
        "register-directions-internal",
        "statistics-total",
    ];
    let figures = statistics::volumes(&mut ask.read().await?, asked).await?;
    let keys = |first| [&[first], FLOW.as_slice()].concat();
    let units = figures.by_unit.iter().map(|row| flow(unit_name(ask, row.name.as_ref()), row.figures));
    let kinds = figures.by_kind.iter().map(|(kind, f)| flow(ask.text(&format!("register-kind-{kind}"), &[]), *f));
    let first = if figures.monthly { "statistics-month" } else { "statistics-day" };
    let times = volumes::time_lines(&figures, asked.period);
    let times = times.into_iter().map(|line| flow(line.label, line.flow));
    let hours = volumes::hours(&figures);
    let head = std::iter::once(String::new()).chain(hours.iter().map(|hour| format!("{hour:02}:00"))).collect();
    let day = |(day, cells): (usize, &[i64; 24])| {
        let name = ask.text(&format!("statistics-weekday-{}", day + 1), &[]);
        std::iter::once(name).chain(hours.iter().map(|hour| cells[*hour].to_string())).collect()
    };
    let heat = std::iter::once(head).chain(figures.heat.iter().enumerate().map(day)).collect();
    Ok(vec![
        sheet(ask, "statistics-by-unit", &keys("statistics-unit"), units),
        sheet(ask, "statistics-by-kind", &keys("register-kind"), kinds),
        sheet(ask, "statistics-by-time", &keys(first), times),
        Sheet { name: ask.text("statistics-heat", &[]), rows: heat },
    ])
}

async fn of_times(ask: &Ask, asked: &Asked) -> Result<Vec<Sheet>, Error> {
    // Minutes: a spreadsheet reckons with them.
    const STAYS: [&str; 8] = [
        "statistics-stops",
        "statistics-accept-minutes",
        "statistics-median-minutes",
        "statistics-ninth-minutes",
        "statistics-due",
        "statistics-late",
        "statistics-open",
        "statistics-open-late",
    ];
    let figures = statistics::times(&mut ask.read().await?, asked).await?;
    let stays = |name: String, s: &Stays| {
        let some = |minutes: Option<i64>| minutes.map(|m| m.to_string()).unwrap_or_default();
        let numbers = [s.due, s.late, s.open, s.open_late].map(|number| number.to_string());
        let times = [s.stops.to_string(), some(s.accept_median), some(s.median), some(s.ninth)];
        std::iter::once(name).chain(times).chain(numbers).collect()
    };
    let keys = |first| [&[first], STAYS.as_slice()].concat();
    let units = figures.by_unit.iter().map(|row| stays(unit_name(ask, row.name.as_ref()), &row.figures));
    let kinds = figures.by_kind.iter().map(|(kind, s)| stays(ask.text(&format!("register-kind-{kind}"), &[]), s));
    Ok(vec![
        sheet(ask, "statistics-by-unit", &keys("statistics-unit"), units),
        sheet(ask, "statistics-by-kind", &keys("register-kind"), kinds),
    ])
}

async fn of_savings(ask: &Ask, asked: &Asked) -> Result<Vec<Sheet>, Error> {
    const SAVED: [&str; 11] = [
        "statistics-carried",
        "statistics-copied",
        "statistics-printed",
        "statistics-letters",
        "statistics-sheets",
        "statistics-envelopes",
        "statistics-walking-minutes",
        "statistics-paper-money",
        "statistics-post-money",
        "statistics-work-money",
        "statistics-money",
    ];
    let figures = statistics::savings(&mut ask.read().await?, asked).await?;
    let saved = |name: String, s: &Saving| {
        let counted = [s.tally.carried, s.tally.copied, s.tally.printed, s.tally.letters];
        let made = [s.sheets, s.envelopes, s.minutes];
        let cents = [s.paper_cents, s.post_cents, s.work_cents, s.cents()];
        let numbers = counted.iter().chain(&made).map(i64::to_string);
        let money = cents.iter().map(|cents| format!("{}.{:02}", cents / 100, cents % 100));
        std::iter::once(name).chain(numbers).chain(money).collect()
    };
    let keys = |first| [&[first], SAVED.as_slice()].concat();
    let months = figures.by_month.iter().map(|(month, s)| saved(volumes::label(*month, true), s));
    let units = figures.by_unit.iter().map(|row| saved(unit_name(ask, row.name.as_ref()), &row.figures));
    let costs = statistics::costs(&mut ask.read().await?).await?;
    let costs = costs.iter().map(|cost| {
        let value = if savings::is_money(cost.key) {
            format!("{}.{:02}", cost.value / 100, cost.value % 100)
        } else {
            cost.value.to_string()
        };
        let source = if cost.source.is_empty() { ask.text("statistics-assumption", &[]) } else { cost.source.clone() };
        vec![ask.text(&format!("statistics-cost-{}", cost.key), &[]), value, cost.effective_from.greek(), source]
    });
    let cost_heads = ["statistics-cost", "statistics-value", "statistics-from", "statistics-source"];
    Ok(vec![
        sheet(ask, "statistics-by-month", &keys("statistics-month"), months),
        sheet(ask, "statistics-by-unit", &keys("statistics-unit"), units),
        sheet(ask, "statistics-costs", &cost_heads, costs),
    ])
}

pub(crate) async fn export(ask: Ask, Query(typed): Query<Typed>, Query(of): Query<Of>) -> Reply {
    let (asked, frame) = frame(&ask, typed).await?;
    if let Some(problem) = frame.problems.into_values().next() {
        return Err(Error::BadRequest(problem));
    }
    let (name, made) = match of.what.as_str() {
        "times" => ("times", of_times(&ask, &asked).await?),
        "savings" => ("savings", of_savings(&ask, &asked).await?),
        _ => ("volumes", of_volumes(&ask, &asked).await?),
    };
    let name = format!("{name}-{}-{}", asked.period.from, asked.period.to);
    tables(&name, &of.format, of.table, made).await
}
