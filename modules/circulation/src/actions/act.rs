//! What whoever has a document does with it.

use super::{Hold, Reach, Result, Said, close_upwards, entry, held, seal, settle, text};
use crate::{Act, Assignment, CirculationError, Outcome, Purpose, State, store};
use db::Cx;
use kernel::{AssignmentId, Forbidden, Permission};

/// Takes over what waits. What names a unit only becomes the actor's, unless they lead the unit: then it stays the
/// unit's, to be passed on.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`], [`CirculationError::Moved`].
pub async fn accept(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    let (mut one, hold) = held(cx, id, &[State::Waiting]).await?;
    if one.purpose == Purpose::Information {
        return Err(CirculationError::Moved);
    }
    let slot = proof::open(cx).await?;
    // Who works there takes it; who leads it, and who stands in for somebody, keeps it for the unit.
    let takes = Reach::of(cx).await?.units.iter().any(|u| u.unit == one.unit && u.works && !u.leads);
    if let Some(me) = cx.actor.employee().filter(|_| one.employee.is_none() && takes) {
        (one.employee, one.employee_name) = (Some(me.id), Some(me.name.clone()));
        register::admit(cx, (one.year, one.number), one.holder()).await?;
    }
    (one.state, one.accepted_at) = (State::InHand, Some(slot.at));
    store::update(&mut cx.tx, &one).await?;
    seal(cx, slot, Act::Accepted, &one, Said::by(hold)).await?;
    Ok(one)
}

/// Gives it back with a reason: to whoever passed it on, or to the protocol office.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] without a reason; [`CirculationError::Moved`].
pub async fn give_back(cx: &mut Cx, id: AssignmentId, reason: &str) -> Result<Assignment> {
    let reason = text("reason", reason)?;
    if reason.chars().count() < 3 {
        return Err(CirculationError::Invalid("reason", "circulation-problem-reason"));
    }
    let (mut one, hold) = held(cx, id, &[State::Waiting, State::InHand]).await?;
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at) = (State::Returned, Some(slot.at));
    store::update(&mut cx.tx, &one).await?;
    seal(cx, slot, Act::Returned, &one, Said { text: reason, ..Said::by(hold) }).await?;
    back(cx, &one).await?;
    Ok(one)
}

/// What ended without being done goes back to whoever passed it on, and is closed to whoever had it.
async fn back(cx: &mut Cx, one: &Assignment) -> Result<()> {
    let place = (one.year, one.number);
    // Who only knew of it held nobody up.
    if let Some(parent) = one.parent.filter(|_| one.purpose == Purpose::Action) {
        let above = store::assignment(&mut cx.tx, parent).await?;
        if above.is_some_and(|above| above.state == State::Forwarded) {
            store::set_state(&mut cx.tx, parent, State::InHand, None).await?;
        }
    }
    // What did not stay there is no example for others.
    store::unlearn(&mut cx.tx, one.id).await?;
    close_to(cx, place, one.recipient()).await?;
    settle(cx, place).await
}

/// Closes an entry to somebody, and to their unit, who have it by no other assignment.
pub(super) async fn close_to(cx: &mut Cx, place: (i64, i64), had: crate::Recipient) -> Result<()> {
    let others = store::of_entry(&mut cx.tx, place).await?;
    let stands = |other: &&Assignment| !matches!(other.state, State::Returned | State::Withdrawn);
    let holders = [had.employee.map(|e| e.0), Some(had.unit.0)];
    for holder in holders.into_iter().flatten() {
        // What somebody of the unit has, those who lead it may have had before them.
        let keeps = |other: &Assignment| other.holder() == holder || other.unit.0 == holder;
        if !others.iter().filter(stands).any(keeps) {
            register::dismiss(cx, place, holder).await?;
        }
    }
    Ok(())
}

/// Says that it is done, with what was done and the outgoing document that answers it.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] when the answer is no outgoing entry that stands, or an opinion that was
/// asked for is missing; [`CirculationError::Moved`].
pub async fn complete(cx: &mut Cx, id: AssignmentId, outcome: Outcome) -> Result<Assignment> {
    let outcome = Outcome { text: text("outcome", &outcome.text)?, ..outcome };
    let (mut one, hold) = held(cx, id, &[State::Waiting, State::InHand]).await?;
    if one.purpose == Purpose::Information {
        return Err(CirculationError::Moved);
    }
    if one.expected == Some(crate::Expected::Opinion) && outcome.text.is_empty() {
        return Err(CirculationError::Invalid("outcome", "circulation-problem-opinion"));
    }
    if let Some(answer) = outcome.answer {
        let goes_out = match entry(cx, answer).await {
            Ok(entry) => entry.fields.direction != register::Direction::Incoming,
            Err(CirculationError::Register(_) | CirculationError::Forbidden(_)) => false,
            Err(other) => return Err(other),
        };
        if !goes_out {
            return Err(CirculationError::Invalid("answer", "circulation-problem-answer"));
        }
        (one.answer_year, one.answer_number) = (Some(answer.0), Some(answer.1));
    }
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at) = (State::Done, Some(slot.at));
    store::update(&mut cx.tx, &one).await?;
    let said = Said { text: outcome.text, answer: outcome.answer, ..Said::by(hold) };
    seal(cx, slot, Act::Completed, &one, said).await?;
    close_upwards(cx, &one, slot.at).await?;
    settle(cx, (one.year, one.number)).await?;
    Ok(one)
}

/// Says that what came for information was read.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`], [`CirculationError::Moved`].
pub async fn acknowledge(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    let (mut one, hold) = held(cx, id, &[State::Waiting]).await?;
    if one.purpose != Purpose::Information {
        return Err(CirculationError::Moved);
    }
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at) = (State::Done, Some(slot.at));
    store::update(&mut cx.tx, &one).await?;
    seal(cx, slot, Act::Acknowledged, &one, Said::by(hold)).await?;
    Ok(one)
}

/// Takes back what nobody has acted on yet: whoever made it, or a clerk where a clerk made it.
///
/// # Errors
/// When forbidden; [`CirculationError::NotFound`], [`CirculationError::Moved`].
pub async fn withdraw(cx: &mut Cx, id: AssignmentId) -> Result<Assignment> {
    cx.require(Permission::CirculationWrite)?;
    proof::hold(cx).await?;
    let mut one = store::assignment(&mut cx.tx, id).await?.ok_or(CirculationError::NotFound)?;
    let above = match one.parent {
        Some(parent) => store::assignment(&mut cx.tx, parent).await?,
        None => None,
    };
    let reach = Reach::of(cx).await?;
    if !may_withdraw(cx, &reach, &one, above.as_ref()) {
        return Err(Forbidden(Permission::CirculationWrite).into());
    }
    if one.state != State::Waiting {
        return Err(CirculationError::Moved);
    }
    entry(cx, (one.year, one.number)).await?;
    let slot = proof::open(cx).await?;
    (one.state, one.ended_at) = (State::Withdrawn, Some(slot.at));
    store::update(&mut cx.tx, &one).await?;
    let hold = above.and_then(|above| reach.holds(&above)).unwrap_or(Hold::Own);
    seal(cx, slot, Act::Withdrawn, &one, Said::by(hold)).await?;
    back(cx, &one).await?;
    Ok(one)
}

/// Whether the actor may take an assignment back: what was passed on, whoever has what it was passed on from; otherwise
/// who made it, or the protocol office.
pub(super) fn may_withdraw(cx: &Cx, reach: &Reach, one: &Assignment, above: Option<&Assignment>) -> bool {
    match above {
        Some(above) => reach.holds(above).is_some(),
        None => {
            let mine = one.made_by.is_some() && one.made_by == cx.actor.employee().map(|e| e.id);
            mine || cx.actor.may(Permission::RegisterWrite)
        }
    }
}
