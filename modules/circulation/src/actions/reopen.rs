//! `reopen`: what was said to be done, or read, is not.

use super::{Result, Said, held, seal, settle};
use crate::{Act, Assignment, CirculationError, Purpose, State, Statement, replay::Replay, store};
use db::Cx;
use kernel::AssignmentId;

/// Takes back that something was done, or read, while nobody has acted on it: it stands again as it stood before, and so
/// does what it was passed on from.
///
/// # Errors
/// When forbidden; [`CirculationError::Moved`] when it is not done, or somebody has acted on that.
pub async fn reopen(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    let (mut one, hold) = held(cx, id, &[State::Done]).await?;
    let place = (one.year, one.number);
    let movements = store::movements(&mut cx.tx, place).await?;
    let before = may_reopen(&one, movements.iter().map(|(_, statement)| statement)).ok_or(CirculationError::Moved)?;
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at, one.answer_year, one.answer_number) = (before, None, None, None);
    store::update(&mut cx.tx, &one).await?;
    seal(cx, slot, Act::Reopened, &one, Said { state: Some(before), ..Said::by(hold) }).await?;
    // What was only read had ended nothing.
    let mut parent = one.parent.filter(|_| one.purpose == Purpose::Action);
    while let Some(above) = parent {
        let Some(above) = store::assignment(&mut cx.tx, above).await? else { break };
        // It ended with this one, and was not said to be done by whoever had it.
        let closed = above.state == State::Done && last_act(&movements, above.id) == Some(Act::Forwarded);
        if !closed {
            break;
        }
        store::set_state(&mut cx.tx, above.id, State::Forwarded, None).await?;
        parent = above.parent;
    }
    settle(cx, place).await?;
    Ok(one)
}

/// What was done last with an assignment itself; where it was handed over as it was, what was done before.
fn last_act(movements: &[(store::MovementRow, Statement)], id: AssignmentId) -> Option<Act> {
    let of = movements.iter().map(|(_, one)| one).filter(|one| one.assignment == id.0);
    of.map(|one| one.act).rfind(|act| *act != Act::HandedOver)
}

/// How an assignment stood before it was done or read, when that was the last that was done with it, and nobody from whom
/// it came has acted since.
pub(super) fn may_reopen<'s>(one: &Assignment, done: impl Iterator<Item = &'s Statement>) -> Option<State> {
    if one.state != State::Done {
        return None;
    }
    let (mut replay, mut before, mut acted) = (Replay::new(), None, false);
    for movement in done {
        if movement.assignment == one.id.0 {
            let stood = replay.stands.get(&one.id.0).map(|stand| stand.state);
            let ends = matches!(movement.act, Act::Completed | Act::Acknowledged);
            (before, acted) = (stood.filter(|_| ends), false);
        } else {
            // Who only knows of it holds nobody up.
            acted |= one.purpose == Purpose::Action && replay.is_above(movement.assignment, one.id.0);
        }
        replay.take(movement);
    }
    before.filter(|_| !acted)
}
