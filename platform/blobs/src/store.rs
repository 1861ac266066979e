//! The folder of files.

use crate::{
    BlobError,
    incoming::{Filled, Incoming, blocking, fill},
    media,
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream};
use kernel::{Clock, FileId, Instant};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};
use tokio::io::AsyncReadExt;
use tokio_util::io::ReaderStream;

/// After how long a file on its way counts as left behind by a crash when other processes are at work, seconds.
const LEFT_BEHIND: i64 = 24 * 60 * 60;
/// How much a reader gets at a time, bytes.
const CHUNK: usize = 64 * 1024;

/// The bytes of a file, piece by piece.
pub type BlobStream = BoxStream<'static, io::Result<Bytes>>;

/// What an upload may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, bytes.
    pub max_bytes: u64,
}

impl From<u64> for Limits {
    fn from(max_bytes: u64) -> Self {
        Self { max_bytes }
    }
}

/// A file that is safely on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Bytes.
    pub size: u64,
    /// What it is, by its content alone: the same bytes have one type, whatever they are called.
    pub media_type: &'static str,
    /// Whether it asks for a password (PDF, office files, archives), as far as its outside tells.
    pub encrypted: bool,
    /// Whether these bytes were not there before.
    pub new: bool,
}

/// The files of one municipality. Clones share the store.
#[derive(Debug, Clone)]
pub struct Blobs {
    root: Arc<Path>,
    alone_at: Option<Instant>,
    /// Locked for as long as the store is open, so that others know that somebody is at work.
    _open: Arc<fs::File>,
}

impl Blobs {
    /// Opens the store in `root`, made when it is not there. What a crash left on its way is removed: all of it when
    /// no other process has the store open, else what is older than a day, since younger files may be another's.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn open(root: &Path) -> io::Result<Self> {
        let root: Arc<Path> = root.into();
        tokio::task::spawn_blocking(move || Self::prepare(root)).await?
    }

    fn prepare(root: Arc<Path>) -> io::Result<Self> {
        let incoming = root.join("incoming");
        fs::create_dir_all(&incoming)?;
        fs::create_dir_all(root.join("sha256"))?;
        let open = lock_file(&root.join("open"))?;
        let alone_at = match open.try_lock() {
            Ok(()) => Some(Clock::System.now()),
            Err(fs::TryLockError::WouldBlock) => None,
            Err(fs::TryLockError::Error(error)) => return Err(error),
        };
        let limit = Clock::System.now().plus_seconds(-LEFT_BEHIND);
        for entry in fs::read_dir(incoming)? {
            let entry = entry?;
            match entry.metadata() {
                Ok(found) if found.is_file() && (alone_at.is_some() || changed(&found)? < limit) => {
                    fs::remove_file(entry.path())?;
                }
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                _ => (),
            }
        }
        open.lock_shared()?;
        Ok(Self { root, alone_at, _open: Arc::new(open) })
    }

    /// When nobody else had the store open, the time of that: a file that came before it, and that no record names,
    /// was left behind by a crash.
    #[must_use]
    pub fn alone_at(&self) -> Option<Instant> {
        self.alone_at
    }

    /// Takes in a file without holding it in memory. When this returns, its bytes survive the loss of power.
    ///
    /// # Errors
    /// [`BlobError::Empty`], [`BlobError::TooLarge`] (reading stops at once), [`BlobError::CutOff`] when the stream
    /// fails, [`BlobError::Full`]. Nothing is left behind then, nor when the caller gives up halfway.
    pub async fn receive<S, E>(&self, stream: S, limits: impl Into<Limits>) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let Limits { max_bytes } = limits.into();
        let path = self.root.join("incoming").join(FileId::new().to_string());
        let (file, incoming) = blocking(move || Incoming::create(path)).await?;
        match fill(file, stream, max_bytes).await {
            Ok(filled) => {
                let blobs = self.clone();
                blocking(move || blobs.place(filled, incoming)).await
            }
            Err(error) => {
                let removed = blocking(move || {
                    incoming.remove();
                    Ok(())
                });
                removed.await?;
                Err(error)
            }
        }
    }

    /// Moves a whole file to its place; the same bytes that stand there already stay.
    fn place(&self, filled: Filled, incoming: Incoming) -> Result<Stored, BlobError> {
        let placed = self.settle(filled, incoming);
        match placed {
            Ok((stored, None)) => Ok(stored),
            Ok((stored, Some(superfluous))) => {
                superfluous.remove();
                Ok(stored)
            }
            Err(error) => Err(error),
        }
    }

    fn settle(&self, filled: Filled, incoming: Incoming) -> Result<(Stored, Option<Incoming>), BlobError> {
        let Filled { mut file, sha256, size } = filled;
        let kind = media::sniff(&mut file, size)?;
        let target = self.path(&sha256);
        let (top, folder) = (self.root.join("sha256"), target.parent().unwrap_or(&self.root));
        let lock = self.lock()?;
        lock.lock_shared()?;
        let there = fs::metadata(&target).is_ok_and(|m| m.is_file() && m.len() == size) && renew(&target).is_ok();
        let mut superfluous = None;
        if there {
            superfluous = Some(incoming);
        } else {
            file.sync_all()?;
            fs::create_dir_all(folder)?;
            incoming.rename(&target)?;
        }
        // The names must be on disk too, not only the bytes; also when another upload has only just written them.
        for folder in [folder, &top] {
            fs::File::open(folder)?.sync_all()?;
        }
        let stored = Stored { sha256, size, media_type: kind.media_type, encrypted: kind.encrypted, new: !there };
        Ok((stored, superfluous))
    }

    /// Whether files can be taken in.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn ping(&self) -> Result<(), BlobError> {
        let path = self.root.join("incoming").join(FileId::new().to_string());
        blocking(move || Incoming::create(path).map(|(_, incoming)| incoming.remove())).await
    }

    /// Streams a file out, with its size in bytes.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], or what the disk refuses.
    pub async fn read(&self, sha256: &[u8; 32]) -> Result<(u64, BlobStream), BlobError> {
        let file = tokio::fs::File::open(self.path(sha256)).await.map_err(BlobError::opening)?;
        let size = file.metadata().await?.len();
        Ok((size, ReaderStream::with_capacity(file, CHUNK).boxed()))
    }

    /// The whole of a file that has at most `max` bytes.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], [`BlobError::TooLarge`], or what the disk refuses.
    pub async fn bytes(&self, sha256: &[u8; 32], max: u64) -> Result<Bytes, BlobError> {
        let file = tokio::fs::File::open(self.path(sha256)).await.map_err(BlobError::opening)?;
        if file.metadata().await?.len() > max {
            return Err(BlobError::TooLarge { max });
        }
        let mut bytes = Vec::new();
        file.take(max).read_to_end(&mut bytes).await?;
        Ok(bytes.into())
    }

    /// Removes a file; whether it was there.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn remove(&self, sha256: &[u8; 32]) -> Result<bool, BlobError> {
        let (blobs, sha256) = (self.clone(), *sha256);
        blocking(move || Ok(blobs.remove_when(&sha256, |_| Ok(true))?.is_some())).await
    }

    /// Removes a file unless somebody sent it (again) at or after `limit`; its size in bytes when it was removed.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn remove_older(&self, sha256: &[u8; 32], limit: Instant) -> Result<Option<u64>, BlobError> {
        let (blobs, sha256) = (self.clone(), *sha256);
        blocking(move || Ok(blobs.remove_when(&sha256, |found| Ok(changed(found)? < limit))?)).await
    }

    fn remove_when(
        &self,
        sha256: &[u8; 32],
        wanted: impl Fn(&fs::Metadata) -> io::Result<bool>,
    ) -> io::Result<Option<u64>> {
        // Nobody may find the file there and rely on it between the look and the removal.
        let lock = self.lock()?;
        lock.lock()?;
        let path = self.path(sha256);
        match fs::metadata(&path) {
            Ok(found) if wanted(&found)? => fs::remove_file(&path).map(|()| Some(found.len())),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The files whose hash begins with `first` and that nobody sent at or after `limit`: a walk over the store in
    /// 256 steps. What does not look like a file of the store is left out.
    ///
    /// # Errors
    /// What the disk refuses.
    pub async fn older(&self, first: u8, limit: Instant) -> Result<Vec<[u8; 32]>, BlobError> {
        let folder = self.root.join("sha256").join(format!("{first:02x}"));
        blocking(move || {
            let entries = match fs::read_dir(folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                other => other?,
            };
            let mut found = Vec::new();
            for entry in entries {
                let entry = entry?;
                let Some(sha256) = entry.file_name().to_str().and_then(|name| parse(first, name)) else { continue };
                match entry.metadata() {
                    Ok(about) if about.is_file() && changed(&about)? < limit => found.push(sha256),
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                    _ => (),
                }
            }
            Ok(found)
        })
        .await
    }

    fn path(&self, sha256: &[u8; 32]) -> PathBuf {
        let hex: String = sha256.iter().map(|b| format!("{b:02x}")).collect();
        let (folder, name) = hex.split_at(2);
        self.root.join("sha256").join(folder).join(name)
    }

    /// The file that arrivals lock shared and removals lock alone, across processes; unlocked when dropped.
    fn lock(&self) -> io::Result<fs::File> {
        lock_file(&self.root.join("lock"))
    }
}

fn lock_file(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// When a file was last sent.
fn changed(found: &fs::Metadata) -> io::Result<Instant> {
    let since = found.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)))
}

/// Says that a file was sent again: a sweep must wait with it as with a new one.
fn renew(path: &Path) -> io::Result<()> {
    let now = Duration::from_micros(u64::try_from(Clock::System.now().micros()).unwrap_or_default());
    fs::File::open(path)?.set_modified(UNIX_EPOCH + now)
}

/// The hash of a file named `name` in the folder of `first`.
fn parse(first: u8, name: &str) -> Option<[u8; 32]> {
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f').then(|| char::from(b).to_digit(16)).flatten();
    if name.len() != 62 {
        return None;
    }
    let mut sha256 = [first; 32];
    for (byte, pair) in sha256.iter_mut().skip(1).zip(name.as_bytes().chunks_exact(2)) {
        let &[high, low] = pair else { return None };
        *byte = u8::try_from(digit(high)? * 16 + digit(low)?).ok()?;
    }
    Some(sha256)
}
