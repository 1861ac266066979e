//! Putting entries into a folder, and back.

use super::correct;
use crate::{Entry, Fields, Found, RegisterError, State};
use db::Cx;
use kernel::{Forbidden, Permission};

/// Puts an entry into a folder of the plan: a correction like any other. Gives its revision; none when it is there already.
///
/// # Errors
/// As [`correct`]; when the actor may not read the entry.
pub async fn refile(cx: &mut Cx, place: (i64, i64), folder: &str, reason: &str) -> Result<Option<i64>, RegisterError> {
    let entry = standing(cx, place).await?;
    if entry.fields.folder.as_deref() == Some(folder) {
        return Ok(None);
    }
    let fields = Fields { folder: Some(folder.to_owned()), ..entry.fields };
    Ok(Some(correct(cx, place, Some(entry.revision), fields, reason).await?.revision))
}

/// Puts an entry back where it was before `revision`, by which it came into its folder, while nothing was corrected since.
///
/// # Errors
/// As [`correct`]; [`RegisterError::Stale`] when something was corrected since, or that revision changed something else.
pub async fn refile_back(
    cx: &mut Cx,
    (year, number): (i64, i64),
    revision: i64,
    reason: &str,
) -> Result<(), RegisterError> {
    let entry = standing(cx, (year, number)).await?;
    let acts = super::revisions(cx, year, number).await?;
    let change = match acts.last() {
        Some(act) if act.revision == revision && entry.revision == revision => act.changes.as_slice(),
        _ => return Err(RegisterError::Stale),
    };
    let [change] = change else { return Err(RegisterError::Stale) };
    if change.field != "folder" {
        return Err(RegisterError::Stale);
    }
    let folder = Some(change.before.clone()).filter(|code| !code.is_empty());
    correct(cx, (year, number), Some(revision), Fields { folder, ..entry.fields }, reason).await.map(drop)
}

/// An entry that the actor reads and may correct.
async fn standing(cx: &mut Cx, (year, number): (i64, i64)) -> Result<Entry, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    match super::get(cx, year, number).await? {
        Found::Whole(entry) if entry.state == State::Active => Ok(*entry),
        Found::Whole(_) => Err(RegisterError::Cancelled),
        Found::Outline(_) => Err(Forbidden(Permission::RegisterConfidential).into()),
    }
}
