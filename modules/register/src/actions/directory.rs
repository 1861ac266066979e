//! The directory of correspondents: looked up, and cleared of doubles.

use crate::{Card, Correspondent, RegisterError, check, events, store, terms::terms};
use db::{Cx, Event};
use kernel::{CorrespondentId, Permission};
use std::collections::BTreeSet;

/// How many correspondents a page shows.
const PAGE: usize = 50;

/// A page of the correspondents whose name begins as typed, behind the given one; and whether there are more.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn directory(
    cx: &mut Cx,
    typed: &str,
    after: Option<CorrespondentId>,
) -> Result<(Vec<Correspondent>, bool), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let after = match after {
        Some(id) => store::name_of(&mut cx.tx, id).await?.map(|name| (name, id)),
        None => None,
    };
    let mut found = store::directory(&mut cx.tx, &greek::fold(typed), after, PAGE as i64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    Ok((found, more))
}

/// Who of the directory writes from an e-mail address.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn by_email(cx: &mut Cx, email: &str) -> Result<Vec<Correspondent>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::by_email(&mut cx.tx, email).await?)
}

/// A correspondent, and who may be the same: the same ΑΦΜ or name, or the same e-mail and a name with a word in common.
/// (Several may write from one office.)
///
/// # Errors
/// [`RegisterError::NotFound`].
pub async fn correspondent(
    cx: &mut Cx,
    id: CorrespondentId,
) -> Result<(Correspondent, Vec<Correspondent>), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let one = store::correspondent(&mut cx.tx, id).await?.ok_or(RegisterError::NotFound)?;
    let mut alike = store::alike(&mut cx.tx, &one).await?;
    alike.retain(|other| other.id != id && may_be(&one.card, &other.card));
    Ok((one, alike))
}

fn may_be(one: &Card, other: &Card) -> bool {
    let same_id = one.tax_id.is_some() && one.tax_id == other.tax_id;
    let same_name = greek::fold(&one.name) == greek::fold(&other.name);
    // «ΑΕ» and the like are in many names.
    let words = |card: &Card| terms(&card.name).into_iter().filter(|w| w.chars().count() > 3).collect::<BTreeSet<_>>();
    same_id || same_name || !words(one).is_disjoint(&words(other))
}

/// Changes what the card of a correspondent says; what it said before stays in the trail, and entries that say so are
/// found under it as before.
///
/// # Errors
/// [`RegisterError::NotFound`], [`RegisterError::Invalid`], and [`RegisterError::Unchanged`] when nothing differs.
pub async fn change_correspondent(cx: &mut Cx, id: CorrespondentId, card: Card) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let before = store::correspondent(&mut cx.tx, id).await?.ok_or(RegisterError::NotFound)?.card;
    let (card, problems) = check::card(card);
    if !problems.is_empty() {
        return Err(RegisterError::Invalid(problems));
    }
    if card == before {
        return Err(RegisterError::Unchanged);
    }
    if (greek::fold(&card.name), &card.tax_id) != (greek::fold(&before.name), &before.tax_id) {
        store::insert_former(&mut cx.tx, id, before.clone(), cx.now).await?;
    }
    store::change_correspondent(&mut cx.tx, id, card.clone()).await?;
    let data = serde_json::json!({ "before": before, "after": card });
    let kind = events::CORRESPONDENT_CHANGED;
    let event = Event { kind, subject_kind: events::CORRESPONDENT, subject: id.0, label: &card.name, data };
    cx.record(event).await?;
    Ok(())
}

/// Makes `other` and `keep` one: the entries of `other` are found under `keep` from now on. What the entries state, and
/// so the log, stays as it was.
///
/// # Errors
/// [`RegisterError::NotFound`], and [`RegisterError::Unchanged`] when they are one already.
pub async fn merge(cx: &mut Cx, keep: CorrespondentId, other: CorrespondentId) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    if keep == other {
        return Err(RegisterError::Unchanged);
    }
    // A registration beside it would come under a card that is gone.
    proof::hold(cx).await?;
    let kept = store::correspondent(&mut cx.tx, keep).await?.ok_or(RegisterError::NotFound)?;
    let gone = store::correspondent(&mut cx.tx, other).await?.ok_or(RegisterError::NotFound)?;
    store::merge(&mut cx.tx, &kept, &gone).await?;
    let data = serde_json::json!({ "into": keep, "name": gone.card.name, "tax_id": gone.card.tax_id });
    let (kind, label) = (events::MERGED, &kept.card.name);
    let event = Event { kind, subject_kind: events::CORRESPONDENT, subject: other.0, label, data };
    cx.record(event).await?;
    Ok(())
}
