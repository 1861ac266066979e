//! Units: added, moved, renamed, closed, each from a day on.

use super::absence::with_stood_in;
use crate::{
    Headcount, IdentityError, Membership, NewUnit, NoticeKind, Position, Term, Unit, UnitDetails, events, store,
};
use db::{Cx, Event};
use kernel::{Day, EmployeeId, Permission, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Adds a unit behind its siblings.
///
/// # Errors
/// When forbidden; [`IdentityError::Invalid`] when another unit has the same code or the name is missing.
pub async fn create_unit(cx: &mut Cx, new: NewUnit) -> Result<UnitId, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = UnitDetails { parent: new.parent, kind: new.kind, name: new.name, email: new.email, phone: None };
    let code = new.code.trim().to_owned();
    if code.is_empty() {
        return Err(IdentityError::field("code", "identity-problem-required"));
    }
    check(cx, None, &details, new.valid_from).await?;
    let id = UnitId::new();
    let position = store::count_units(&mut cx.tx).await?;
    let made = store::insert_unit(&mut cx.tx, id, &code).await;
    made.map_err(
        |e| if e.is_unique() { IdentityError::field("code", "identity-problem-code-taken") } else { e.into() },
    )?;
    store::put_term(&mut cx.tx, id, (new.valid_from, None), &details, position).await?;
    let data = serde_json::json!({ "code": code, "from": new.valid_from });
    let label = details.name.as_str();
    cx.record(Event { kind: events::UNIT_ADDED, subject_kind: events::UNIT, subject: id.0, label, data }).await?;
    Ok(id)
}

/// Whether a unit may be this from `day` on: it has a name, what it stands under is open, and it does not come to stand
/// under itself, today or on any day for which something is planned.
async fn check(cx: &mut Cx, unit: Option<UnitId>, details: &UnitDetails, day: Day) -> Result<(), IdentityError> {
    if details.name.trim().is_empty() {
        return Err(IdentityError::field("name", "identity-problem-required"));
    }
    let Some(parent) = details.parent else { return Ok(()) };
    store::hold_tree(&mut cx.tx).await?;
    let terms = store::all_terms(&mut cx.tx).await?;
    let ahead = terms.iter().flat_map(|t| [Some(t.valid_from), t.valid_to]).flatten().filter(|d| *d > day);
    for day in BTreeSet::from_iter(ahead.chain([day])) {
        let above = |id: UnitId| terms.iter().find(|t| t.unit == id && t.covers(day)).map(|t| t.parent);
        if above(parent).is_none() {
            return Err(IdentityError::field("parent", "identity-problem-parent-closed"));
        }
        let mut next = Some(parent);
        for _ in 0..=terms.len() {
            if next.is_some() && next == unit {
                return Err(IdentityError::field("parent", "identity-problem-parent-below"));
            }
            next = next.and_then(above).flatten();
        }
    }
    Ok(())
}

/// What a unit was at all times, oldest first.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn unit_terms(cx: &mut Cx, unit: UnitId) -> Result<Vec<Term>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let terms = store::terms(&mut cx.tx, unit).await?;
    if terms.is_empty() { Err(IdentityError::NotFound) } else { Ok(terms) }
}

/// Renames or moves a unit from `day` on; what it was before stays what it was.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when the day lies before the last change.
pub async fn change_unit(cx: &mut Cx, unit: UnitId, details: UnitDetails, day: Day) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let last = last_term(cx, unit, day).await?;
    check(cx, Some(unit), &details, day).await?;
    if last.details() == details {
        return Ok(());
    }
    if day > last.valid_from {
        store::end_term(&mut cx.tx, unit, last.valid_from, day).await?;
    }
    // A unit that moves comes behind its new siblings.
    let stays = last.parent == details.parent;
    let position = if stays { last.position } else { store::count_units(&mut cx.tx).await? };
    store::put_term(&mut cx.tx, unit, (day, None), &details, position).await?;
    let data = serde_json::json!({
        "from": day, "name_before": last.name, "name": details.name, "kind": details.kind,
        "parent_before": last.parent, "parent": details.parent, "email": details.email, "phone": details.phone,
    });
    let (kind, label) = (events::UNIT_CHANGED, details.name.as_str());
    Ok(cx.record(Event { kind, subject_kind: events::UNIT, subject: unit.0, label, data }).await?)
}

/// Closes a unit from `day` on, when nobody and nothing is under it any more.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when the unit is not empty.
pub async fn close_unit(cx: &mut Cx, unit: UnitId, day: Day) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    store::hold_tree(&mut cx.tx).await?;
    let last = last_term(cx, unit, day).await?;
    let (units, people) = store::inhabitants(&mut cx.tx, unit, day).await?;
    if units > 0 {
        return Err(IdentityError::field("close", "identity-problem-has-units"));
    }
    if people > 0 {
        return Err(IdentityError::field("close", "identity-problem-has-people"));
    }
    store::end_term(&mut cx.tx, unit, last.valid_from, day).await?;
    let data = serde_json::json!({ "from": day });
    let (kind, label) = (events::UNIT_CLOSED, last.name.as_str());
    Ok(cx.record(Event { kind, subject_kind: events::UNIT, subject: unit.0, label, data }).await?)
}

/// Takes back the last change of a unit, or its closing, that has not come into force yet.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when no change lies ahead, or what the unit
/// stood under before is closed by then.
pub async fn withdraw_change(cx: &mut Cx, unit: UnitId) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let today = cx.now.day();
    let mut terms = store::terms(&mut cx.tx, unit).await?;
    let last = terms.pop().ok_or(IdentityError::NotFound)?;
    let day = match (last.valid_to, terms.pop()) {
        (Some(closes), _) if closes > today => {
            check(cx, Some(unit), &last.details(), closes).await?;
            store::reopen_term(&mut cx.tx, unit, last.valid_from).await?;
            closes
        }
        (None, Some(before)) if last.valid_from > today => {
            check(cx, Some(unit), &before.details(), last.valid_from).await?;
            store::delete_term(&mut cx.tx, unit, last.valid_from).await?;
            store::reopen_term(&mut cx.tx, unit, before.valid_from).await?;
            last.valid_from
        }
        _ => return Err(IdentityError::field("withdraw", "identity-problem-nothing-ahead")),
    };
    let data = serde_json::json!({ "from": day, "name": last.name });
    let (kind, label) = (events::UNIT_WITHDRAWN, last.name.as_str());
    Ok(cx.record(Event { kind, subject_kind: events::UNIT, subject: unit.0, label, data }).await?)
}

/// The open term of a unit, to be ended on `day`.
async fn last_term(cx: &mut Cx, unit: UnitId, day: Day) -> Result<Term, IdentityError> {
    let last = store::terms(&mut cx.tx, unit).await?.pop().ok_or(IdentityError::NotFound)?;
    if last.valid_to.is_some() {
        return Err(IdentityError::field("from", "identity-problem-closed"));
    }
    if day < last.valid_from {
        return Err(IdentityError::field("from", "identity-problem-before-last-change"));
    }
    Ok(last)
}

/// Today's units in their order.
///
/// # Errors
/// When forbidden.
pub async fn units(cx: &mut Cx) -> Result<Vec<Unit>, IdentityError> {
    let today = cx.now.day();
    units_on(cx, today).await
}

/// The units of a day, as they were called then.
///
/// # Errors
/// When forbidden.
pub async fn units_on(cx: &mut Cx, day: Day) -> Result<Vec<Unit>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    Ok(store::units(&mut cx.tx, day).await?)
}

/// The name of one unit on a day, for documents that name it: no secret, so nothing is asked of the actor.
///
/// # Errors
/// When the database refuses.
pub async fn unit_name(cx: &mut Cx, unit: UnitId, day: Day) -> Result<Option<String>, db::Error> {
    store::unit_name(&mut cx.tx, unit, day).await
}

/// What these units are called today; those that are no more are left out.
///
/// # Errors
/// When forbidden.
pub async fn unit_names(cx: &mut Cx, units: &[UnitId]) -> Result<BTreeMap<UnitId, String>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    if units.is_empty() {
        return Ok(BTreeMap::new());
    }
    let today = cx.now.day();
    Ok(store::unit_names(&mut cx.tx, units, today).await?.into_iter().collect())
}

/// How many people work in each unit on a day.
///
/// # Errors
/// When forbidden.
pub async fn headcounts(cx: &mut Cx, day: Day) -> Result<Vec<Headcount>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    Ok(store::headcounts(&mut cx.tx, day).await?)
}

/// Who has a position in a unit on a day; heads first.
///
/// # Errors
/// When forbidden.
pub async fn positions_in(cx: &mut Cx, unit: UnitId, day: Day) -> Result<Vec<Position>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    Ok(store::positions_in(&mut cx.tx, unit, day).await?)
}

/// What was asked of somebody's units in one reading: of whom, on which day, and whether as a program of theirs.
struct Asked((EmployeeId, Day, bool), Vec<Membership>);

/// The units in which the actor works today, the main one first, and those in which they stand in for others; none for
/// the program itself.
///
/// # Errors
/// When forbidden.
pub async fn memberships(cx: &mut Cx) -> Result<Vec<Membership>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let Some(employee) = cx.actor.employee().map(|e| e.id) else { return Ok(Vec::new()) };
    // A program's token stands in for nobody.
    let (today, own_self) = (cx.now.day(), super::own_self(cx, employee));
    let asked = (employee, today, own_self);
    if let Some(Asked(_, units)) = cx.kept::<Asked>().filter(|kept| kept.0 == asked) {
        return Ok(units.clone());
    }
    let mut units = store::memberships(&mut cx.tx, employee, today).await?;
    if own_self {
        units = with_stood_in(units, store::stood_in(&mut cx.tx, employee, today).await?);
    }
    cx.keep(Asked(asked, units.clone()));
    Ok(units)
}

/// The e-mails of somebody who is there today, and of whoever stands in for them in a unit; not of who refuses notices
/// of this kind.
///
/// # Errors
/// When forbidden.
pub async fn addresses(
    cx: &mut Cx,
    employee: EmployeeId,
    unit: UnitId,
    kind: NoticeKind,
) -> Result<Vec<String>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::addresses(&mut cx.tx, (employee, unit), kind, today).await?)
}

/// The e-mails of a unit and of those who lead it today, or stand in for who does; each once, and not of who refuses
/// notices of this kind.
///
/// # Errors
/// When forbidden.
pub async fn unit_addresses(cx: &mut Cx, unit: UnitId, kind: NoticeKind) -> Result<Vec<String>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::unit_addresses(&mut cx.tx, unit, kind, today).await?)
}

/// The heads and deputies of all units on a day.
///
/// # Errors
/// When forbidden.
pub async fn leaders(cx: &mut Cx, day: Day) -> Result<Vec<Position>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    Ok(store::leaders(&mut cx.tx, day).await?)
}
