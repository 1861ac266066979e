//! From when units work in the program, and how far they have come.

use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply, tables};
use kernel::{Day, UnitId};
use rollout::{Adoption, Joins, Week};
use serde::{Deserialize, Serialize};
use sheets::Sheet;

#[derive(Serialize)]
struct Cell {
    #[serde(flatten)]
    week: Week,
    percent: Option<i64>,
    /// How dark: 0 to 5.
    level: i64,
}

#[derive(Serialize)]
struct Row {
    unit: UnitId,
    name: String,
    people: i64,
    /// `always`, `from` or `not_yet`.
    joins: &'static str,
    day: Option<Day>,
    cells: Vec<Cell>,
}

#[derive(Serialize)]
struct AdoptionPage {
    mondays: Vec<String>,
    rows: Vec<Row>,
    total: Vec<Cell>,
    /// For the list to choose from.
    units: Vec<(String, String)>,
    chosen: String,
    /// What stands of the chosen unit, or was typed; nothing where none is chosen.
    joins: &'static str,
    typed: String,
    problem: Option<String>,
    done: bool,
}

fn cells(weeks: &[Week]) -> Vec<Cell> {
    let cell = |week: &Week| {
        let percent = week.percent();
        Cell { week: *week, percent, level: percent.map_or(0, |percent| (percent + 19) / 20) }
    };
    weeks.iter().map(cell).collect()
}

fn joined(joins: Joins) -> (&'static str, Option<Day>) {
    match joins {
        Joins::Always => ("always", None),
        Joins::From(day) => ("from", Some(day)),
        Joins::NotYet => ("not_yet", None),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    done: Option<String>,
    unit: String,
    format: String,
}

async fn page(ask: &Ask, chosen: String, typed: String, problem: Option<String>, done: bool) -> Reply {
    let mut cx = ask.read().await?;
    let adoption = rollout::adoption(&mut cx).await?;
    drop(cx);
    let stands = adoption.units.iter().find(|of| of.unit.unit.id.to_string() == chosen).map(|of| joined(of.joins));
    // Where nothing came and nobody signed in there is nothing to see, unless something is said of the unit.
    let seen =
        adoption.units.iter().filter(|of| of.joins != Joins::Always || of.weeks.iter().any(|w| *w != Week::default()));
    let rows = seen.map(|of| {
        let (joins, day) = joined(of.joins);
        let unit = &of.unit.unit;
        Row { unit: unit.id, name: unit.name.clone(), people: of.people, joins, day, cells: cells(&of.weeks) }
    });
    let status = if problem.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = AdoptionPage {
        mondays: adoption.mondays.iter().map(|day| format!("{}/{}", day.0.day(), day.0.month())).collect(),
        rows: rows.collect(),
        total: cells(&adoption.total),
        units: adoption.units.iter().map(|of| (of.unit.unit.id.to_string(), of.unit.label())).collect(),
        joins: if problem.is_some() { "from" } else { stands.map_or("", |stands| stands.0) },
        typed: match stands {
            Some((_, Some(day))) if problem.is_none() => day.greek(),
            _ => typed,
        },
        chosen,
        problem,
        done,
    };
    let mut page = ask.page("rollout/adoption.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    page(&ask, asked.unit, String::new(), None, asked.done.is_some()).await
}

/// What the administrator says of a unit.
#[derive(Deserialize)]
pub(crate) struct Typed {
    csrf: String,
    unit: UnitId,
    joins: String,
    #[serde(default)]
    day: String,
}

pub(crate) async fn set(ask: Ask, Form(form): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let today = ask.app.clock.now().day();
    let joins = match (form.joins.as_str(), Day::typed(&form.day, today)) {
        ("always", _) => Joins::Always,
        ("not_yet", _) => Joins::NotYet,
        (_, Ok(day)) => Joins::From(day),
        (_, Err(_)) => {
            let problem = ask.text("rollout-problem-day", &[]);
            return page(&ask, form.unit.to_string(), form.day, Some(problem), false).await;
        }
    };
    let mut cx = ask.write().await?;
    rollout::set_joining(&mut cx, form.unit, joins).await?;
    cx.commit().await?;
    Ok(Redirect::to("/admin/rollout?done=1").into_response())
}

/// The weeks of all units.
pub(crate) async fn export(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let adoption: Adoption = rollout::adoption(&mut ask.read().await?).await?;
    let heads = ["rollout-unit", "rollout-week", "rollout-received", "rollout-taken", "rollout-people"];
    let mut rows = vec![heads.map(|key| ask.text(key, &[])).to_vec()];
    for of in &adoption.units {
        for (monday, week) in adoption.mondays.iter().zip(&of.weeks) {
            let numbers = [week.received, week.taken, week.people].map(|number| number.to_string());
            rows.push([of.unit.unit.name.clone(), monday.greek()].into_iter().chain(numbers).collect());
        }
    }
    tables("adoption", &asked.format, 0, vec![Sheet { name: ask.text("rollout-adoption", &[]), rows }]).await
}
