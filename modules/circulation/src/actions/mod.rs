//! What a person may do: require, rule, store, record. The caller commits.

mod act;
mod addressed;
mod answer;
mod assign;
mod came_back;
mod comment;
mod digest;
mod hand_over;
mod notify;
mod pass;
mod reach;
mod read;
mod reopen;
mod route;
mod since;
mod whereabouts;

pub use act::{accept, acknowledge, complete, give_back, withdraw};
pub use addressed::addressed;
pub use answer::answer_by;
pub use assign::{assign, assign_first, deadline};
pub use came_back::came_back;
pub use comment::comment;
pub use digest::{digest, digest_hours, digest_plan, digests, keep_digest, make_digest, set_digest};
pub use hand_over::{hand_over, to_hand_over};
pub use notify::{remind, tidings, undelivered};
pub use pass::{ask_opinion, forward};
pub use read::{
    assignment, counts, counts_plan, last_movement, loads, moved_since, recipients, tray, tray_plan, trays, way,
};
pub use reopen::reopen;
pub use route::{add_rule, end_rule, route, rules, suggestions, to_route};
pub use since::{opened, said_since};
pub use whereabouts::whereabouts;

use crate::{
    Act, Assignment, CirculationError, Expected, Notice, Order, State, Statement, events,
    statement::{Hand, Paper},
    store,
};
use db::{Cx, Event};
use kernel::{AssignmentId, Day, FileId, Forbidden, Permission};
use proof::Slot;
use reach::{Hold, Reach};
use register::{Found, Handling};

/// How long a text of a movement is at most: letters.
const TEXT_MAX: usize = 2_000;
/// To how many a document goes at once.
const MANY: usize = 50;

type Result<T> = std::result::Result<T, CirculationError>;

/// The entry may be read by the actor and stands; a restricted one is closed to others.
async fn entry(cx: &mut Cx, (year, number): (i64, i64)) -> Result<register::Entry> {
    match register::get(cx, year, number).await? {
        Found::Whole(entry) if entry.state == register::State::Active => Ok(*entry),
        Found::Whole(_) => Err(register::RegisterError::Cancelled.into()),
        Found::Outline(_) => Err(Forbidden(Permission::RegisterConfidential).into()),
    }
}

/// A text as it was typed, without what surrounds it.
fn text(field: &'static str, typed: &str) -> Result<String> {
    let typed = typed.trim().replace('\0', "");
    if typed.chars().count() > TEXT_MAX {
        return Err(CirculationError::Invalid(field, "circulation-problem-long"));
    }
    Ok(typed)
}

/// The assignment as it stands under the lock of the log, and by what the actor has it. Fails when it is not in their
/// hands.
async fn held(cx: &mut Cx, id: AssignmentId, states: &[State]) -> Result<(Assignment, Hold)> {
    cx.require(Permission::CirculationWrite)?;
    // Two people who move one assignment follow one another. The place itself is taken when it is known to be needed.
    proof::hold(cx).await?;
    let found = store::assignment(&mut cx.tx, id).await?.ok_or(CirculationError::NotFound)?;
    let hold = Reach::of(cx).await?.holds(&found).ok_or(Forbidden(Permission::CirculationWrite))?;
    if !states.contains(&found.state) {
        return Err(CirculationError::Moved);
    }
    entry(cx, (found.year, found.number)).await?;
    Ok((found, hold))
}

/// Who acts, as the log states it.
fn actor(cx: &Cx, instead_of: Option<String>) -> Hand {
    let employee = cx.actor.employee();
    Hand {
        unit: employee.and_then(|e| e.unit_name.clone()),
        unit_id: employee.and_then(|e| e.unit).map(|unit| unit.0),
        name: Some(cx.actor.name().to_owned()),
        person_id: employee.map(|e| e.id.0),
        instead_of,
    }
}

/// Who has an assignment, as the log states it.
fn holder(of: &Assignment) -> Hand {
    Hand {
        unit: Some(of.unit_name.clone()),
        unit_id: Some(of.unit.0),
        name: of.employee_name.clone(),
        person_id: of.employee.map(|e| e.0),
        instead_of: None,
    }
}

/// The file that an assignment is about, as the log states it.
async fn paper(cx: &mut Cx, of: &Assignment) -> Result<Option<Paper>> {
    let Some((id, name)) = of.file.zip(of.file_name.clone()) else { return Ok(None) };
    let sha256 = store::hash(&mut cx.tx, id).await?.map(|hash| kernel::hex(&hash)).unwrap_or_default();
    Ok(Some(Paper { id: id.0, name, sha256 }))
}

/// What a movement says beside what was done with what.
#[derive(Debug, Default)]
struct Said {
    /// Instructions, a reason, what was done.
    text: String,
    /// The outgoing entry that answers it.
    answer: Option<(i64, i64)>,
    /// In whose place it was done.
    instead_of: Option<String>,
    /// Where it stands, when the act does not say so.
    state: Option<State>,
}

impl Said {
    /// Nothing, by what the actor holds it.
    fn by(hold: Hold) -> Self {
        Self { instead_of: hold.instead_of(), ..Self::default() }
    }
}

/// Seals a movement in the log and writes the trail.
async fn seal(cx: &mut Cx, slot: Slot, act: Act, of: &Assignment, said: Said) -> Result<()> {
    let (year, label) = (i64::from(slot.at.year()), format!("{}/{}", of.number, of.year));
    let statement = Statement {
        version: Statement::VERSION,
        entry: label.clone(),
        assignment: of.id.0,
        parent: of.parent.map(|p| p.0),
        act,
        at: slot.at,
        by: actor(cx, said.instead_of.clone()),
        holder: holder(of),
        purpose: of.purpose,
        expected: of.expected,
        due: of.due,
        text: said.text,
        answer: said.answer.map(|(year, number)| format!("{number}/{year}")),
        state: said.state,
        file: paper(cx, of).await?,
    };
    let by = Some(cx.actor.name().to_owned());
    let notice = Notice::Moved { act, assignment: of.id, at: slot.at, by, text: statement.text.clone() };
    let number = store::next_number(&mut cx.tx, year).await?;
    notify::tell(cx, &format!("{number}/{year}"), &notice).await?;
    let words = serde_json::to_string(&statement)?;
    let salt = proof::append(cx, slot, crate::examine::BOOK, "moved", (year, number), &words).await?;
    let row = store::MovementRow { year, number, leaf: slot.index, statement: words };
    store::insert_movement(&mut cx.tx, row, ((of.year, of.number), of.id), slot.at, salt.to_vec()).await?;
    let data = serde_json::json!({
        "unit": of.unit_name, "employee": of.employee_name, "purpose": of.purpose, "due": of.due,
        "instead_of": said.instead_of,
    });
    let subject = of.id.0;
    Ok(cx
        .record(Event { kind: events::of(act), subject_kind: events::ASSIGNMENT, subject, label: &label, data })
        .await?)
}

/// Keeps in whose hands the entry is by now.
async fn settle(cx: &mut Cx, place: (i64, i64)) -> Result<()> {
    let hands = store::hands(&mut cx.tx, place).await?;
    let handling = match hands {
        store::Hands { returned: true, .. } => Some(Handling::Unassigned),
        store::Hands { open: true, .. } => Some(Handling::InHand),
        store::Hands { done: true, .. } => Some(Handling::Done),
        _ => {
            let entry = store::subject(&mut cx.tx, place).await?;
            // What goes out waits for nobody.
            let waits = entry.is_none_or(|entry| entry.direction != register::Direction::Outgoing);
            waits.then_some(Handling::Unassigned)
        }
    };
    Ok(register::handled(cx, place, handling).await?)
}

/// What was passed on ends when everybody to whom it went is done, and so on upwards.
async fn close_upwards(cx: &mut Cx, of: &Assignment, at: kernel::Instant) -> Result<()> {
    let mut parent = of.parent;
    while let Some(id) = parent {
        let Some(above) = store::assignment(&mut cx.tx, id).await? else { break };
        if above.state != State::Forwarded || store::open_children(&mut cx.tx, id).await? > 0 {
            break;
        }
        store::set_state(&mut cx.tx, id, State::Done, Some(at)).await?;
        parent = above.parent;
    }
    Ok(())
}

/// Fails when a deadline that was typed is over already.
fn timely(order: &Order, today: Day) -> Result<()> {
    if order.due.is_some_and(|due| due < today) {
        return Err(CirculationError::Invalid("due", "circulation-problem-past"));
    }
    Ok(())
}

/// Fails when an order is for nobody, for too many, or for somebody twice.
fn check(order: &Order) -> Result<()> {
    let wrong = |field, key| Err(CirculationError::Invalid(field, key));
    if order.to.is_empty() {
        return wrong("to", "circulation-problem-nobody");
    }
    if order.to.len() > MANY {
        return wrong("to", "circulation-problem-many");
    }
    let twice = order.to.iter().enumerate().any(|(index, one)| order.to[..index].iter().any(|b| b.to == one.to));
    if twice { wrong("to", "circulation-problem-twice") } else { Ok(()) }
}

/// Makes the assignments of an order, each a movement of its own.
async fn hand_out(
    cx: &mut Cx,
    place: (i64, i64),
    parent: Option<AssignmentId>,
    order: &Order,
    instead_of: Option<&str>,
) -> Result<Vec<AssignmentId>> {
    let instructions = text("instructions", &order.instructions)?;
    check(order)?;
    let file = file_of(cx, place, order.file).await?;
    let mut made = Vec::with_capacity(order.to.len());
    for one in &order.to {
        let (unit_name, employee_name) = names(cx, one.to).await?;
        let slot = proof::open(cx).await?;
        let acts = one.purpose == crate::Purpose::Action;
        let assignment = Assignment {
            id: AssignmentId::new(),
            year: place.0,
            number: place.1,
            parent,
            unit: one.to.unit,
            unit_name,
            employee: one.to.employee,
            employee_name,
            purpose: one.purpose,
            expected: order.expected.filter(|_| acts),
            instructions: Some(instructions.clone()).filter(|text| !text.is_empty()),
            due: order.due.filter(|_| acts),
            state: State::Waiting,
            made_at: slot.at,
            made_by: cx.actor.employee().map(|e| e.id),
            made_by_name: cx.actor.name().to_owned(),
            made_by_unit: cx.actor.employee().and_then(|e| e.unit_name.clone()),
            accepted_at: None,
            ended_at: None,
            answer_year: None,
            answer_number: None,
            file: file.as_ref().map(|(id, _)| *id),
            file_name: file.as_ref().map(|(_, name)| name.clone()),
        };
        store::insert(&mut cx.tx, &assignment).await?;
        register::admit(cx, place, assignment.holder()).await?;
        let said = Said { text: instructions.clone(), instead_of: instead_of.map(str::to_owned), ..Said::default() };
        seal(cx, slot, Act::Assigned, &assignment, said).await?;
        made.push(assignment.id);
    }
    Ok(made)
}

/// The file of the entry that an order is about, with its name.
async fn file_of(cx: &mut Cx, place: (i64, i64), file: Option<FileId>) -> Result<Option<(FileId, String)>> {
    let Some(id) = file else { return Ok(None) };
    let files = entry(cx, place).await?.files;
    let found = files.into_iter().find(|file| file.id == id).map(|file| (id, file.name));
    found.map(Some).ok_or(CirculationError::Invalid("file", "circulation-problem-file"))
}

/// What unit and person are called today.
async fn names(cx: &mut Cx, to: crate::Recipient) -> Result<(String, Option<String>)> {
    let today = cx.now.day();
    let unknown = || CirculationError::Invalid("to", "circulation-problem-unknown");
    let unit = identity::unit_name(cx, to.unit, today).await?.ok_or_else(unknown)?;
    let Some(employee) = to.employee else { return Ok((unit, None)) };
    let people = identity::positions_in(cx, to.unit, today).await?;
    let person = people.into_iter().find(|p| p.employee == employee).ok_or_else(unknown)?;
    Ok((unit, Some(person.employee_name)))
}

/// What an opinion is asked for.
fn opinion(mut order: Order) -> Order {
    order.expected = Some(Expected::Opinion);
    order
}
