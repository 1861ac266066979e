//! Assigning, passing on, asking an opinion: one form.

use crate::{
    act::{From, back, tray},
    recipient::{Choice, Choices},
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{CirculationError, Expected, NewAssignment, Order, Purpose};
use db::Cx;
use http_shell::{Ask, Did, Error, Reply};
use kernel::AssignmentId;
use register::Found;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many recipients the form has room for: with scripts the first row is the field in which they are sought.
const ROWS: usize = 9;

/// What is done with the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Act {
    Assign,
    Forward,
    Opinion,
}

impl Act {
    /// What it is called when it is done.
    fn did(self) -> &'static str {
        match self {
            Act::Assign => "assigned",
            Act::Forward => "forwarded",
            Act::Opinion => "opinion",
        }
    }
}

/// The address of an entry.
pub(crate) fn back_to((year, number): (i64, i64)) -> String {
    format!("/desk/register/{year}/{number}")
}

/// What was typed: `to-0`, `purpose-0`, …
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    expected: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    instructions: String,
    /// The file of the entry that it is about; none for the whole entry.
    #[serde(default)]
    file: String,
    /// The tray from which somebody came.
    #[serde(default)]
    back: String,
    #[serde(flatten)]
    rows: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct RowView {
    place: usize,
    to: String,
    purpose: String,
    problem: String,
}

#[derive(Serialize)]
struct AssignPage {
    act: Act,
    year: i64,
    number: i64,
    subject: String,
    rows: Vec<RowView>,
    /// Whether more rows than the first are in use.
    more: bool,
    purposes: &'static [Purpose],
    expectations: &'static [Expected],
    expected: String,
    due: String,
    instructions: String,
    file: String,
    files: Vec<FileChoice>,
    back: String,
    problems: BTreeMap<&'static str, String>,
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct FileChoice {
    id: String,
    name: String,
}

impl Typed {
    fn row(&self, name: &str, place: usize) -> String {
        self.rows.get(&format!("{name}-{place}")).map(|typed| typed.trim().to_owned()).unwrap_or_default()
    }
}

/// What is wrong with a form: with a row, or with a field.
#[derive(Default)]
struct Problems {
    rows: BTreeMap<usize, &'static str>,
    fields: BTreeMap<&'static str, &'static str>,
}

/// What the form says, as far as it can be read.
async fn order(cx: &mut Cx, typed: &Typed, choices: &Choices) -> Result<(Order, Problems), Error> {
    let (mut order, mut problems) = (Order::default(), Problems::default());
    for place in 0..ROWS {
        let to = typed.row("to", place);
        if to.is_empty() {
            continue;
        }
        match choices.read(&to) {
            Ok(to) => {
                let purpose = typed.row("purpose", place).parse().unwrap_or(Purpose::Action);
                order.to.push(NewAssignment { to, purpose });
            }
            Err(key) => {
                problems.rows.insert(place, key);
            }
        }
    }
    match circulation::deadline(cx, &typed.due).await {
        Ok(due) => order.due = due,
        Err(CirculationError::Invalid(field, key)) => {
            problems.fields.insert(field, key);
        }
        Err(error) => return Err(error.into()),
    }
    order.expected = typed.expected.parse().ok();
    order.instructions = typed.instructions.clone();
    order.file = typed.file.parse().ok();
    Ok((order, problems))
}

async fn show(ask: &Ask, act: Act, place: (i64, i64), typed: Typed, problems: Problems) -> Reply {
    let mut cx = ask.read().await?;
    let Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await? else { return Err(Error::Forbidden) };
    let choices = Choices::of(&mut cx).await?;
    drop(cx);
    let row = |place: usize| RowView {
        place,
        to: typed.row("to", place),
        purpose: typed.row("purpose", place),
        problem: problems.rows.get(&place).map(|key| ask.text(key, &[])).unwrap_or_default(),
    };
    let rows: Vec<RowView> = (0..ROWS).map(row).collect();
    let wrong = !problems.rows.is_empty() || !problems.fields.is_empty();
    let page = AssignPage {
        act,
        year: place.0,
        number: place.1,
        subject: entry.fields.subject,
        more: rows[1..].iter().any(|row| !row.to.is_empty()),
        rows,
        purposes: Purpose::ALL,
        expectations: Expected::ALL,
        expected: typed.expected,
        due: typed.due,
        instructions: typed.instructions,
        file: typed.file,
        files: entry.files.into_iter().map(|file| FileChoice { id: file.id.to_string(), name: file.name }).collect(),
        back: tray(&typed.back).unwrap_or_default().to_owned(),
        problems: problems.fields.into_iter().map(|(field, key)| (field, ask.text(key, &[]))).collect(),
        choices: choices.list(),
    };
    let mut page = ask.page("circulation/assign.html", page)?;
    if wrong {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// An empty form: the competent unit stands in it already.
pub(crate) async fn new(ask: Ask, Path(place): Path<(i64, i64)>) -> Reply {
    let mut cx = ask.read().await?;
    let Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await? else { return Err(Error::Forbidden) };
    let mut typed = Typed::default();
    if let Some(unit) = entry.fields.competent_unit {
        typed.rows.insert("to-0".to_owned(), Choices::of(&mut cx).await?.label(unit));
    }
    drop(cx);
    show(&ask, Act::Assign, place, typed, Problems::default()).await
}

pub(crate) async fn create(ask: Ask, Path(place): Path<(i64, i64)>, Form(typed): Form<Typed>) -> Reply {
    sent(&ask, Act::Assign, place, None, typed).await
}

/// The entry of an assignment that the actor has in hand.
async fn place_of(ask: &Ask, id: AssignmentId) -> Result<(i64, i64), Error> {
    let one = circulation::assignment(&mut ask.read().await?, id).await?;
    Ok((one.year, one.number))
}

/// An empty form of what is passed on: the file that it is about stays.
async fn on(ask: &Ask, act: Act, id: AssignmentId, back: String) -> Reply {
    let one = circulation::assignment(&mut ask.read().await?, id).await?;
    let file = one.file.map(|file| file.to_string()).unwrap_or_default();
    show(ask, act, (one.year, one.number), Typed { back, file, ..Typed::default() }, Problems::default()).await
}

pub(crate) async fn forward(ask: Ask, Path(id): Path<AssignmentId>, Query(From { back }): Query<From>) -> Reply {
    on(&ask, Act::Forward, id, back).await
}

pub(crate) async fn do_forward(ask: Ask, Path(id): Path<AssignmentId>, Form(typed): Form<Typed>) -> Reply {
    let place = place_of(&ask, id).await?;
    sent(&ask, Act::Forward, place, Some(id), typed).await
}

pub(crate) async fn opinion(ask: Ask, Path(id): Path<AssignmentId>, Query(From { back }): Query<From>) -> Reply {
    on(&ask, Act::Opinion, id, back).await
}

pub(crate) async fn do_opinion(ask: Ask, Path(id): Path<AssignmentId>, Form(typed): Form<Typed>) -> Reply {
    let place = place_of(&ask, id).await?;
    sent(&ask, Act::Opinion, place, Some(id), typed).await
}

/// Does what the form says, or shows it again with what is wrong.
async fn sent(ask: &Ask, act: Act, place: (i64, i64), of: Option<AssignmentId>, typed: Typed) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let choices = Choices::of(&mut cx).await?;
    let (order, mut problems) = order(&mut cx, &typed, &choices).await?;
    if problems.rows.is_empty() && problems.fields.is_empty() {
        let done = match (act, of) {
            (Act::Forward, Some(id)) => circulation::forward(&mut cx, id, order).await,
            (Act::Opinion, Some(id)) => circulation::ask_opinion(&mut cx, id, order).await,
            _ => circulation::assign(&mut cx, place, order).await,
        };
        match done {
            Ok(_) => {
                cx.commit().await?;
                return Ok(Redirect::to(&Did::at(&back(&typed.back, place), act.did(), place)).into_response());
            }
            Err(CirculationError::Invalid(field, key)) => {
                problems.fields.insert(field, key);
            }
            Err(error) => return Err(error.into()),
        }
    }
    drop(cx);
    show(ask, act, place, typed, problems).await
}
