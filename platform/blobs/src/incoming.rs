//! A file on its way in.

use crate::BlobError;
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use std::{fs, io, path::PathBuf};
use tokio::io::{AsyncWriteExt, BufWriter};

/// How much is gathered before the disk is bothered, bytes.
const BUFFER: usize = 256 * 1024;

/// Runs what waits for the disk on a thread that may wait.
pub(crate) async fn blocking<T, F>(work: F) -> Result<T, BlobError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, BlobError> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|e| Err(BlobError::Io(io::Error::other(e))))
}

/// The name of a file that has not arrived yet. However the upload ends, the file goes away with this.
pub(crate) struct Incoming {
    path: Option<PathBuf>,
}

impl Incoming {
    /// Makes the file. To be called on a thread that may wait: when the caller has gone away in the meantime, the
    /// result is dropped there and the file with it.
    pub(crate) fn create(path: PathBuf) -> Result<(fs::File, Self), BlobError> {
        let file = fs::OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
        Ok((file, Self { path: Some(path) }))
    }

    /// Gives the file its lasting name.
    pub(crate) fn rename(mut self, target: &std::path::Path) -> io::Result<()> {
        if let Some(path) = &self.path {
            fs::rename(path, target)?;
        }
        self.path = None;
        Ok(())
    }

    /// Removes the file now.
    pub(crate) fn remove(mut self) {
        if let Some(path) = self.path.take() {
            let _ = fs::remove_file(path);
        }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let Some(path) = self.path.take() else { return };
        // Reached when a request is given up halfway; removing a large file takes a while.
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(move || fs::remove_file(path))),
            Err(_) => drop(fs::remove_file(path)),
        }
    }
}

/// What has been written.
pub(crate) struct Filled {
    pub file: fs::File,
    pub sha256: [u8; 32],
    pub size: u64,
}

/// Writes a stream into `file` and hashes it on the way. Reading stops at the first byte too many.
pub(crate) async fn fill<S, E>(file: fs::File, stream: S, max: u64) -> Result<Filled, BlobError>
where
    S: Stream<Item = Result<Bytes, E>>,
{
    let mut out = BufWriter::with_capacity(BUFFER, tokio::fs::File::from_std(file));
    let (mut context, mut size) = (Context::new(&SHA256), 0_u64);
    let mut stream = std::pin::pin!(stream);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| BlobError::CutOff)?;
        size = size.saturating_add(chunk.len() as u64);
        if size > max {
            return Err(BlobError::TooLarge { max });
        }
        context.update(&chunk);
        out.write_all(&chunk).await?;
    }
    if size == 0 {
        return Err(BlobError::Empty);
    }
    out.flush().await?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(context.finish().as_ref());
    Ok(Filled { file: out.into_inner().into_std().await, sha256, size })
}
