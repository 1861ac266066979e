//! Whether movements, and where documents stand, are what the log committed to.

use crate::{Act, Assignment, CirculationError, Statement, replay::Replay, store};
use db::Cx;
use kernel::{Faults, Permission};
use proof::Leaf;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use uuid::Uuid;

/// The book of the log in which movements stand.
pub(crate) const BOOK: &str = "circulation";
const BATCH: i64 = 256;
/// What is said of an entry that is in another tray than its movements put it into.
const ASTRAY: &str = "how far it is does not follow from its movements";

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

/// Where each document stands, and who reads it, against its movements.
async fn assignments(cx: &mut Cx) -> Result<Faults, CirculationError> {
    let (mut faults, mut after) = (Faults::default(), (0, 0));
    for place in store::unmoved_readers(&mut cx.tx, BATCH).await? {
        faults.add(format!("{}: somebody was let in to it without the log", label(place)));
    }
    for place in store::unmoved_handlings(&mut cx.tx, BATCH).await? {
        faults.add(format!("{}: {ASTRAY}", label(place)));
    }
    loop {
        let places = store::places_after(&mut cx.tx, after, BATCH).await?;
        let Some((first, last)) = places.first().copied().zip(places.last().copied()) else { return Ok(faults) };
        after = last;
        let mut rows = store::between(&mut cx.tx, first, last).await?;
        let mut moved = store::statements_between(&mut cx.tx, first, last).await?;
        let mut readers = store::readers_between(&mut cx.tx, first, last).await?;
        let mut kept = store::handlings_between(&mut cx.tx, first, last).await?;
        for place in places {
            let of = Of {
                place,
                rows: take(&mut rows, place, |row| (row.year, row.number)),
                moved: take(&mut moved, place, |(at, _)| *at).into_iter().map(|(_, one)| one).collect(),
                readers: take(&mut readers, place, |(at, _)| *at).into_iter().map(|(_, key)| key).collect(),
                kept: take(&mut kept, place, |one| (one.year, one.number)).pop(),
            };
            entry(&mut faults, of);
        }
    }
}

fn label((year, number): (i64, i64)) -> String {
    format!("{number}/{year}")
}

/// What belongs to one entry: all stand in the order of entries. What stands before it belongs to none that was assigned.
fn take<T>(rows: &mut VecDeque<T>, place: (i64, i64), of: impl Fn(&T) -> (i64, i64)) -> Vec<T> {
    let strange = rows.iter().take_while(|row| of(row) < place).count();
    rows.drain(..strange);
    let count = rows.iter().take_while(|row| of(row) == place).count();
    rows.drain(..count).collect()
}

/// Everything that is kept of one entry.
struct Of {
    place: (i64, i64),
    rows: Vec<Assignment>,
    moved: Vec<Statement>,
    readers: BTreeSet<Uuid>,
    kept: Option<store::Kept>,
}

fn entry(faults: &mut Faults, mut of: Of) {
    name_keys(&of.rows, &mut of.moved);
    let mut replay = Replay::new();
    of.moved.iter().for_each(|one| replay.take(one));
    for one in &of.rows {
        let called = format!("the assignment of {} to {}", label(of.place), one.unit_name);
        let moved = || of.moved.iter().filter(|moved| moved.assignment == one.id.0);
        let (Some(first), Some(now), Some(stand)) = (moved().next(), moved().next_back(), replay.stands.get(&one.id.0))
        else {
            faults.add(format!("{called}: it was added without the log"));
            continue;
        };
        let said = one.instructions.as_deref().unwrap_or_default() == first.text;
        let stands = first.act == Act::Assigned && said && fits(one, now) && stand.state == one.state;
        faults.unless(stands, || format!("{called}: it does not stand as it was moved"));
        let theirs = stand.unit.is_none_or(|unit| unit == one.unit.0);
        let theirs = theirs && (stand.unit.is_none() || stand.person == one.employee.map(|e| e.0));
        faults.unless(theirs, || format!("{called}: another has it than the one to whom it was moved"));
    }
    let kept = of.kept.filter(|kept| kept.state == register::State::Active);
    // What goes out waits for nobody; that it does may have been corrected since its last movement.
    let follows = |kept: &store::Kept| {
        let goes_out = kept.direction == register::Direction::Outgoing;
        replay.handling(true) == kept.handling || (goes_out && replay.handling(false) == kept.handling)
    };
    let follows = kept.as_ref().is_none_or(follows);
    faults.unless(follows, || format!("{}: {ASTRAY}", label(of.place)));
    let known = of.rows.iter().all(|row| replay.stands.contains_key(&row.id.0));
    if replay.knows_readers && known {
        for _ in of.readers.difference(&replay.readers) {
            faults.add(format!("{}: somebody was let in to it without the log", label(of.place)));
        }
        for _ in replay.readers.difference(&of.readers) {
            faults.add(format!("{}: somebody to whom it was given was shut out", label(of.place)));
        }
    }
}

/// Statements of version 1 name nobody by a key: who has an assignment now had it from the beginning, where it was never
/// handed over.
fn name_keys(rows: &[Assignment], moved: &mut [Statement]) {
    let handed_over: BTreeSet<Uuid> =
        moved.iter().filter(|one| one.act == Act::HandedOver).map(|one| one.assignment).collect();
    for one in moved.iter_mut().filter(|one| one.version == 1 && !handed_over.contains(&one.assignment)) {
        let Some(row) = rows.iter().find(|row| row.id.0 == one.assignment) else { continue };
        one.holder.unit_id = Some(row.unit.0);
        one.holder.person_id = one.holder.name.as_ref().and(row.employee).map(|e| e.0);
    }
}

/// Whether an assignment is what its last movement says.
fn fits(one: &Assignment, now: &Statement) -> bool {
    let answer = one.answer_year.zip(one.answer_number).map(|(year, number)| format!("{number}/{year}"));
    let file = now.file.as_ref().map(|file| (file.id, file.name.as_str()));
    now.answer == answer
        && file == one.file.map(|id| id.0).zip(one.file_name.as_deref())
        && now.entry == format!("{}/{}", one.number, one.year)
        && now.parent == one.parent.map(|parent| parent.0)
        && now.holder.unit.as_ref() == Some(&one.unit_name)
        && now.holder.name == one.employee_name
        && (now.purpose, now.expected, now.due) == (one.purpose, one.expected, one.due)
}
