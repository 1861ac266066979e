//! What was refused is forgotten after a while.

use super::{Result, office};
use crate::store;
use db::Cx;

/// So many are forgotten at once: who registers meanwhile waits no longer than for these.
const BATCH: i64 = 500;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Forgets what was refused more than so many days ago, at most five hundred at once: sender, subject, text and files. That
/// it came and was refused, by whom and why, stays, and so does the hash by which the same mail is known again. How many
/// there were.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn forget(cx: &mut Cx, days: u16) -> Result<u64> {
    office(cx)?;
    let before = cx.now.plus_seconds(-DAY_SECONDS * i64::from(days));
    let old = store::refused_before(&mut cx.tx, before, BATCH).await?;
    for id in &old {
        let files = store::parts(&mut cx.tx, *id).await?;
        let files: Vec<_> = files.into_iter().filter_map(|part| part.file).map(|file| file.id).collect();
        let now = cx.now;
        store::forget(&mut cx.tx, *id, now).await?;
        documents::forget(cx, &files).await?;
    }
    Ok(old.len() as u64)
}
