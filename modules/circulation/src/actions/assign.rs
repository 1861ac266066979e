//! `assign`: the protocol office gives a document to those who are to deal with it.

use super::{Result, answer_by, entry, hand_out, settle, timely};
use crate::{CirculationError, Expected, Order, Purpose, store};
use db::Cx;
use kernel::{AssignmentId, Day, Permission};

/// The longest deadline that is counted in working days.
const DAYS_MAX: i64 = 500;

/// Assigns an entry to units and people. What had been returned to the protocol office is settled by it.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`]; when the entry is cancelled or not there.
pub async fn assign(cx: &mut Cx, place: (i64, i64), order: Order) -> Result<Vec<AssignmentId>> {
    cx.require(Permission::CirculationWrite)?;
    cx.require(Permission::RegisterWrite)?;
    // A cancellation, and another who assigns, come before or after.
    proof::hold(cx).await?;
    let of = entry(cx, place).await?;
    timely(&order, cx.now.day())?;
    // What the law wants answered is late after its day, though nobody typed one.
    let due = match order.due {
        None if order.expected != Some(Expected::File) => answer_by(cx, &of.fields, of.registered_at).await?,
        typed => typed,
    };
    let order = Order { due, ..order };
    let made = hand_out(cx, place, None, &order, None).await?;
    for (id, _) in made.iter().zip(&order.to).filter(|(_, one)| one.purpose == Purpose::Action) {
        store::learn(&mut cx.tx, *id).await?;
    }
    settle(cx, place).await?;
    Ok(made)
}

/// Assigns an entry that nobody has.
///
/// # Errors
/// As [`assign`]; [`CirculationError::Moved`] when somebody has it by now.
pub async fn assign_first(cx: &mut Cx, place: (i64, i64), order: Order) -> Result<Vec<AssignmentId>> {
    cx.require(Permission::CirculationWrite)?;
    proof::hold(cx).await?;
    if !register::waits(cx, place).await? {
        return Err(CirculationError::Moved);
    }
    assign(cx, place, order).await
}

/// What was typed as a deadline: a date, or a number of working days from today on. Nothing is no deadline.
///
/// # Errors
/// [`CirculationError::Invalid`] when it is neither.
pub async fn deadline(cx: &mut Cx, typed: &str) -> Result<Option<Day>> {
    let (typed, today) = (typed.trim(), cx.now.day());
    if typed.is_empty() {
        return Ok(None);
    }
    if let Ok(days) = typed.parse::<i64>() {
        if !(0..=DAYS_MAX).contains(&days) {
            return Err(CirculationError::Invalid("due", "circulation-problem-days"));
        }
        return Ok(Some(law::working_day(cx, today, days).await?));
    }
    Day::typed(typed, today).map(Some).map_err(|_| CirculationError::Invalid("due", "circulation-problem-due"))
}
