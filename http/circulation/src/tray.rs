//! The tray of a person and of a unit.

use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect},
};
use circulation::{CirculationError, Counts, Item, Tab, Whose};
use http_shell::{Ask, Error, Reply};
use identity::Membership;
use kernel::{AssignmentId, Day};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which tray: `of` is a unit, or nothing for one's own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    of: String,
    #[serde(default)]
    tab: String,
    #[serde(default)]
    after: String,
    /// How many were done just before, and how many somebody else had moved.
    done: Option<i64>,
    moved: Option<i64>,
}

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    item: Item,
    late: bool,
}

#[derive(Serialize)]
struct TrayPage {
    of: String,
    name: Option<String>,
    units: Vec<Membership>,
    tab: Tab,
    tabs: &'static [Tab],
    counts: Counts,
    lines: Vec<Line>,
    next: Option<String>,
    /// The address of this page, to come back to.
    here: String,
    done: Option<i64>,
    moved: Option<i64>,
}

fn whose(of: &str) -> Result<Whose, Error> {
    if of.is_empty() { Ok(Whose::Mine) } else { of.parse().map(Whose::Unit).map_err(|_| Error::NotFound) }
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let whose = whose(&asked.of)?;
    let tab = asked.tab.parse().unwrap_or(Tab::Accept);
    let mut cx = ask.read().await?;
    let units = identity::memberships(&mut cx).await?;
    let counts = circulation::counts(&mut cx, whose).await?;
    let tray = circulation::tray(&mut cx, whose, tab, asked.after.parse::<AssignmentId>().ok()).await?;
    let today: Day = cx.now.day();
    drop(cx);
    let late = |item: &Item| item.assignment.is_open() && item.assignment.due.is_some_and(|due| due < today);
    let page = TrayPage {
        name: units.iter().find(|unit| whose == Whose::Unit(unit.unit)).map(|unit| unit.unit_name.clone()),
        here: format!("/desk/tray?of={}&tab={tab}", asked.of),
        of: asked.of,
        units,
        tab,
        tabs: Tab::ALL,
        counts,
        lines: tray.items.into_iter().map(|item| Line { late: late(&item), item }).collect(),
        next: tray.next.map(|id| id.to_string()),
        done: asked.done,
        moved: asked.moved,
    };
    ask.page("circulation/tray.html", page)
}

/// What was ticked: `pick-…`, and what is to be done with it.
#[derive(Deserialize)]
pub(crate) struct Many {
    csrf: String,
    #[serde(default)]
    of: String,
    #[serde(default)]
    tab: String,
    #[serde(rename = "do")]
    act: String,
    #[serde(flatten)]
    rows: BTreeMap<String, String>,
}

/// Accepts or acknowledges many; what somebody else has moved meanwhile is passed over, and counted.
pub(crate) async fn many(ask: Ask, Form(form): Form<Many>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let whose = whose(&form.of)?;
    let of = if let Whose::Unit(unit) = whose { unit.to_string() } else { String::new() };
    let tab: Tab = form.tab.parse().unwrap_or(Tab::Accept);
    let (mut done, mut moved) = (0, 0);
    let mut cx = ask.write().await?;
    for key in form.rows.keys().filter_map(|key| key.strip_prefix("pick-")?.parse().ok()) {
        let result = match form.act.as_str() {
            "accept" => circulation::accept(&mut cx, key).await,
            "acknowledge" => circulation::acknowledge(&mut cx, key).await,
            _ => return Err(Error::BadRequest("do: accept or acknowledge".into())),
        };
        match result {
            Ok(_) => done += 1,
            Err(CirculationError::Moved | CirculationError::NotFound) => moved += 1,
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/tray?of={of}&tab={tab}&done={done}&moved={moved}")).into_response())
}
