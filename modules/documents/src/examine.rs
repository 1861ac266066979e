//! Whether the stored files are still the ones that were taken in.

use crate::{DocumentsError, Sha256, store};
use aws_lc_rs::digest::{Context, SHA256};
use blobs::{BlobError, Blobs};
use db::Cx;
use futures_util::StreamExt;
use kernel::{Faults, Permission};

const BATCH: i64 = 256;

/// Reads every stored file and compares its size and SHA-256 with what the database says; how many there are, and what
/// is wrong. That an entry names the right hash is shown by the log.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn examine(cx: &mut Cx, blobs: &Blobs) -> Result<(u64, Faults), DocumentsError> {
    cx.require(Permission::AuditRead)?;
    let (mut faults, mut count, mut after) = (Faults::default(), 0, Vec::new());
    loop {
        let rows = store::blobs_after(&mut cx.tx, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok((count, faults)) };
        after = last.sha256.clone();
        for row in rows {
            count += 1;
            let Ok(sha256) = <[u8; 32]>::try_from(row.sha256) else {
                faults.add("a stored file has a name that is no SHA-256");
                continue;
            };
            if let Some(what) = fault(blobs, &sha256, row.size).await {
                faults.add(format!("the file {}: {what}", Sha256(sha256)));
            }
        }
    }
}

async fn fault(blobs: &Blobs, sha256: &[u8; 32], size: i64) -> Option<String> {
    let mut stream = match blobs.read(sha256).await {
        Ok((_, stream)) => stream,
        Err(BlobError::NotFound) => return Some("it is missing".to_owned()),
        Err(error) => return Some(format!("it cannot be read: {error}")),
    };
    let (mut context, mut read) = (Context::new(&SHA256), 0_i64);
    while let Some(chunk) = stream.next().await {
        let Ok(chunk) = chunk else { return Some("it cannot be read to its end".to_owned()) };
        context.update(&chunk);
        read += chunk.len() as i64;
    }
    let same = read == size && context.finish().as_ref() == sha256;
    (!same).then(|| "its bytes are not the ones that were taken in".to_owned())
}

/// The hashes of stored files that follow `after` in their order, at most 256: a walk over all of them.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn stored(cx: &mut Cx, after: Vec<u8>) -> Result<Vec<Sha256>, DocumentsError> {
    cx.require(Permission::AuditRead)?;
    let rows = store::blobs_after(&mut cx.tx, after, BATCH).await?;
    Ok(rows.into_iter().filter_map(|row| row.sha256.try_into().ok().map(Sha256)).collect())
}
