//! The directory of correspondents: looked up, and cleared of doubles.

use crate::{Correspondent, RegisterError, events, store};
use db::{Cx, Event};
use kernel::{CorrespondentId, Permission};

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

/// A correspondent, and who may be the same: the same ΑΦΜ, e-mail or name.
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
    alike.retain(|other| other.id != id);
    Ok((one, alike))
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
    let kept = store::correspondent(&mut cx.tx, keep).await?.ok_or(RegisterError::NotFound)?;
    let gone = store::correspondent(&mut cx.tx, other).await?.ok_or(RegisterError::NotFound)?;
    store::merge(&mut cx.tx, &kept, &gone).await?;
    let data = serde_json::json!({ "into": keep, "name": gone.name, "tax_id": gone.tax_id });
    let event =
        Event { kind: events::MERGED, subject_kind: events::CORRESPONDENT, subject: other.0, label: &kept.name, data };
    cx.record(event).await?;
    Ok(())
}
