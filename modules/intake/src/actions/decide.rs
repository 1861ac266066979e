//! Registering and refusing. Whoever decides first decides.

use super::{Result, office, read::whole, record};
use crate::{IntakeError, LETTER, Letter, Line, State, Whole, events, store};
use db::Cx;
use documents::File;
use kernel::ProposalId;
use register::{Entry, Fields};

/// The shortest reason of a refusal: letters.
const REASON_MIN: usize = 3;
/// The longest.
const REASON_MAX: usize = 1_000;

/// Says that the actor looks into a proposal, so that nobody else does the same work. Whoever looked into it before is
/// passed over after a quarter of an hour, or when `over` says so.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`], [`IntakeError::Moved`], [`IntakeError::Claimed`].
pub async fn claim(cx: &mut Cx, id: ProposalId, over: bool) -> Result<()> {
    office(cx)?;
    let line = whole(cx, id).await?.proposal.line;
    if line.state != State::Waiting {
        return Err(IntakeError::Moved);
    }
    if !over {
        free(cx, &line)?;
    }
    let me = cx.actor.employee().map(|e| e.id);
    let name = cx.actor.name().to_owned();
    if !store::claim(&mut cx.tx, (id, line.version), (me, name), cx.now).await? {
        return Err(IntakeError::Moved);
    }
    record(cx, events::CLAIMED, &line, serde_json::json!({ "from": line.claimed_by_name })).await
}

/// Says that the actor looks into it no longer.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`], [`IntakeError::Moved`] when it is not theirs.
pub async fn release(cx: &mut Cx, id: ProposalId) -> Result<()> {
    office(cx)?;
    let line = whole(cx, id).await?.proposal.line;
    let me = cx.actor.employee().map(|e| e.id);
    if line.claimed_by.is_none() || line.claimed_by != me || !store::release(&mut cx.tx, (id, line.version)).await? {
        return Err(IntakeError::Moved);
    }
    record(cx, events::RELEASED, &line, serde_json::json!({})).await
}

/// Fails when somebody else looks into it.
fn free(cx: &Cx, line: &Line) -> Result<()> {
    match line.keeper(cx.now, cx.actor.employee().map(|e| e.id)) {
        Some((by, at)) => Err(IntakeError::Claimed { by, at }),
        None => Ok(()),
    }
}

/// The proposal as it waits, when it is as the actor saw it and nobody else looks into it.
async fn waiting(cx: &mut Cx, (id, seen): (ProposalId, i64)) -> Result<Whole> {
    let found = whole(cx, id).await?;
    let line = &found.proposal.line;
    if line.state != State::Waiting {
        return Err(IntakeError::Moved);
    }
    free(cx, line)?;
    // Claiming it oneself changes the version, and nothing of what was seen.
    let own = line.claimed_by.is_some() && line.claimed_by == cx.actor.employee().map(|e| e.id);
    if line.version != seen && !own {
        return Err(IntakeError::Moved);
    }
    Ok(found)
}

/// Registers a proposal, by the register's own action and with its checks, with its files and `more`, which are stored
/// already. The sender gets the proof of entry, unless a program wrote the mail.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`], [`IntakeError::Moved`], [`IntakeError::Claimed`], and what the register
/// says.
pub async fn register(cx: &mut Cx, of: (ProposalId, i64), fields: Fields, more: Vec<File>) -> Result<Entry> {
    office(cx)?;
    let found = waiting(cx, of).await?;
    let (id, line) = (of.0, found.proposal.line.clone());
    // This row is the lock: two who register the same proposal follow one another, and the second finds it decided.
    let by = cx.actor.name().to_owned();
    if !store::decide(&mut cx.tx, (id, line.version), State::Registered, (cx.now, by, None)).await? {
        return Err(IntakeError::Moved);
    }
    let files = found.files().cloned().chain(more).collect();
    let entry = register::register(cx, fields, files).await?;
    store::set_entry(&mut cx.tx, id, (entry.year, entry.number)).await?;
    if answered(&line) {
        let letter = Letter::Registered {
            to: line.from_address.clone(),
            answers: found.proposal.message_id.clone(),
            year: entry.year,
            number: entry.number,
        };
        queue::enqueue(cx, LETTER, &id.to_string(), &letter).await?;
    }
    let data = serde_json::json!({ "entry": entry.label(), "source": line.source });
    record(cx, events::REGISTERED, &line, data).await?;
    Ok(entry)
}

/// Adds the files of a proposal to an entry that is there: the scan of a paper that had its number before. `said` is why,
/// for an entry that awaits no scan; with them the entry has not more files than `most`.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`], [`IntakeError::Moved`], [`IntakeError::Claimed`], and what the register
/// says.
pub async fn attach(cx: &mut Cx, of: (ProposalId, i64), place: (i64, i64), said: &str, most: usize) -> Result<Entry> {
    office(cx)?;
    let found = waiting(cx, of).await?;
    let (id, line) = (of.0, found.proposal.line.clone());
    let by = cx.actor.name().to_owned();
    if !store::decide(&mut cx.tx, (id, line.version), State::Registered, (cx.now, by, None)).await? {
        return Err(IntakeError::Moved);
    }
    let reason = if register::awaits_scan(cx, place).await? { "" } else { said };
    let entry = register::attach(cx, place, (found.files().cloned().collect(), most), reason).await?;
    store::set_entry(&mut cx.tx, id, place).await?;
    record(cx, events::ATTACHED, &line, serde_json::json!({ "entry": entry.label(), "source": line.source })).await?;
    Ok(entry)
}

/// Refuses a proposal; `tell` says that the sender hears why.
///
/// # Errors
/// When forbidden; [`IntakeError::Invalid`] without a reason, [`IntakeError::NotFound`], [`IntakeError::Moved`],
/// [`IntakeError::Claimed`].
pub async fn refuse(cx: &mut Cx, of: (ProposalId, i64), reason: &str, tell: bool) -> Result<()> {
    office(cx)?;
    let reason = reason.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ");
    match reason.chars().count() {
        0..REASON_MIN => return Err(IntakeError::Invalid("reason", "intake-problem-reason")),
        REASON_MIN..=REASON_MAX => {}
        _ => return Err(IntakeError::Invalid("reason", "intake-problem-reason-long")),
    }
    let found = waiting(cx, of).await?;
    let (id, line) = (of.0, &found.proposal.line);
    let by = (cx.now, cx.actor.name().to_owned(), Some(reason.clone()));
    if !store::decide(&mut cx.tx, (id, line.version), State::Refused, by).await? {
        return Err(IntakeError::Moved);
    }
    let tell = tell && answered(line);
    if tell {
        let letter = Letter::Refused {
            to: line.from_address.clone(),
            answers: found.proposal.message_id.clone(),
            subject: line.subject.clone(),
            reason: reason.clone(),
        };
        queue::enqueue(cx, LETTER, &id.to_string(), &letter).await?;
    }
    record(cx, events::REFUSED, line, serde_json::json!({ "reason": reason, "told": tell })).await
}

/// Whether somebody is there to be answered: two programs must not write to each other for ever.
fn answered(line: &Line) -> bool {
    !line.automatic && !line.from_address.is_empty()
}
