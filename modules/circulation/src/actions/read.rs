//! Trays, and the way of an entry.

use super::{Result, act::may_withdraw, holds};
use crate::{Assignment, CirculationError, Counts, Movement, Recipients, State, Tab, Tray, Way, Whose, store};
use db::Cx;
use identity::Membership;
use kernel::{AssignmentId, EmployeeId, Forbidden, Permission};
use register::Entry;

/// How many lines a tray shows at once.
const PAGE: usize = 50;

/// One assignment, for whoever has it in hand.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`].
pub async fn assignment(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    cx.require(Permission::CirculationWrite)?;
    let one = store::assignment(&mut cx.tx, id).await?.ok_or(CirculationError::NotFound)?;
    if !holds(cx, &one).await? {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
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
    let assignments = store::of_entry(&mut cx.tx, place).await?;
    let movements = store::movements(&mut cx.tx, place).await?;
    let comments = store::comments(&mut cx.tx, place).await?;
    let stands = entry.state == register::State::Active;
    let moves = stands && cx.actor.may(Permission::CirculationWrite);
    let units = if moves { identity::memberships(cx).await? } else { Vec::new() };
    let me = cx.actor.employee().map(|e| e.id);
    let open = || assignments.iter().filter(|a| moves && a.is_open());
    Ok(Way {
        mine: open().filter(|a| in_hands(a, me, &units)).map(|a| a.id).collect(),
        withdrawable: open().filter(|a| a.state == State::Waiting && may_withdraw(cx, a)).map(|a| a.id).collect(),
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

fn in_hands(one: &Assignment, me: Option<EmployeeId>, units: &[Membership]) -> bool {
    let named = one.employee.is_some() && one.employee == me;
    named || units.iter().any(|u| u.unit == one.unit && (u.leads || one.employee.is_none()))
}

/// Who asks for a tray; a unit's is for those who work there.
async fn asked(cx: &mut Cx, whose: Whose) -> Result<(store::Asked, bool)> {
    cx.require(Permission::CirculationWrite)?;
    let Some(me) = cx.actor.employee().map(|e| e.id) else {
        return Err(Forbidden(Permission::CirculationWrite).into());
    };
    let leads = match whose {
        Whose::Mine => true,
        Whose::Unit(unit) => {
            let units = identity::memberships(cx).await?;
            let own = units.iter().find(|u| u.unit == unit).ok_or(Forbidden(Permission::CirculationWrite))?;
            own.leads
        }
    };
    Ok((store::Asked { whose, me, today: cx.now.day() }, leads))
}

/// A page of a tray behind a line. Of restricted entries, those who do not lead the unit see no more than that they
/// are there.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn tray(cx: &mut Cx, whose: Whose, tab: Tab, after: Option<AssignmentId>) -> Result<Tray> {
    let (asked, leads) = asked(cx, whose).await?;
    let after = match after {
        Some(id) => store::place(&mut cx.tx, id).await?,
        None => None,
    };
    let mut items = store::tray(&mut cx.tx, asked, tab, after, PAGE as i64 + 1).await?;
    let next = (items.len() > PAGE).then(|| items[PAGE - 1].assignment.id);
    items.truncate(PAGE);
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    for item in &mut items {
        let named = item.assignment.employee == Some(asked.me);
        if item.confidentiality.is_restricted() && !(sees_all || leads || named) {
            (item.subject, item.correspondent_name, item.assignment.instructions) = (String::new(), None, None);
        }
    }
    Ok(Tray { items, next })
}

/// How much each part of a tray holds.
///
/// # Errors
/// When the tray is not the actor's.
pub async fn counts(cx: &mut Cx, whose: Whose) -> Result<Counts> {
    let (asked, _) = asked(cx, whose).await?;
    Ok(store::counts(&mut cx.tx, asked).await?)
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
        let here = identity::positions_in(cx, unit.unit, today).await?;
        people.extend(here.into_iter().map(|p| identity::Position { unit_name: unit.unit_name.clone(), ..p }));
    }
    Ok(Recipients { units, people })
}
