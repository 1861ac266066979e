//! Accepting, reading, returning, completing, taking back.

use crate::assign::back_to;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{Assignment, CirculationError, Outcome};
use db::Cx;
use http_shell::{Ask, Did, Error, Reply};
use kernel::AssignmentId;
use register::{Direction, Found};
use serde::{Deserialize, Serialize};

/// What the page of a tray offers to take back.
const UNDONE_FROM_TRAYS: [&str; 2] = ["acknowledged", "completed"];

/// Where a button stands: the page to which it leads back.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    csrf: String,
    #[serde(default)]
    back: String,
}

/// The tray from which somebody came, as an address may name it.
#[derive(Default, Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    pub back: String,
}

/// That address, where it is one of a tray.
pub(crate) fn tray(typed: &str) -> Option<&str> {
    // An address has no control characters.
    let fits = !typed.chars().any(char::is_control);
    Some(typed).filter(|typed| fits && (*typed == "/desk/tray" || typed.starts_with("/desk/tray?")))
}

/// Back to the tray from which somebody came, or to the entry.
pub(crate) fn back(typed: &str, place: (i64, i64)) -> String {
    tray(typed).map_or_else(|| back_to(place), str::to_owned)
}

/// Commits what a button did, and says it. From a tray, where the line is gone, it may be taken back.
async fn pressed(cx: Cx, done: Result<Assignment, CirculationError>, act: &'static str, to: &str) -> Reply {
    let one = done?;
    cx.commit().await?;
    let place = (one.year, one.number);
    let to = match tray(to).filter(|_| UNDONE_FROM_TRAYS.contains(&act)) {
        Some(tray) => format!("{tray}{}done=1&undo={}", if tray.contains('?') { '&' } else { '?' }, one.id),
        None => Did::at(&back(to, place), act, place),
    };
    Ok(Redirect::to(&to).into_response())
}

pub(crate) async fn accept(ask: Ask, Path(id): Path<AssignmentId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = circulation::accept(&mut cx, id).await;
    pressed(cx, done, "accepted", &form.back).await
}

pub(crate) async fn acknowledge(ask: Ask, Path(id): Path<AssignmentId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = circulation::acknowledge(&mut cx, id).await;
    pressed(cx, done, "acknowledged", &form.back).await
}

pub(crate) async fn withdraw(ask: Ask, Path(id): Path<AssignmentId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = circulation::withdraw(&mut cx, id).await;
    pressed(cx, done, "withdrawn", &form.back).await
}

pub(crate) async fn reopen(ask: Ask, Path(id): Path<AssignmentId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = circulation::reopen(&mut cx, id).await;
    pressed(cx, done, "reopened", &form.back).await
}

/// What is typed of a return or a completion.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    text: String,
    /// The outgoing entry: `124/2026`.
    #[serde(default)]
    answer: String,
    #[serde(default)]
    back: String,
}

#[derive(Serialize)]
struct ActPage {
    act: &'static str,
    assignment: Assignment,
    text: String,
    answer: String,
    /// The tray from which somebody came.
    back: String,
    problem: Option<String>,
    answer_problem: Option<String>,
}

async fn show(ask: &Ask, act: &'static str, id: AssignmentId, typed: Typed, wrong: Option<(&str, &str)>) -> Reply {
    let assignment = circulation::assignment(&mut ask.read().await?, id).await?;
    let said = |of_answer: bool| wrong.filter(|w| (w.0 == "answer") == of_answer).map(|w| ask.text(w.1, &[]));
    let page = ActPage {
        act,
        assignment,
        text: typed.text,
        answer: typed.answer,
        back: tray(&typed.back).unwrap_or_default().to_owned(),
        problem: said(false),
        answer_problem: said(true),
    };
    let mut page = ask.page("circulation/act.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn give_back(ask: Ask, Path(id): Path<AssignmentId>, Query(From { back }): Query<From>) -> Reply {
    show(&ask, "return", id, Typed { back, ..Typed::default() }, None).await
}

pub(crate) async fn complete(ask: Ask, Path(id): Path<AssignmentId>, Query(From { back }): Query<From>) -> Reply {
    let mut cx = ask.read().await?;
    let one = circulation::assignment(&mut cx, id).await?;
    // What was registered as the answer need not be typed again.
    let answers = register::related_from(&mut cx, one.year, one.number).await?;
    let answer = match answers.last().and_then(|label| number(label)) {
        Some(place) if is_outgoing(&mut cx, place).await? => answers.last().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    drop(cx);
    show(&ask, "complete", id, Typed { back, answer, ..Typed::default() }, None).await
}

/// An entry as it is named: `124/2026`.
fn number(text: &str) -> Option<(i64, i64)> {
    let (number, year) = text.trim().split_once('/')?;
    Some((year.trim().parse().ok()?, number.trim().parse().ok()?))
}

async fn is_outgoing(cx: &mut Cx, (year, number): (i64, i64)) -> Result<bool, Error> {
    let found = register::get(cx, year, number).await?;
    Ok(matches!(found, Found::Whole(entry) if entry.fields.direction == Direction::Outgoing))
}

pub(crate) async fn do_give_back(ask: Ask, Path(id): Path<AssignmentId>, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = circulation::give_back(&mut cx, id, &typed.text).await;
    answer(&ask, cx, "return", id, typed, done).await
}

pub(crate) async fn do_complete(ask: Ask, Path(id): Path<AssignmentId>, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let reply = number(&typed.answer);
    if reply.is_none() && !typed.answer.trim().is_empty() {
        return show(&ask, "complete", id, typed, Some(("answer", "circulation-problem-answer"))).await;
    }
    let mut cx = ask.write().await?;
    let outcome = Outcome { text: typed.text.clone(), answer: reply };
    let done = circulation::complete(&mut cx, id, outcome).await;
    answer(&ask, cx, "complete", id, typed, done).await
}

async fn answer(
    ask: &Ask,
    cx: Cx,
    act: &'static str,
    id: AssignmentId,
    typed: Typed,
    done: Result<Assignment, CirculationError>,
) -> Reply {
    match done {
        Err(CirculationError::Invalid(field, key)) => {
            drop(cx);
            show(ask, act, id, typed, Some((field, key))).await
        }
        done => pressed(cx, done, if act == "return" { "returned" } else { "completed" }, &typed.back).await,
    }
}
