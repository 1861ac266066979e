//! What comes in becomes proposals.

mod batch;
mod kept;
mod letters;
mod mailbox;
mod scans;
mod sheet;

pub(crate) use kept::kept;
pub(crate) use letters::letter;
pub use mailbox::{mailbox, reach};
pub(crate) use scans::codes;
pub use scans::scans;

use crate::AppError;
use blobs::{BlobError, Stored};
use bytes::Bytes;
use futures_util::stream;
use http_shell::Town;
use intake::Trouble;
use std::io;

/// Stores a file as uploads are stored: with its limit, scanned first. What is the file's own fault is said; anything else
/// leaves it where it is, to be tried again.
async fn keep(town: &Town, bytes: impl Into<Bytes>) -> Result<Result<Stored, Trouble>, AppError> {
    let stream = stream::iter([Ok::<_, io::Error>(bytes.into())]);
    match town.blobs.receive(stream, town.limits.file).await {
        Ok(stored) => Ok(Ok(stored)),
        Err(BlobError::Empty) => Ok(Err(Trouble::Empty)),
        Err(BlobError::TooLarge { .. }) => Ok(Err(Trouble::Large)),
        Err(BlobError::Encrypted) => Ok(Err(Trouble::Encrypted)),
        Err(BlobError::Infected { .. }) => Ok(Err(Trouble::Infected)),
        // The scanner is there, and does not look at this file.
        Err(BlobError::Unscanned(_)) if town.blobs.ping().await.is_ok() => Ok(Err(Trouble::Unscanned)),
        Err(error) => Err(error.into()),
    }
}
