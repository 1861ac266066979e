//! Reading the text of files, in the background.

use super::Result;
use crate::{Reading, ReadingState, events, store};
use db::{Cx, Event};
use extract::{Reading as Text, Unread};
use kernel::{Instant, Permission};
use uuid::Uuid;

/// After how long a file that somebody began to read counts as left; the process that reads it is ended before.
const CLAIM_SECONDS: i64 = 40 * 60;
/// How long it is waited before a file is tried again, seconds; after each time four times as long.
const PAUSE_SECONDS: i64 = 60;
/// How long at most before it is fetched again, seconds.
const LONGEST_PAUSE: i64 = 6 * 3600;
/// How often a file is tried.
const ATTEMPTS: i64 = 3;
/// How many lines a list has.
const LINES: i64 = 50;

/// Asks for the text of files; of each once.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn want_reading(cx: &mut Cx, files: &[[u8; 32]]) -> Result<()> {
    cx.require(Permission::SystemRead)?;
    for sha256 in files {
        store::insert_waiting(&mut cx.tx, *sha256, cx.now).await?;
    }
    Ok(())
}

/// Whether a file waits to be read.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn reading_due(cx: &mut Cx) -> Result<bool> {
    cx.require(Permission::SystemRead)?;
    Ok(store::due(&mut cx.tx, cx.now).await?)
}

/// Takes the file that has waited longest: its content, its type, and how often it was tried, this time included.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn take_reading(cx: &mut Cx) -> Result<Option<([u8; 32], String, i64)>> {
    cx.require(Permission::SystemRead)?;
    let taken = store::claim(&mut cx.tx, cx.now, cx.now.plus_seconds(CLAIM_SECONDS)).await?;
    let taken = taken.and_then(|one| Some((one.sha256.try_into().ok()?, one.media_type, one.attempts)));
    Ok(taken)
}

/// Keeps the text of a file. The entries that have it are found by it from now on.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn was_read(cx: &mut Cx, sha256: &[u8; 32], text: Option<Text>) -> Result<()> {
    cx.require(Permission::SystemRead)?;
    store::remove_pages(&mut cx.tx, sha256).await?;
    let Some(text) = text else {
        return Ok(store::end(&mut cx.tx, sha256, ReadingState::Empty, (None, 0, None), cx.now).await?);
    };
    let pages = text.pages.len() as i64;
    for (page, text) in (1..).zip(text.pages).filter(|(_, text)| !text.trim().is_empty()) {
        store::insert_page(&mut cx.tx, sha256, page, text).await?;
    }
    store::end(&mut cx.tx, sha256, ReadingState::Read, (Some(text.means.as_str()), pages, None), cx.now).await?;
    for place in store::entries_with(&mut cx.tx, sha256).await? {
        register::touch(cx, place).await?;
    }
    Ok(())
}

/// Keeps that a file could not be fetched from the store. It is not the file's fault, however often it happens: it is
/// tried again, after half as long as it has waited already.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn was_not_fetched(cx: &mut Cx, sha256: &[u8; 32], why: &str) -> Result<()> {
    cx.require(Permission::SystemRead)?;
    let asked = store::asked_at(&mut cx.tx, sha256).await?.unwrap_or(cx.now);
    let waited = (cx.now.micros() - asked.micros()) / 1_000_000;
    let until = cx.now.plus_seconds((waited / 2).clamp(PAUSE_SECONDS, LONGEST_PAUSE));
    Ok(store::later(&mut cx.tx, sha256, until, (kept(why), 1)).await?)
}

/// What is kept of what went wrong.
fn kept(why: &str) -> String {
    why.replace('\0', "").chars().take(500).collect()
}

/// Keeps why a file was not read. What may go better is tried again, after a while.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn was_not_read(cx: &mut Cx, sha256: &[u8; 32], why: &Unread, attempts: i64) -> Result<()> {
    cx.require(Permission::SystemRead)?;
    let error = kept(&why.to_string());
    let state = match why {
        Unread::Kind => ReadingState::Foreign,
        Unread::Io(_) if attempts < ATTEMPTS => {
            let pause = PAUSE_SECONDS << (2 * (attempts - 1).clamp(0, ATTEMPTS));
            let until = cx.now.plus_seconds(pause);
            return Ok(store::later(&mut cx.tx, sha256, until, (error, 0)).await?);
        }
        Unread::Unfit(_) | Unread::Io(_) => ReadingState::Failed,
    };
    Ok(store::end(&mut cx.tx, sha256, state, (None, 0, Some(error)), cx.now).await?)
}

/// How many files are in each state, and a page of those in one of them, behind one.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn readings(
    cx: &mut Cx,
    state: ReadingState,
    after: Option<(Instant, Vec<u8>)>,
) -> Result<(Vec<(ReadingState, i64)>, Vec<Reading>, bool)> {
    cx.require(Permission::SystemRead)?;
    let counts = store::counts(&mut cx.tx).await?.into_iter().map(|row| (row.state, row.count)).collect();
    let mut files = store::readings(&mut cx.tx, state, after, LINES + 1).await?;
    let more = files.len() as i64 > LINES;
    files.truncate(LINES as usize);
    Ok((counts, files, more))
}

/// Lets what could not be read be read again; how many files.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn readings_again(cx: &mut Cx) -> Result<u64> {
    cx.require(Permission::OrganisationWrite)?;
    let count = store::again(&mut cx.tx).await?;
    if count > 0 {
        let data = serde_json::json!({ "count": count });
        let event = Event { kind: events::AGAIN, subject_kind: events::FILE, subject: Uuid::nil(), label: "", data };
        cx.record(event).await?;
    }
    Ok(count)
}
