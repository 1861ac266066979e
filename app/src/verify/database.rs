//! Comparing a database with its log, line by line.

use super::log::{numbers, verdict};
use crate::{AppError, config::Municipality};
use blobs::Blobs;
use db::{Cx, Db};
use kernel::{Actor, Clock};
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
    let (count, found) = documents::examine(&mut cx, blobs).await?;
    faults.extend(found);
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
        "In order: the {size} lines of the log are whole; every entry says what its line committed to; {count} files \
         have the bytes that were taken in.{}\n{against}\n\
         Not proven: the directory of correspondents, the organisation, accounts and the audit trail, which the log does \
         not cover.",
        numbers(&last)
    );
    verdict(&faults, good)
}
