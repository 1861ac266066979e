//! `hand_over`: whoever leaves gives everything to somebody else, in one step.

use super::{Hold, Reach, Result, Said, entry, names, seal, text};
use crate::{Act, CirculationError, Recipient, store};
use db::Cx;
use kernel::{EmployeeId, Forbidden, Permission};

/// Gives everything that somebody has in hand, or waits for, to one recipient, as far as the actor may move it and read
/// it: one's own; and what names somebody of a unit that the actor leads by their own right, since what is handed over does
/// not come back when an absence ends. Gives how many went over, and how many stayed because they are closed to the actor;
/// those the protocol office assigns anew.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] when the recipient is unknown, or the same.
pub async fn hand_over(cx: &mut Cx, from: EmployeeId, to: Recipient, why: &str) -> Result<(usize, usize)> {
    cx.require(Permission::CirculationWrite)?;
    let why = text("why", why)?;
    if to.employee == Some(from) {
        return Err(CirculationError::Invalid("to", "circulation-problem-same"));
    }
    proof::hold(cx).await?;
    let reach = Reach::of(cx).await?;
    let all = store::held_by(&mut cx.tx, from).await?;
    let mine: Vec<_> = all.into_iter().filter(|one| reach.holds(one) == Some(Hold::Own)).collect();
    if mine.is_empty() && cx.actor.employee().is_none_or(|me| me.id != from) {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    let (unit_name, employee_name) = names(cx, to).await?;
    let (mut gone, mut left) = (0, 0);
    for mut one in mine {
        let place = (one.year, one.number);
        match entry(cx, place).await {
            Ok(_) => {}
            // A cancelled entry is in nobody's tray, and needs nobody.
            Err(CirculationError::Register(register::RegisterError::Cancelled)) => continue,
            Err(CirculationError::Forbidden(_)) => {
                left += 1;
                continue;
            }
            Err(other) => return Err(other),
        }
        let before = one.recipient();
        let slot = proof::open(cx).await?;
        (one.unit, one.unit_name) = (to.unit, unit_name.clone());
        (one.employee, one.employee_name) = (to.employee, employee_name.clone());
        store::hand_over(&mut cx.tx, &one).await?;
        register::admit(cx, place, one.holder()).await?;
        super::act::close_to(cx, place, before).await?;
        let said = Said { text: why.clone(), state: Some(one.state), ..Said::default() };
        seal(cx, slot, Act::HandedOver, &one, said).await?;
        gone += 1;
    }
    Ok((gone, left))
}
