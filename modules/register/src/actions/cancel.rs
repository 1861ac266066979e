//! `cancel`: an entry that should not be keeps its number and says why.

use super::{read::seen_whole, seal};
use crate::{Entry, RegisterError, State, check, store};
use db::Cx;
use kernel::Permission;

/// Cancels an entry. Its number is never given again.
///
/// # Errors
/// [`RegisterError::Invalid`] without a reason, [`RegisterError::NotFound`], [`RegisterError::Cancelled`], and when the
/// actor may not read the entry.
pub async fn cancel(cx: &mut Cx, year: i64, number: i64, reason: &str) -> Result<Entry, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let reason = check::reason(reason).map_err(RegisterError::Invalid)?;
    let slot = proof::open(cx).await?;
    let mut entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    seen_whole(cx, &entry)?;
    if entry.state == State::Cancelled {
        return Err(RegisterError::Cancelled);
    }
    entry.state = State::Cancelled;
    entry.revision += 1;
    store::cancel_entry(&mut cx.tx, &entry).await?;
    store::scan_came(&mut cx.tx, (year, number)).await?;
    seal(cx, slot, &entry, "cancelled", Some(reason)).await?;
    Ok(entry)
}
