//! `correct`: what was stated wrongly is stated rightly; the old values stay.

use super::{
    first, parties,
    read::seen_whole,
    register::{checked, competent},
    seal,
};
use crate::{Entry, Fields, RegisterError, State, check, store, terms::words_of};
use db::Cx;
use kernel::Permission;

/// Corrects what is stated of an entry. Number, time and files stay as they are. `seen` is the revision that the actor saw:
/// who looked at an older state does not undo, unseen, what was corrected since.
///
/// # Errors
/// [`RegisterError::Invalid`], [`RegisterError::NotFound`], [`RegisterError::Cancelled`], [`RegisterError::Stale`], and
/// [`RegisterError::Unchanged`] when there is nothing to correct; and when the actor may not read the entry.
pub async fn correct(
    cx: &mut Cx,
    (year, number): (i64, i64),
    seen: Option<i64>,
    fields: Fields,
    reason: &str,
) -> Result<Entry, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    // Whoever may not see the entry learns nothing of it from what is wrong with the correction.
    let kept = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    seen_whole(cx, &kept)?;
    let (fields, mut problems) = checked(cx, fields, Some(&kept.fields)).await?;
    let reason = check::reason(reason).unwrap_or_else(|wrong| {
        problems.extend(wrong);
        String::new()
    });
    if !problems.is_empty() {
        return Err(RegisterError::Invalid(problems));
    }
    let ids = store::parties_of(&mut cx.tx, (year, number)).await?;
    let before: Vec<_> = kept.fields.parties().cloned().zip(ids).collect();
    let under = parties(cx, &fields, &before).await?;
    // The place in the log is the lock: two corrections of one entry follow one another.
    let slot = proof::open(cx).await?;
    let mut entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    seen_whole(cx, &entry)?;
    if entry.state == State::Cancelled {
        return Err(RegisterError::Cancelled);
    }
    if seen.is_some_and(|seen| seen != entry.revision) {
        return Err(RegisterError::Stale);
    }
    if entry.fields == fields {
        return Err(RegisterError::Unchanged);
    }
    let before = words_of(&entry);
    if entry.fields.competent_unit != fields.competent_unit {
        entry.competent_name = competent(cx, fields.competent_unit).await?;
    }
    entry.fields = fields;
    let after = words_of(&entry);
    for word in before.difference(&after) {
        store::delete_word(&mut cx.tx, (year, number), word).await?;
    }
    let added: Vec<String> = after.difference(&before).cloned().collect();
    store::insert_words(&mut cx.tx, (year, number), &added).await?;
    entry.revision += 1;
    store::update_entry(&mut cx.tx, &entry, first(&entry.fields, &under)).await?;
    store::set_parties(&mut cx.tx, (year, number), &under).await?;
    let related: Vec<_> = entry.fields.related.iter().filter_map(|r| check::number(r)).collect();
    store::set_related(&mut cx.tx, entry.id, &related).await?;
    seal(cx, slot, &entry, "corrected", Some(reason)).await?;
    Ok(entry)
}
