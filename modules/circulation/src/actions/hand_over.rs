//! `hand_over`: whoever leaves gives everything to somebody else.

use super::{Hold, Reach, Result, Said, entry, names, seal, text};
use crate::{Act, Assignment, CirculationError, HandedOver, Recipient, store};
use db::Cx;
use kernel::{AssignmentId, EmployeeId, Forbidden, Permission};

/// How many go over in one transaction: each is a line of the log, for which all others who write wait.
const BATCH: i64 = 100;

/// Of which units the actor hands over what somebody has; none for one's own, of whatever unit.
async fn units(cx: &mut Cx, from: EmployeeId) -> Result<Option<Vec<kernel::UnitId>>> {
    cx.require(Permission::CirculationWrite)?;
    if cx.actor.employee().is_some_and(|me| me.id == from) {
        return Ok(None);
    }
    Ok(Some(Reach::of(cx).await?.led()))
}

/// What is wrong with a recipient or a reason; the reason as it is kept.
fn check(from: EmployeeId, to: Recipient, why: &str) -> Result<String> {
    if to.employee == Some(from) {
        return Err(CirculationError::Invalid("to", "circulation-problem-same"));
    }
    text("why", why)
}

/// How many would go over, with those that are closed to the actor: the same questions as [`hand_over`] asks, and
/// nothing is done.
///
/// # Errors
/// As [`hand_over`].
pub async fn to_hand_over(cx: &mut Cx, from: EmployeeId, to: Recipient, why: &str) -> Result<i64> {
    let units = units(cx, from).await?;
    check(from, to, why)?;
    let has = store::count_held(&mut cx.tx, from, units.as_deref()).await?;
    if has == 0 && units.is_some() {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    names(cx, to).await?;
    Ok(has)
}

/// Gives what somebody has in hand, or waits for, to one recipient, as far as the actor may move it and read it: one's
/// own; and what names somebody of a unit that the actor leads by their own right, since what is handed over does not come
/// back when an absence ends. A part of it behind `after`, in a transaction of its own: the caller commits and goes on
/// from [`HandedOver::next`]. What is closed to the actor stays; the protocol office assigns it anew.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] when the recipient is unknown, or the same.
pub async fn hand_over(
    cx: &mut Cx,
    from: EmployeeId,
    to: Recipient,
    why: &str,
    after: Option<AssignmentId>,
) -> Result<HandedOver> {
    let units = units(cx, from).await?;
    let why = check(from, to, why)?;
    proof::hold(cx).await?;
    let reach = Reach::of(cx).await?;
    let mine = store::held_by(&mut cx.tx, from, units.as_deref(), (after, BATCH)).await?;
    if mine.is_empty() && after.is_none() && units.is_some() {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    let names = names(cx, to).await?;
    let mut done = HandedOver::default();
    if mine.len() as i64 == BATCH {
        done.next = mine.last().map(|one| one.id);
    }
    for one in mine.into_iter().filter(|one| reach.holds(one) == Some(Hold::Own)) {
        match entry(cx, (one.year, one.number)).await {
            Ok(_) => {}
            // A cancelled entry is in nobody's tray, and needs nobody.
            Err(CirculationError::Register(register::RegisterError::Cancelled)) => continue,
            Err(CirculationError::Forbidden(_)) => {
                done.left += 1;
                continue;
            }
            Err(other) => return Err(other),
        }
        give(cx, one, (to, &names), &why).await?;
        done.gone += 1;
    }
    Ok(done)
}

/// Gives one.
async fn give(
    cx: &mut Cx,
    mut one: Assignment,
    (to, names): (Recipient, &(String, Option<String>)),
    why: &str,
) -> Result<()> {
    let (place, before) = ((one.year, one.number), one.recipient());
    let slot = proof::open(cx).await?;
    (one.unit, one.employee) = (to.unit, to.employee);
    (one.unit_name, one.employee_name) = names.clone();
    store::hand_over(&mut cx.tx, &one).await?;
    register::admit(cx, place, one.holder()).await?;
    super::act::close_to(cx, place, before).await?;
    let said = Said { text: why.to_owned(), state: Some(one.state), ..Said::default() };
    seal(cx, slot, Act::HandedOver, &one, said).await
}
