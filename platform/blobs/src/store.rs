//! The folder of files.

use crate::{BlobError, media, media_type};
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use std::path::{Path, PathBuf};
use tokio::{
    fs,
    io::{AsyncWriteExt, BufWriter},
};
use tokio_util::io::ReaderStream;

/// A file that is safely on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Bytes.
    pub size: u64,
    /// What it is, by its content.
    pub media_type: &'static str,
}

/// The files of one municipality.
#[derive(Debug, Clone)]
pub struct Blobs {
    root: PathBuf,
}

/// Removes a file that did not arrive, however the upload ends.
struct Incoming {
    path: PathBuf,
    placed: bool,
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if !self.placed {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl Blobs {
    /// Opens the store in `root`, made when it is not there; what a crash left on its way is removed.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn open(root: &Path) -> Result<Self, BlobError> {
        let incoming = root.join("incoming");
        fs::create_dir_all(&incoming).await?;
        fs::create_dir_all(root.join("sha256")).await?;
        let mut left = fs::read_dir(&incoming).await?;
        while let Some(file) = left.next_entry().await? {
            fs::remove_file(file.path()).await?;
        }
        Ok(Self { root: root.to_owned() })
    }

    fn path(&self, sha256: &[u8; 32]) -> PathBuf {
        let hex: String = sha256.iter().map(|b| format!("{b:02x}")).collect();
        self.root.join("sha256").join(&hex[..2]).join(&hex[2..])
    }

    /// Takes in a file. When this returns, its bytes survive the loss of power.
    ///
    /// # Errors
    /// [`BlobError::Empty`], [`BlobError::TooLarge`] (reading stops at once), [`BlobError::CutOff`] when the stream
    /// fails, [`BlobError::Full`]. Nothing is left behind then.
    pub async fn receive<S, E>(&self, stream: S, max: u64) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let name = kernel::FileId::new().to_string();
        let mut incoming = Incoming { path: self.root.join("incoming").join(name), placed: false };
        let mut out = BufWriter::new(fs::File::create_new(&incoming.path).await?);
        let (mut context, mut size, mut head) = (Context::new(&SHA256), 0_u64, Vec::new());
        let mut stream = std::pin::pin!(stream);
        while let Some(chunk) = stream.next().await {
            let chunk = chunk.map_err(|_| BlobError::CutOff)?;
            size += chunk.len() as u64;
            if size > max {
                return Err(BlobError::TooLarge { max });
            }
            context.update(&chunk);
            let wanted = media::HEAD.saturating_sub(head.len()).min(chunk.len());
            head.extend_from_slice(&chunk[..wanted]);
            out.write_all(&chunk).await?;
        }
        if size == 0 {
            return Err(BlobError::Empty);
        }
        out.flush().await?;
        out.into_inner().sync_all().await?;
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(context.finish().as_ref());
        self.place(&mut incoming, &sha256, size).await?;
        Ok(Stored { sha256, size, media_type: media_type(&head, size == head.len() as u64) })
    }

    /// Moves a whole, synced file to its place; the same bytes that stand there already stay.
    async fn place(&self, incoming: &mut Incoming, sha256: &[u8; 32], size: u64) -> Result<(), BlobError> {
        let target = self.path(sha256);
        if fs::metadata(&target).await.is_ok_and(|m| m.len() == size) {
            return Ok(());
        }
        let folder = target.parent().unwrap_or(&self.root).to_owned();
        fs::create_dir_all(&folder).await?;
        fs::rename(&incoming.path, &target).await?;
        incoming.placed = true;
        // The name must be on disk too, not only the bytes.
        for folder in [folder.as_path(), &self.root.join("sha256")] {
            fs::File::open(folder).await?.sync_all().await?;
        }
        Ok(())
    }

    /// Streams a file out, with its size.
    ///
    /// # Errors
    /// [`BlobError::NotFound`].
    pub async fn read(&self, sha256: &[u8; 32]) -> Result<(u64, ReaderStream<fs::File>), BlobError> {
        let file = fs::File::open(self.path(sha256)).await?;
        let size = file.metadata().await?.len();
        Ok((size, ReaderStream::with_capacity(file, 64 * 1024)))
    }
}
