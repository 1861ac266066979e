//! Numbers before documents: the paper gets its number at once, its scan later.

use super::{read::seen_whole, seal};
use crate::{Awaiting, Entry, RegisterError, State, check, store, terms::words_of};
use db::Cx;
use documents::File;
use kernel::Permission;

/// How many lines the list of what misses its scan has.
const PAGE: usize = 50;

/// Keeps that the scan of an entry is still to come. Called where it is registered.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn await_scan(cx: &mut Cx, place: (i64, i64)) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let since = cx.now;
    Ok(store::await_scan(&mut cx.tx, place, since).await?)
}

/// Whether the scan of an entry is still to come.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn awaits_scan(cx: &mut Cx, place: (i64, i64)) -> Result<bool, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::awaits_scan(&mut cx.tx, place).await?)
}

/// How many entries still miss their scan.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn count_awaiting(cx: &mut Cx) -> Result<i64, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::count_awaiting(&mut cx.tx).await?)
}

/// A page of what still misses its scan, the oldest first, and the place behind which there is more.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn awaiting(
    cx: &mut Cx,
    after: Option<(i64, i64)>,
) -> Result<(Vec<Awaiting>, Option<(i64, i64)>), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    cx.require(Permission::RegisterConfidential)?;
    let mut lines = store::awaiting(&mut cx.tx, after, PAGE as i64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|line| (line.year, line.number));
    Ok((lines, next))
}

/// Adds files, which are stored already, to an entry: an act of its own, with its leaf in the log. What was there stays.
/// A reason is given unless the scan was awaited. With them the entry has not more files than `most`.
///
/// # Errors
/// [`RegisterError::Invalid`] without a reason, [`RegisterError::ManyFiles`], [`RegisterError::Unchanged`] without a file, [`RegisterError::NotFound`],
/// [`RegisterError::Cancelled`], and when the actor may not read the entry.
pub async fn attach(
    cx: &mut Cx,
    (year, number): (i64, i64),
    (files, most): (Vec<File>, usize),
    reason: &str,
) -> Result<Entry, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    if files.is_empty() {
        return Err(RegisterError::Unchanged);
    }
    // The place in the log is the lock: two acts on one entry follow one another.
    let slot = proof::open(cx).await?;
    let mut entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    seen_whole(cx, &entry)?;
    if entry.state == State::Cancelled {
        return Err(RegisterError::Cancelled);
    }
    if entry.files.len() + files.len() > most {
        return Err(RegisterError::ManyFiles(most));
    }
    let awaited = store::scan_came(&mut cx.tx, (year, number)).await?;
    let reason = match reason.trim() {
        "" if awaited => None,
        reason => Some(check::reason(reason).map_err(RegisterError::Invalid)?),
    };
    let before = words_of(&entry);
    for (position, file) in (entry.files.len() as i64 + 1..).zip(&files) {
        store::insert_file(&mut cx.tx, entry.id, position, file.id).await?;
    }
    entry.files.extend(files);
    entry.revision += 1;
    store::set_files(&mut cx.tx, entry.id, (entry.files.len() as i64, entry.revision)).await?;
    let after = words_of(&entry);
    for word in before.difference(&after) {
        store::delete_word(&mut cx.tx, (year, number), word).await?;
    }
    let added: Vec<String> = after.difference(&before).cloned().collect();
    store::insert_words(&mut cx.tx, (year, number), &added).await?;
    seal(cx, slot, &entry, "attached", reason).await?;
    Ok(entry)
}
