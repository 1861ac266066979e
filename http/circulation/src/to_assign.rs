//! What nobody has, for the protocol office.

use crate::recipient::{Choice, Choices};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{CameBack, CirculationError, NewAssignment, Order, Purpose, Reason, Suggestion};
use http_shell::{Ask, Error, Reply};
use kernel::{AssignmentId, Day};
use register::{UNASSIGNED_PAGE, Unassigned};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    entry: Unassigned,
    /// The name of its row: `2026-123`.
    name: String,
    /// Working days since it was registered.
    age: i64,
    to: String,
    /// Who gave it back, and why.
    back: Option<CameBack>,
    /// Why that unit stands there already.
    reason: String,
    ticked: bool,
    problem: String,
}

#[derive(Serialize)]
struct ToAssignPage {
    lines: Vec<Line>,
    count: i64,
    next: Option<String>,
    choices: Vec<Choice>,
    problem: Option<String>,
    /// How many were assigned just before, and their keys, to take them back.
    done: usize,
    undo: String,
    undone: bool,
}

/// Where the page begins, and what was done just before.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    done: String,
    undone: Option<String>,
}

/// What was typed: `pick-2026-123`, `to-2026-123`.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    after: String,
    #[serde(flatten)]
    rows: BTreeMap<String, String>,
}

fn place(name: &str) -> Option<(i64, i64)> {
    let (year, number) = name.split_once('-')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

fn keys(text: &str) -> Vec<AssignmentId> {
    text.split(',').filter_map(|key| key.parse().ok()).collect()
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    page(&ask, asked, &Typed::default(), &BTreeMap::new()).await
}

/// The page; `wrong` says what is wrong with rows, or under an empty name with all of them.
async fn page(ask: &Ask, asked: Asked, typed: &Typed, wrong: &BTreeMap<String, &'static str>) -> Reply {
    let mut cx = ask.read().await?;
    let mut entries = register::unassigned(&mut cx, place(&asked.after)).await?;
    let more = entries.len() as i64 > UNASSIGNED_PAGE;
    entries.truncate(UNASSIGNED_PAGE as usize);
    let next = entries.last().filter(|_| more).map(|entry| format!("{}-{}", entry.year, entry.number));
    let count = register::count_unassigned(&mut cx).await?;
    let choices = Choices::of(&mut cx).await?;
    let ends = entries.first().zip(entries.last()).map(|(a, b)| ((a.year, a.number), (b.year, b.number)));
    let suggested = match ends {
        Some((first, last)) => circulation::suggestions(&mut cx, first, last).await?,
        None => BTreeMap::new(),
    };
    let places: Vec<(i64, i64)> = entries.iter().map(|entry| (entry.year, entry.number)).collect();
    let mut backs = circulation::came_back(&mut cx, &places).await?;
    let days: Vec<Day> = entries.iter().map(|entry| entry.registered_at.day()).collect();
    let today = cx.now.day();
    let ages = law::working_days(&mut cx, &days, today).await?;
    drop(cx);
    let said = |name: &str| wrong.get(name).map(|key| ask.text(key, &[]));
    let mut line = |(entry, age): (Unassigned, i64)| {
        let name = format!("{}-{}", entry.year, entry.number);
        let suggested = suggested.get(&(entry.year, entry.number)).copied();
        let back = backs.remove(&(entry.year, entry.number));
        let typed_to = typed.rows.get(&format!("to-{name}"));
        let (mut to, mut reason) = choice(ask, &choices, typed_to, &entry, suggested);
        // It goes to nobody again who just sent it back, unless a person says so.
        if typed_to.is_none() && back.as_ref().is_some_and(|back| back.from == to) {
            (to, reason) = (String::new(), String::new());
        }
        let ticked = typed.rows.contains_key(&format!("pick-{name}"));
        Line { to, reason, ticked, back, problem: said(&name).unwrap_or_default(), name, age, entry }
    };
    let mut lines: Vec<Line> = entries.into_iter().zip(ages).map(&mut line).collect();
    // What somebody sent back wants to be looked at before what nobody has seen.
    lines.sort_by_key(|line| line.back.is_none());
    let page = ToAssignPage {
        lines,
        count,
        next,
        choices: choices.list(),
        problem: said(""),
        done: keys(&asked.done).len(),
        undo: asked.done,
        undone: asked.undone.is_some(),
    };
    let mut page = ask.page("circulation/to-assign.html", page)?;
    if !wrong.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// What stands in a line, and why: what was typed, the competent unit, or what is suggested.
fn choice(
    ask: &Ask,
    choices: &Choices,
    typed: Option<&String>,
    entry: &Unassigned,
    suggested: Option<Suggestion>,
) -> (String, String) {
    let competent = entry.competent.map(|unit| Suggestion { unit, reason: Reason::Competent });
    let suggestion = competent.or(suggested);
    let label = suggestion.map(|one| choices.label(one.unit)).unwrap_or_default();
    let to = typed.unwrap_or(&label).clone();
    let stands = suggestion.filter(|_| to == label && !to.is_empty());
    (to, stands.map(|one| why(ask, one.reason)).unwrap_or_default())
}

/// Why a unit is suggested, in words.
fn why(ask: &Ask, reason: Reason) -> String {
    let counted = |times: i64, of: i64| [("times", times.to_string()), ("of", of.to_string())];
    match reason {
        Reason::Competent => ask.text("circulation-why-competent", &[]),
        Reason::Rule => ask.text("circulation-why-rule", &[]),
        Reason::Sender { times, of } => ask.text("circulation-why-sender", &counted(times, of)),
        Reason::Folder { times, of } => ask.text("circulation-why-folder", &counted(times, of)),
    }
}

/// Gives every ticked line to the unit that stands in it: all of them, or none.
pub(crate) async fn assign(ask: Ask, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let asked = Asked { after: typed.after.clone(), ..Asked::default() };
    let picked: Vec<String> = typed.rows.keys().filter_map(|k| k.strip_prefix("pick-")).map(str::to_owned).collect();
    let mut wrong = BTreeMap::new();
    if picked.is_empty() {
        wrong.insert(String::new(), "circulation-problem-none-picked");
        return page(&ask, asked, &typed, &wrong).await;
    }
    let mut cx = ask.write().await?;
    let choices = Choices::of(&mut cx).await?;
    let mut made = Vec::new();
    for name in picked.into_iter().take(UNASSIGNED_PAGE as usize) {
        let to = typed.rows.get(&format!("to-{name}")).map(String::as_str).unwrap_or_default();
        let (Some(place), Ok(to)) = (place(&name), choices.read(to)) else {
            let key = if to.trim().is_empty() { "circulation-problem-nobody" } else { "circulation-problem-unknown" };
            wrong.insert(name, choices.read(to).err().filter(|_| !to.trim().is_empty()).unwrap_or(key));
            continue;
        };
        let order = Order { to: vec![NewAssignment { to, purpose: Purpose::Action }], ..Order::default() };
        match circulation::assign_first(&mut cx, place, order).await {
            Ok(keys) => made.extend(keys),
            Err(CirculationError::Invalid(_, key)) => {
                wrong.insert(name, key);
            }
            Err(CirculationError::Moved) => {
                wrong.insert(name, "circulation-problem-taken");
            }
            Err(error) => return Err(error.into()),
        }
    }
    if !wrong.is_empty() {
        drop(cx);
        return page(&ask, asked, &typed, &wrong).await;
    }
    cx.commit().await?;
    let keys = made.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    Ok(Redirect::to(&format!("/desk/to-assign?done={keys}")).into_response())
}

/// The assignments that are to be taken back.
#[derive(Deserialize)]
pub(crate) struct Undo {
    csrf: String,
    keys: String,
}

/// Takes them back, where nobody has acted yet; otherwise nothing changes.
pub(crate) async fn undo(ask: Ask, Form(form): Form<Undo>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    for key in keys(&form.keys).into_iter().take(UNASSIGNED_PAGE as usize) {
        circulation::withdraw(&mut cx, key).await?;
    }
    cx.commit().await?;
    Ok(Redirect::to("/desk/to-assign?undone=1").into_response())
}
