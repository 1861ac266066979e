//! Comparing a database with its log, line by line.

use super::log::{numbers, verdict};
use crate::{AppError, config::Municipality};
use blobs::Blobs;
use bytes::Bytes;
use db::{Cx, Db};
use futures_util::TryStreamExt;
use kernel::{Actor, Clock, Faults};
use std::{path::PathBuf, sync::Arc};
use tlog::{Checkpoint, VerifierKey};

/// The checkpoints that were kept in files, each with a signature of one of `keys`.
///
/// # Errors
/// When one cannot be read or was not signed.
pub fn kept(files: &[PathBuf], keys: &[VerifierKey]) -> Result<Vec<Checkpoint>, AppError> {
    let open = |file: &PathBuf| {
        let wrong = |why: String| AppError::Refused(format!("{}: {why}", file.display()));
        let text = std::fs::read_to_string(file).map_err(|e| wrong(format!("{e}. Give the file of a checkpoint")))?;
        Checkpoint::open(&text, keys).map_err(|e| {
            wrong(match e {
                tlog::Error::Unsigned => format!("{e}: it is of another log, or was forged"),
                _ => "this file is no checkpoint. Give one as it came by e-mail, or from the page /log".to_owned(),
            })
        })
    };
    files.iter().map(open).collect()
}

/// The files of the daily checkpoints of a municipality, oldest first.
fn daily(place: &Municipality) -> Vec<PathBuf> {
    let found = std::fs::read_dir(&place.base.checkpoints).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = found.filter(|p| p.extension().is_some_and(|e| e == "checkpoint")).collect();
    files.sort();
    files
}

/// Recomputes the whole log from the rows and the files, and compares it with the daily checkpoints and those in
/// `since`.
///
/// # Errors
/// What is not in order, or what cannot be read.
pub async fn database(
    place: &Municipality,
    stores: (&Db, &Blobs),
    keys: &[VerifierKey],
    since: &[PathBuf],
) -> Result<String, AppError> {
    let earlier = kept(since, keys)?;
    examined(place, stores, keys, earlier).await
}

/// As [`database`], against checkpoints that were opened already, and the daily ones.
///
/// # Errors
/// What is not in order, or what cannot be read.
pub async fn examined(
    place: &Municipality,
    (db, blobs): (&Db, &Blobs),
    keys: &[VerifierKey],
    mut earlier: Vec<Checkpoint>,
) -> Result<String, AppError> {
    earlier.extend(kept(&daily(place), keys)?);
    let (compared, newest) = (earlier.len(), earlier.iter().map(|c| c.size).max());
    let mut cx = Cx::new(Arc::new(Actor::System("verify")), Clock::System.now(), None, db.read().await?);
    let walk = proof::examine(&mut cx, earlier).await?;
    let (size, last) = (walk.size(), walk.last.clone());
    let mut faults = walk.end();
    faults.extend(register::examine(&mut cx).await?);
    faults.extend(circulation::examine(&mut cx).await?);
    db::intact(&mut cx.tx).await?.into_iter().for_each(|fault| faults.add(fault));
    let (count, found) = documents::examine(&mut cx, blobs).await?;
    faults.extend(found);
    faults.extend(stamped(&mut cx, blobs).await?);
    let against = match newest {
        Some(newest) => format!(
            "The first {newest} lines are those that {compared} kept checkpoints signed. What came since could still \
             have been rewritten in agreement with itself."
        ),
        None => "Not proven: that the whole was not rewritten in agreement with itself, since no checkpoint was kept \
                 elsewhere to compare with."
            .to_owned(),
    };
    let good = format!(
        "In order: the {size} lines of the log are whole; every entry and every movement says what its line committed to; {count} files \
         have the bytes that were taken in.{}\n{against}\n\
         Not proven: the directory of correspondents, the classification plan, what was added to stamped copies, the \
         organisation, accounts and the audit trail, which the log does not cover.",
        numbers(&last)
    );
    verdict(&faults, good)
}

/// Whether each stamped copy begins with its original, byte for byte.
async fn stamped(cx: &mut Cx, blobs: &Blobs) -> Result<Faults, AppError> {
    let (mut faults, mut after) = (Faults::default(), None);
    loop {
        let copies = register::stamped_copies(cx, after).await?;
        let Some(last) = copies.last() else { return Ok(faults) };
        after = Some(last.copy);
        for one in &copies {
            let called = format!("{}/{}: the stamped copy", one.number, one.year);
            faults.unless(one.of_entry, || format!("{called} is of a file that the entry does not have"));
            let begins = begins(blobs, &one.original_sha256, &one.copy_sha256).await;
            faults.unless(begins.is_ok_and(|begins| begins), || format!("{called} does not begin with its original"));
        }
    }
}

async fn begins(blobs: &Blobs, original: &[u8; 32], copy: &[u8; 32]) -> Result<bool, blobs::BlobError> {
    let ((_, mut wanted), (_, mut given)) = (blobs.read(original).await?, blobs.read(copy).await?);
    let mut left = Bytes::new();
    while let Some(part) = wanted.try_next().await? {
        let mut part = part;
        while !part.is_empty() {
            if left.is_empty() {
                let Some(next) = given.try_next().await? else { return Ok(false) };
                left = next;
                continue;
            }
            let size = part.len().min(left.len());
            if part.split_to(size) != left.split_to(size) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}
