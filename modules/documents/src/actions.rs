//! What other modules do with files.

use crate::{DocumentsError, File, Sha256, Usage, store};
use blobs::{Blobs, Stored, clean_name};
use db::{Cx, Db};
use kernel::{FileId, Instant, Permission};
use std::collections::HashSet;

/// Names a stored file. Asks for no permission of its own: the action that calls it has asked.
///
/// # Errors
/// What the database refuses.
pub async fn attach(cx: &mut Cx, name: &str, stored: &Stored) -> Result<File, DocumentsError> {
    let file = File {
        id: FileId::new(),
        name: clean_name(name),
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        media_type: stored.media_type.to_owned(),
        sha256: Sha256(stored.sha256),
        added_at: cx.now,
    };
    store::insert_blob(&mut cx.tx, &file).await?;
    store::insert_file(&mut cx.tx, &file).await?;
    Ok(file)
}

/// Forgets files that nothing names any more: the action that calls it has asked, and removed what named them. Their bytes
/// go with the next [`sweep`], unless another file has the same.
///
/// # Errors
/// What the database refuses: most of all when something names them still.
pub async fn forget(cx: &mut Cx, files: &[FileId]) -> Result<(), DocumentsError> {
    for file in files {
        store::forget(&mut cx.tx, *file).await?;
    }
    Ok(())
}

/// How much is stored, and how much is saved.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn usage(cx: &mut Cx) -> Result<Usage, DocumentsError> {
    cx.require(Permission::SystemRead)?;
    Ok(store::usage(&mut cx.tx).await?)
}

/// Removes the files that no record names and that nobody sent at or after `limit`; how many they were. A file may be
/// on its way to its record for as long as a request takes: `limit` is the start when nobody else was at work then, or
/// else a day ago.
///
/// # Errors
/// What the database or the store refuses.
pub async fn sweep(db: &Db, blobs: &Blobs, limit: Instant) -> Result<u64, DocumentsError> {
    let mut removed = 0;
    for first in 0..=u8::MAX {
        let there = blobs.older(first, limit).await?;
        if there.is_empty() {
            continue;
        }
        let known: HashSet<Vec<u8>> = store::blobs(&mut db.read().await?, first).await?.into_iter().collect();
        for sha256 in there.iter().filter(|sha256| !known.contains(sha256.as_slice())) {
            removed += u64::from(blobs.remove_older(sha256, limit).await?.is_some());
        }
    }
    Ok(removed)
}
