//! Whether movements, and where documents stand, are what the log committed to.

use crate::{Act, Assignment, CirculationError, State, Statement, store};
use db::Cx;
use kernel::{AssignmentId, Faults, Permission};
use proof::Leaf;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The book of the log in which movements stand.
pub(crate) const BOOK: &str = "circulation";
const BATCH: i64 = 256;

/// Goes over all movements: every line of the log has its movement, byte for byte; every assignment stands where its last
/// movement left it; none stands outside the log.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn examine(cx: &mut Cx) -> Result<Faults, CirculationError> {
    cx.require(Permission::AuditRead)?;
    let (mut faults, matched) = movements(cx).await?;
    let count = store::count_movements(&mut cx.tx).await?;
    faults.unless(count == matched, || format!("{} movements belong to no line of the log", count - matched));
    faults.extend(assignments(cx).await?);
    Ok(faults)
}

/// Each line of the log against the movement that it commits to; and how many there are.
async fn movements(cx: &mut Cx) -> Result<(Faults, i64), CirculationError> {
    let (mut faults, mut from, mut matched) = (Faults::default(), 0, 0);
    loop {
        let lines = proof::lines(cx, from, BATCH).await?;
        let Some((last, _)) = lines.last() else { return Ok((faults, matched)) };
        let next = last + 1;
        let rows = store::movements_between(&mut cx.tx, from, next).await?;
        let mut stored: BTreeMap<i64, store::Sealed> = rows.into_iter().map(|row| (row.leaf, row)).collect();
        for (place, leaf) in lines.iter().filter(|(_, leaf)| leaf.book == BOOK) {
            let called = format!("movement {}/{} (line {})", leaf.number, leaf.year, place + 1);
            match stored.remove(place) {
                Some(row) => {
                    matched += 1;
                    movement(&mut faults, &called, leaf, &row);
                }
                None => faults.add(format!("{called}: the log has it, but what it states was removed")),
            }
        }
        from = next;
    }
}

fn movement(faults: &mut Faults, called: &str, leaf: &Leaf, row: &store::Sealed) {
    let salt: Option<[u8; 32]> = row.salt.as_slice().try_into().ok();
    if salt.is_none_or(|salt| proof::commit(&salt, &row.statement) != leaf.commitment) {
        return faults.add(format!("{called}: its statement was altered"));
    }
    let Ok(stated) = serde_json::from_str::<Statement>(&row.statement) else {
        return faults.add(format!("{called}: its statement cannot be read"));
    };
    let entry = format!("{}/{}", row.entry_number, row.entry_year);
    let same = (row.year, row.number) == (leaf.year, leaf.number)
        && row.at == leaf.at
        && stated.at == leaf.at
        && stated.entry == entry
        && stated.assignment == row.assignment.0;
    faults.unless(same, || format!("{called}: it is kept under something else than it states"));
}

/// Where each assignment stands, against its movements.
async fn assignments(cx: &mut Cx) -> Result<Faults, CirculationError> {
    let (mut faults, mut after) = (Faults::default(), AssignmentId(Uuid::nil()));
    loop {
        let batch = store::after(&mut cx.tx, after, BATCH).await?;
        let Some(last) = batch.last() else { return Ok(faults) };
        after = last.id;
        for one in &batch {
            let called = format!("the assignment of {}/{} to {}", one.number, one.year, one.unit_name);
            let moved = store::movements_of(&mut cx.tx, one.id).await?;
            let (Some(first), Some(now)) = (moved.first(), moved.last()) else {
                faults.add(format!("{called}: it was added without the log"));
                continue;
            };
            let said = one.instructions.as_deref().unwrap_or_default() == first.text;
            let stands = first.act == Act::Assigned && said && fits(one, now);
            faults.unless(stands, || format!("{called}: it does not stand as it was moved"));
        }
    }
}

/// What was passed on is done with those to whom it went, and comes back when they give it back.
fn passed_on(state: State) -> bool {
    matches!(state, State::Forwarded | State::Done | State::InHand)
}

/// Whether an assignment is what its last movement says.
fn fits(one: &Assignment, now: &Statement) -> bool {
    let state = match now.act {
        Act::Assigned => one.state == State::Waiting,
        Act::Accepted => one.state == State::InHand,
        Act::Returned => one.state == State::Returned,
        Act::Completed | Act::Acknowledged => one.state == State::Done,
        Act::Withdrawn => one.state == State::Withdrawn,
        Act::Forwarded => passed_on(one.state),
        Act::HandedOver if now.state == Some(State::Forwarded) => passed_on(one.state),
        Act::HandedOver => now.state == Some(one.state),
    };
    let answer = one.answer_year.zip(one.answer_number).map(|(year, number)| format!("{number}/{year}"));
    state
        && (now.act != Act::Completed || now.answer == answer)
        && now.entry == format!("{}/{}", one.number, one.year)
        && now.parent == one.parent.map(|parent| parent.0)
        && now.holder.unit.as_ref() == Some(&one.unit_name)
        && now.holder.name == one.employee_name
        && (now.purpose, now.expected, now.due) == (one.purpose, one.expected, one.due)
}
