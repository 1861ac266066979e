//! What arrives, and where it lies.

use super::{Result, office};
use crate::{Arrival, Copy, Taken, ToFile, events, store};
use db::{Cx, Event};
use kernel::{Permission, ProposalId};
use std::collections::BTreeSet;

/// How many mails are brought to their folders at once.
const BATCH: i64 = 200;

/// The proposal that says the same, where there is one.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn known(cx: &mut Cx, identity: &[u8; 32]) -> Result<Option<ProposalId>> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::known(&mut cx.tx, identity).await?)
}

/// Keeps something that came in, whose files are stored already; once, however often it comes.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn take_in(cx: &mut Cx, arrival: Arrival) -> Result<Taken> {
    cx.require(Permission::RegisterWrite)?;
    let id = ProposalId::new();
    if !store::insert(&mut cx.tx, id, &arrival, cx.now).await? {
        // It came by another way at the same moment, or before.
        let before = store::known(&mut cx.tx, &arrival.identity).await?.ok_or(crate::IntakeError::NotFound)?;
        if let Some(copy) = arrival.copy {
            store::insert_copy(&mut cx.tx, copy, before).await?;
        }
        return Ok(Taken::Known(before));
    }
    let mut taken = 0;
    for (position, part) in (1..).zip(&arrival.parts) {
        let file = match &part.stored {
            Ok(stored) => {
                taken += 1;
                Some(documents::attach(cx, &part.name, stored).await?)
            }
            Err(_) => None,
        };
        store::insert_part(&mut cx.tx, (id, position), part, file.as_ref()).await?;
    }
    if let Some(copy) = arrival.copy {
        store::insert_copy(&mut cx.tx, copy, id).await?;
    }
    let label = if arrival.from_address.is_empty() { &arrival.from_name } else { &arrival.from_address };
    let data = serde_json::json!({
        "source": arrival.source, "files": taken, "not_taken": arrival.parts.len() - taken, "trouble": arrival.trouble,
    });
    cx.record(Event { kind: events::ARRIVED, subject_kind: events::PROPOSAL, subject: id.0, label, data }).await?;
    Ok(Taken::New(id))
}

/// The numbers of the mails in the mailbox that are known and still lie among the new ones.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn in_mailbox(cx: &mut Cx, validity: i64) -> Result<BTreeSet<i64>> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::in_mailbox(&mut cx.tx, validity).await?)
}

/// Keeps that a proposal lies in the mailbox at another place too.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn noted(cx: &mut Cx, copy: Copy, of: ProposalId) -> Result<()> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::insert_copy(&mut cx.tx, copy, of).await?)
}

/// The mails that were decided and still lie among the new ones.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn to_file(cx: &mut Cx, validity: i64) -> Result<Vec<ToFile>> {
    office(cx)?;
    Ok(store::to_file(&mut cx.tx, validity, BATCH).await?)
}

/// Keeps that a mail was brought to its folder.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn filed(cx: &mut Cx, copy: Copy) -> Result<()> {
    office(cx)?;
    Ok(store::set_filed(&mut cx.tx, copy).await?)
}
