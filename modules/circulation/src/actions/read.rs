//! Trays, and the way of an entry.

use super::{Reach, Result, act::may_withdraw, reopen::may_reopen, said_since};
use crate::{
    Assignment, CirculationError, Comment, Counts, Load, Moved, Movement, Picture, Recipients, State, Statement, Tab,
    Tray, Way, Whose,
    picture::{Span, draw},
    store,
};
use db::Cx;
use identity::Membership;
use kernel::{AssignmentId, Forbidden, Instant, Permission, UnitId};
use register::{Entry, Found};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many lines a tray shows at once.
const PAGE: usize = 50;

/// One assignment, for whoever has it in hand.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`].
pub async fn assignment(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    cx.require(Permission::CirculationWrite)?;
    let mut one = store::assignment(&mut cx.tx, id).await?.ok_or(CirculationError::NotFound)?;
    Reach::of(cx).await?.holds(&one).ok_or(Forbidden(Permission::CirculationWrite))?;
    let Found::Whole(_) = register::get(cx, one.year, one.number).await? else {
        return Err(Forbidden(Permission::RegisterConfidential).into());
    };
    without_closed(cx, &mut [&mut one]).await?;
    Ok(one)
}

/// The way of an entry: where it is and was, and every movement.
///
/// # Errors
/// When the reader may not see the entry.
pub async fn way(cx: &mut Cx, entry: &Entry) -> Result<Way> {
    cx.require(Permission::RegisterRead)?;
    if !register::may_read(cx, entry).await? {
        return Err(Forbidden(Permission::RegisterConfidential).into());
    }
    let place = (entry.year, entry.number);
    let mut assignments = store::of_entry(&mut cx.tx, place).await?;
    let mut movements = store::movements(&mut cx.tx, place).await?;
    let mut comments = comments(cx, place).await?;
    if let Some(opened) = said_since(cx, &[place]).await?.remove(&place) {
        comments.retain(|said| said.at >= opened);
        hide(&mut assignments, &mut movements, opened);
    }
    let stands = entry.state == register::State::Active;
    let picture = picture(cx, entry, movements.iter().map(|(_, statement)| statement)).await?;
    let moves = stands && cx.actor.may(Permission::CirculationWrite);
    let reach = if moves { Some(Reach::of(cx).await?) } else { None };
    let undelivered = if moves { store::undelivered(&mut cx.tx, place).await? } else { Vec::new() };
    let open = || assignments.iter().filter(|a| stands && a.is_open());
    let mut away = Vec::new();
    if open().any(|a| a.employee.is_some()) {
        away = identity::away(cx).await?;
        away.retain(|absence| open().any(|a| concerns(absence, a)));
    }
    let above = |a: &Assignment| assignments.iter().find(|above| Some(above.id) == a.parent);
    let takes_back = |a: &Assignment| reach.as_ref().is_some_and(|reach| may_withdraw(cx, reach, a, above(a)));
    let held = |a: &&Assignment| reach.as_ref().is_some_and(|reach| reach.holds(a).is_some());
    let stated = || movements.iter().map(|(_, statement)| statement);
    let reopens = |a: &&Assignment| stands && held(a) && may_reopen(a, stated()).is_some();
    Ok(Way {
        away,
        undelivered,
        picture,
        reopenable: assignments.iter().filter(reopens).map(|a| a.id).collect(),
        mine: open().filter(held).map(|a| a.id).collect(),
        withdrawable: open().filter(|a| moves && a.state == State::Waiting && takes_back(a)).map(|a| a.id).collect(),
        comments,
        may_comment: moves,
        may_assign: moves && cx.actor.may(Permission::RegisterWrite),
        movements: movements
            .into_iter()
            .map(|(row, statement)| Movement { year: row.year, number: row.number, leaf: row.leaf, statement })
            .collect(),
        assignments,
    })
}

/// What was written while it was restricted stays closed to those for whom it was closed then.
fn hide(assignments: &mut [Assignment], movements: &mut [(store::MovementRow, Statement)], opened: Instant) {
    for (_, statement) in movements.iter_mut().filter(|(_, statement)| statement.at < opened) {
        statement.text = String::new();
    }
    for one in assignments.iter_mut().filter(|one| one.made_at < opened) {
        one.instructions = None;
    }
}

/// The same of assignments of several entries.
async fn without_closed(cx: &mut Cx, assignments: &mut [&mut Assignment]) -> Result<()> {
    let told = assignments.iter().filter(|one| one.instructions.is_some());
    let places: BTreeSet<_> = told.map(|one| (one.year, one.number)).collect();
    let since = said_since(cx, &places.into_iter().collect::<Vec<_>>()).await?;
    for one in assignments.iter_mut() {
        if since.get(&(one.year, one.number)).is_some_and(|since| one.made_at < *since) {
            one.instructions = None;
        }
    }
    Ok(())
}

/// What was said of an entry, with its files.
async fn comments(cx: &mut Cx, place: (i64, i64)) -> Result<Vec<Comment>> {
    let mut comments = store::comments(&mut cx.tx, place).await?;
    if !comments.is_empty() {
        for file in store::comment_files(&mut cx.tx, place).await? {
            if let Some(of) = comments.iter_mut().find(|said| said.id == file.comment) {
                of.files.push(file);
            }
        }
    }
    Ok(comments)
}

/// The picture of a way: until now, or until the entry was cancelled.
async fn picture<'s>(cx: &mut Cx, entry: &Entry, done: impl Iterator<Item = &'s Statement>) -> Result<Picture> {
    let active = entry.state == register::State::Active;
    let mut to = cx.now;
    if !active {
        let acts = register::revisions(cx, entry.year, entry.number).await?;
        to = acts.last().map_or(to, |act| act.at);
    }
    let from = entry.registered_at;
    let office = law::office(cx, from.day()).await?;
    let waits = entry.fields.direction != register::Direction::Outgoing;
    Ok(draw(Span { from, to, waits, active, office: &office }, done))
}

/// Whether whoever has a document is away.
fn concerns(absence: &identity::Absence, one: &Assignment) -> bool {
    one.employee == Some(absence.employee) && absence.unit.is_none_or(|unit| unit == one.unit)
}

/// Who asks for a tray; a unit's is for those who work there.
async fn asked<'k>(cx: &mut Cx, whose: Whose, keys: &'k [Uuid]) -> Result<store::Asked<'k>> {
    cx.require(Permission::CirculationWrite)?;
    let Some(me) = cx.actor.employee().map(|e| e.id) else {
        return Err(Forbidden(Permission::CirculationWrite).into());
    };
    let mut asked = store::Asked { whose, me, only: None, today: cx.now.day(), keys };
    match whose {
        Whose::Mine => {}
        Whose::Unit(unit) => {
            let units = identity::memberships(cx).await?;
            units.iter().find(|u| u.unit == unit).ok_or(Forbidden(Permission::CirculationWrite))?;
        }
        Whose::Of(employee) => {
            let reach = Reach::of(cx).await?;
            let other = reach.stand_in(employee).ok_or(Forbidden(Permission::CirculationWrite))?;
            (asked.me, asked.only) = (employee, other.unit);
        }
    }
    Ok(asked)
}

/// A page of a tray behind a line. Of restricted entries, those to whom they were not given see no more than that they
/// are there.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn tray(cx: &mut Cx, whose: Whose, tab: Tab, after: Option<AssignmentId>) -> Result<Tray> {
    let keys = register::reader_keys(cx).await?;
    let asked = asked(cx, whose, &keys).await?;
    let after = match after {
        Some(id) => store::place(&mut cx.tx, id).await?,
        None => None,
    };
    let mut items = store::tray(&mut cx.tx, asked, tab, after, PAGE as i64 + 1).await?;
    let next = (items.len() > PAGE).then(|| items[PAGE - 1].assignment.id);
    items.truncate(PAGE);
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    let reach = Reach::of(cx).await?;
    for item in &mut items {
        let closed = item.confidentiality.is_restricted() && !(sees_all || item.opened);
        item.may = !closed && reach.holds(&item.assignment).is_some();
        if closed {
            (item.subject, item.correspondent_name) = (String::new(), None);
            let one = &mut item.assignment;
            (one.instructions, one.file, one.file_name) = (None, None, None);
            (one.answer_year, one.answer_number) = (None, None);
        }
    }
    without_closed(cx, &mut items.iter_mut().map(|item| &mut item.assignment).collect::<Vec<_>>()).await?;
    Ok(Tray { items, next })
}

/// How the engine answers a part of a tray, for tests.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn tray_plan(cx: &mut Cx, whose: Whose, tab: Tab) -> Result<Vec<String>> {
    let keys = register::reader_keys(cx).await?;
    let asked = asked(cx, whose, &keys).await?;
    Ok(store::tray_plan(&mut cx.tx, asked, tab, PAGE as i64 + 1).await?)
}

/// How much each part of a tray holds.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn counts(cx: &mut Cx, whose: Whose) -> Result<Counts> {
    let asked = asked(cx, whose, &[]).await?;
    Ok(store::counts(&mut cx.tx, asked).await?)
}

/// How the engine answers that, for tests.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn counts_plan(cx: &mut Cx, whose: Whose) -> Result<Vec<String>> {
    let asked = asked(cx, whose, &[]).await?;
    Ok(store::counts_plan(&mut cx.tx, asked).await?)
}

/// How much each part of the actor's own tray holds, and of the tray of each unit in which they work.
///
/// # Errors
/// When the actor has no tray.
pub async fn trays(cx: &mut Cx) -> Result<(Counts, Vec<(Membership, Counts)>)> {
    let mine = counts(cx, Whose::Mine).await?;
    let units = identity::memberships(cx).await?;
    let (today, keys) = (cx.now.day(), units.iter().map(|unit| unit.unit).collect::<Vec<_>>());
    let counts = store::counts_of_units(&mut cx.tx, &keys, today).await?;
    let with = |unit: Membership| (counts.get(&unit.unit).copied().unwrap_or_default(), unit);
    Ok((mine, units.into_iter().map(with).map(|(counts, unit)| (unit, counts)).collect()))
}

/// How much each person of a unit has, for those who lead it; people who left and still have something too.
///
/// # Errors
/// When forbidden.
pub async fn loads(cx: &mut Cx, unit: UnitId) -> Result<Vec<Load>> {
    cx.require(Permission::CirculationWrite)?;
    let units = identity::memberships(cx).await?;
    if !units.iter().any(|own| own.unit == unit && own.leads) {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    let today = cx.now.day();
    Ok(store::loads(&mut cx.tx, unit, today).await?)
}

/// The last movement of all: where somebody begins to listen.
///
/// # Errors
/// When forbidden.
pub async fn last_movement(cx: &mut Cx) -> Result<(i64, i64)> {
    cx.require(Permission::CirculationWrite)?;
    Ok(store::last_movement(&mut cx.tx).await?.unwrap_or_default())
}

/// Who has or had what was moved behind a movement, oldest first; at most 500.
///
/// # Errors
/// When forbidden.
pub async fn moved_since(cx: &mut Cx, movement: (i64, i64)) -> Result<Vec<Moved>> {
    cx.require(Permission::CirculationWrite)?;
    Ok(store::moved_since(&mut cx.tx, movement, 500).await?)
}

/// To whom the actor may assign: every unit, and the people of the units in which they work.
///
/// # Errors
/// When forbidden.
pub async fn recipients(cx: &mut Cx) -> Result<Recipients> {
    cx.require(Permission::CirculationWrite)?;
    let units = identity::tree(identity::units(cx).await?);
    let (mut people, today) = (Vec::new(), cx.now.day());
    for unit in identity::memberships(cx).await? {
        // Whoever leads a unit in the place of another passes on to its people too.
        let here = identity::positions_in(cx, unit.unit, today).await?;
        people.extend(here.into_iter().map(|p| identity::Position { unit_name: unit.unit_name.clone(), ..p }));
    }
    Ok(Recipients { units, people })
}
