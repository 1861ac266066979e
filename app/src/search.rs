//! The search index follows the database, and files are read for it.

use crate::{AppError, config};
use blobs::BlobError;
use db::Cx;
use extract::{Ocr, Reader, Reading, Unread};
use http_shell::Town;
use kernel::{Actor, Clock};
use search::{Follower, Look};
use std::{sync::Arc, time::Duration};

/// How often it is asked what changed.
const LOOK: Duration = Duration::from_millis(250);
/// And after a look that gave something: each makes a segment of the index, which costs the same for one entry as for
/// a hundred, and is to be joined with others. What comes after a while of quiet does not wait for it.
const GATHER: Duration = Duration::from_secs(2);
/// How long it is waited after something went wrong.
const PAUSE: Duration = Duration::from_secs(15);
/// The largest file that is read, bytes.
const LARGEST: u64 = 200 << 20;
/// In whose name.
const SEARCH: &str = "search";

fn actor() -> Arc<Actor> {
    Arc::new(Actor::System(SEARCH))
}

/// What recognises text on pictures, where a program is named.
pub(crate) fn ocr(ocr: &config::Ocr) -> Option<Ocr> {
    Some(Ocr { program: ocr.program.clone()?, languages: ocr.languages.clone() })
}

/// Puts into the index what changes, by whatever process; after a crash it goes on where it was.
pub async fn follow(town: Arc<Town>, clock: Clock) {
    let mut follower = Follower::default();
    loop {
        match look(&town, &clock, &mut follower).await {
            Ok(look) if look.more => {}
            Ok(look) => tokio::time::sleep(if look.entries > 0 { GATHER } else { LOOK }).await,
            Err(error) => {
                tracing::error!(%error, "the search index cannot be kept up to date");
                follower = Follower::default();
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// One look, and what it gave into the index.
async fn look(town: &Town, clock: &Clock, follower: &mut Follower) -> Result<Look, AppError> {
    let mut cx = Cx::new(actor(), clock.now(), None, town.db.read().await?);
    let look = follower.look(&mut cx, &town.index).await?;
    drop(cx);
    if !look.unread.is_empty() {
        let mut cx = Cx::new(actor(), clock.now(), None, town.db.write().await?);
        search::want_reading(&mut cx, &look.unread).await?;
        cx.commit().await?;
    }
    follower.keep().await?;
    Ok(look)
}

/// Reads the text of files, one after another, behind everything else that has work.
pub async fn read(town: Arc<Town>, clock: Clock, reader: Reader, ocr: Option<Ocr>) {
    loop {
        match step(&town, &clock, &reader, ocr.as_ref()).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::error!(%error, "files cannot be read for the search index");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// One file; whether there was one.
async fn step(town: &Town, clock: &Clock, reader: &Reader, ocr: Option<&Ocr>) -> Result<bool, AppError> {
    let mut cx = Cx::new(actor(), clock.now(), None, town.db.read().await?);
    // A look first: who has nothing to do must not take SQLite's one writer.
    if !search::reading_due(&mut cx).await? {
        return Ok(false);
    }
    drop(cx);
    let mut cx = Cx::new(actor(), clock.now(), None, town.db.write().await?);
    let Some((sha256, media_type, attempts)) = search::take_reading(&mut cx).await? else { return Ok(false) };
    cx.commit().await?;
    let text = match text_of(town, &sha256, media_type, (reader, ocr)).await {
        Err(AppError::Blobs(error)) => {
            let mut cx = Cx::new(actor(), clock.now(), None, town.db.write().await?);
            search::was_not_fetched(&mut cx, &sha256, &error.to_string()).await?;
            cx.commit().await?;
            // The others lie in the same store.
            return Err(error.into());
        }
        text => text?,
    };
    let mut cx = Cx::new(actor(), clock.now(), None, town.db.write().await?);
    match text {
        Ok(text) => search::was_read(&mut cx, &sha256, text).await?,
        Err(why) => search::was_not_read(&mut cx, &sha256, &why, attempts).await?,
    }
    cx.commit().await?;
    Ok(true)
}

/// The text of a file. Nothing is fetched for what is not read.
async fn text_of(
    town: &Town,
    sha256: &[u8; 32],
    media_type: String,
    (reader, ocr): (&Reader, Option<&Ocr>),
) -> Result<Result<Option<Reading>, Unread>, AppError> {
    if !extract::is_read(&media_type, ocr.is_some()) {
        return Ok(Err(Unread::Kind));
    }
    let bytes = match town.blobs.bytes(sha256, LARGEST).await {
        Ok(bytes) => bytes,
        Err(error @ BlobError::TooLarge { .. }) => return Ok(Err(Unread::Unfit(error.to_string()))),
        Err(error) => return Err(error.into()),
    };
    let (reader, ocr) = (reader.clone(), ocr.cloned());
    let read = move || reader.read(&media_type, bytes.into(), ocr.as_ref());
    Ok(tokio::task::spawn_blocking(read).await.map_err(std::io::Error::other)?)
}
