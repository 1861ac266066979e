//! Passing a document on, and asking others about it.

use super::{Hold, Result, Said, hand_out, held, opinion, seal, settle, timely};
use crate::{Act, CirculationError, Order, Purpose, State, store};
use db::Cx;
use kernel::AssignmentId;

/// Passes it on: to people of the unit, to other units, to several at once. It ends for whoever had it when they are done.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`]; [`CirculationError::Moved`].
pub async fn forward(cx: &mut Cx, id: AssignmentId, order: Order) -> Result<Vec<AssignmentId>> {
    let (mut one, hold) = held(cx, id, &[State::Waiting, State::InHand]).await?;
    if one.purpose == Purpose::Information {
        return Err(CirculationError::Moved);
    }
    if order.to.iter().any(|to| to.to == one.recipient()) {
        return Err(CirculationError::Invalid("to", "circulation-problem-same"));
    }
    if !order.to.iter().any(|to| to.purpose == Purpose::Action) {
        return Err(CirculationError::Invalid("to", "circulation-problem-nobody-acts"));
    }
    to_others(cx, &hold, &order)?;
    timely(&order, cx.now.day())?;
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at) = (State::Forwarded, None);
    store::update(&mut cx.tx, &one).await?;
    let instead_of = hold.instead_of();
    seal(cx, slot, Act::Forwarded, &one, Said { instead_of: instead_of.clone(), ..Said::default() }).await?;
    // What is expected, and until when, goes on where nothing else is said; what is late goes on late.
    let order = Order {
        expected: order.expected.or(one.expected),
        due: order.due.or(one.due),
        file: order.file.or(one.file),
        ..order
    };
    let made = hand_out(cx, (one.year, one.number), Some(id), &order, instead_of.as_deref()).await?;
    settle(cx, (one.year, one.number)).await?;
    Ok(made)
}

/// Asks others for their opinion; the document stays with whoever asks.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`]; [`CirculationError::Moved`].
pub async fn ask_opinion(cx: &mut Cx, id: AssignmentId, order: Order) -> Result<Vec<AssignmentId>> {
    let (one, hold) = held(cx, id, &[State::InHand]).await?;
    to_others(cx, &hold, &order)?;
    timely(&order, cx.now.day())?;
    let instead_of = hold.instead_of();
    let order = Order { file: order.file.or(one.file), ..order };
    let made = hand_out(cx, (one.year, one.number), Some(id), &opinion(order), instead_of.as_deref()).await?;
    settle(cx, (one.year, one.number)).await?;
    Ok(made)
}

/// Who stands in for somebody passes on to others: what they gave themselves would stay theirs afterwards.
fn to_others(cx: &Cx, hold: &Hold, order: &Order) -> Result<()> {
    let me = cx.actor.employee().map(|me| me.id);
    let to_me = order.to.iter().any(|to| to.to.employee.is_some() && to.to.employee == me);
    if *hold != Hold::Own && to_me {
        return Err(CirculationError::Invalid("to", "circulation-problem-yourself"));
    }
    Ok(())
}
