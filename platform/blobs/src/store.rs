//! The files of a municipality.

use crate::{
    BlobError,
    bucket::{Bucket, S3},
    folder::{Folder, changed, lock_file},
    incoming::{Filled, Incoming, blocking, fill},
    media::{self, Kind},
    scan::Scanner,
};
use bytes::Bytes;
use futures_util::{Stream, TryStreamExt, stream::BoxStream};
use kernel::{Clock, FileId, Instant};
use std::{fs, io, path::Path, sync::Arc};

/// After how long a file on its way counts as left behind by a crash when other processes are at work, seconds.
const LEFT_BEHIND: i64 = 24 * 60 * 60;

/// The bytes of a file, piece by piece.
pub type BlobStream = BoxStream<'static, io::Result<Bytes>>;

/// What an upload may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, bytes.
    pub max_bytes: u64,
    /// Whether files that ask for a password are taken: nobody can read or scan them.
    pub encrypted: bool,
}

impl From<u64> for Limits {
    fn from(max_bytes: u64) -> Self {
        Self { max_bytes, encrypted: true }
    }
}

/// A file that is safely stored.
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

/// Where whole files stand.
#[derive(Debug, Clone)]
enum Place {
    Folder(Folder),
    Bucket(Bucket),
}

/// The files of one municipality. Clones share the store.
#[derive(Debug, Clone)]
pub struct Blobs {
    /// The folder in which files arrive, whatever their place.
    root: Arc<Path>,
    place: Place,
    scanner: Option<Scanner>,
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
    pub async fn open(root: &Path) -> Result<Self, BlobError> {
        let root: Arc<Path> = root.into();
        blocking(move || {
            let (open, alone_at) = prepare(&root)?;
            let place = Place::Folder(Folder::open(root.clone())?);
            Ok(Self { root, place, scanner: None, alone_at, _open: Arc::new(open) })
        })
        .await
    }

    /// Opens the store in a bucket; files arrive in the folder `root` and do not stay there.
    ///
    /// # Errors
    /// What the disk refuses; an address that is none.
    pub async fn open_bucket(root: &Path, s3: S3) -> Result<Self, BlobError> {
        let root: Arc<Path> = root.into();
        let place = Place::Bucket(Bucket::open(s3)?);
        blocking(move || {
            // Who else uses the bucket cannot be told: nobody is ever alone with it.
            let (open, _) = prepare(&root)?;
            Ok(Self { root, place, scanner: None, alone_at: None, _open: Arc::new(open) })
        })
        .await
    }

    /// When nobody else had the store open, the time of that: a file that came before it, and that no record names,
    /// was left behind by a crash.
    #[must_use]
    pub fn alone_at(&self) -> Option<Instant> {
        self.alone_at
    }

    /// Has every file looked at before it is taken.
    #[must_use]
    pub fn scanned_by(self, scanner: Option<Scanner>) -> Self {
        Self { scanner, ..self }
    }

    /// Takes in a file without holding it in memory. When this returns, its bytes survive the loss of power.
    ///
    /// # Errors
    /// [`BlobError::Empty`], [`BlobError::TooLarge`] (reading stops at once), [`BlobError::CutOff`] when the stream
    /// fails, [`BlobError::Encrypted`], [`BlobError::Infected`], [`BlobError::Unscanned`], [`BlobError::Full`].
    /// Nothing is left behind then, nor when the caller gives up halfway.
    pub async fn receive<S, E>(&self, stream: S, limits: impl Into<Limits>) -> Result<Stored, BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let path = self.root.join("incoming").join(FileId::new().to_string());
        let (file, incoming) = blocking(move || Incoming::create(path)).await?;
        match self.take(file, stream, limits.into()).await {
            Ok((filled, kind)) => self.settle(filled, kind, incoming).await,
            Err(error) => {
                remove(incoming).await?;
                Err(error)
            }
        }
    }

    /// Writes the file down and looks at it.
    async fn take<S, E>(&self, file: fs::File, stream: S, limits: Limits) -> Result<(Filled, Kind), BlobError>
    where
        S: Stream<Item = Result<Bytes, E>>,
    {
        let mut filled = fill(file, stream, limits.max_bytes).await?;
        let (filled, kind) = blocking(move || {
            let kind = media::sniff(&mut filled.file, filled.size)?;
            Ok((filled, kind))
        })
        .await?;
        if kind.encrypted && !limits.encrypted {
            return Err(BlobError::Encrypted);
        }
        if let Some(scanner) = &self.scanner {
            scanner.check(&filled.file).await?;
        }
        Ok((filled, kind))
    }

    /// Brings a whole file to its place.
    async fn settle(&self, filled: Filled, kind: Kind, incoming: Incoming) -> Result<Stored, BlobError> {
        let Filled { file, sha256, size } = filled;
        let new = match &self.place {
            Place::Folder(folder) => {
                let folder = folder.clone();
                blocking(move || Ok(folder.put(&file, incoming, &sha256, size)?)).await?
            }
            Place::Bucket(bucket) => {
                let sent = bucket.put(file, &sha256, size).await;
                remove(incoming).await?;
                sent?
            }
        };
        Ok(Stored { sha256, size, media_type: kind.media_type, encrypted: kind.encrypted, new })
    }

    /// Whether files can be taken in.
    ///
    /// # Errors
    /// What the disk, the bucket or the scanner refuses.
    pub async fn ping(&self) -> Result<(), BlobError> {
        let path = self.root.join("incoming").join(FileId::new().to_string());
        blocking(move || Incoming::create(path).map(|(_, incoming)| incoming.remove())).await?;
        if let Place::Bucket(bucket) = &self.place {
            bucket.ping().await?;
        }
        if let Some(scanner) = &self.scanner {
            scanner.ping().await?;
        }
        Ok(())
    }

    /// Streams a file out, with its size in bytes.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], or what the store refuses.
    pub async fn read(&self, sha256: &[u8; 32]) -> Result<(u64, BlobStream), BlobError> {
        match &self.place {
            Place::Folder(folder) => folder.read(sha256).await,
            Place::Bucket(bucket) => bucket.read(sha256).await,
        }
    }

    /// The whole of a file that has at most `max` bytes.
    ///
    /// # Errors
    /// [`BlobError::NotFound`], [`BlobError::TooLarge`], or what the store refuses.
    pub async fn bytes(&self, sha256: &[u8; 32], max: u64) -> Result<Bytes, BlobError> {
        let (size, stream) = self.read(sha256).await?;
        if size > max {
            return Err(BlobError::TooLarge { max });
        }
        let chunks: Vec<Bytes> = stream.try_collect().await?;
        Ok(chunks.concat().into())
    }

    /// Removes a file; whether it was there.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn remove(&self, sha256: &[u8; 32]) -> Result<bool, BlobError> {
        Ok(self.remove_older(sha256, Instant::from_micros(i64::MAX)).await?.is_some())
    }

    /// Removes a file unless somebody sent it (again) at or after `limit`; its size in bytes when it was removed.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn remove_older(&self, sha256: &[u8; 32], limit: Instant) -> Result<Option<u64>, BlobError> {
        match &self.place {
            Place::Folder(folder) => folder.remove_older(sha256, limit).await,
            Place::Bucket(bucket) => bucket.remove_older(sha256, limit).await,
        }
    }

    /// The files whose hash begins with `first` and that nobody sent at or after `limit`: a walk over the store in
    /// 256 steps. What does not look like a file of the store is left out.
    ///
    /// # Errors
    /// What the store refuses.
    pub async fn older(&self, first: u8, limit: Instant) -> Result<Vec<[u8; 32]>, BlobError> {
        match &self.place {
            Place::Folder(folder) => folder.older(first, limit).await,
            Place::Bucket(bucket) => bucket.older(first, limit).await,
        }
    }
}

/// What arrived does not stay where it arrived.
async fn remove(incoming: Incoming) -> Result<(), BlobError> {
    blocking(move || {
        incoming.remove();
        Ok(())
    })
    .await
}

/// Makes the folder of arrivals, and removes from it what nobody is writing any more. The lock that says that the store
/// is open, and, when nobody else had it open, the time.
fn prepare(root: &Path) -> io::Result<(fs::File, Option<Instant>)> {
    let incoming = root.join("incoming");
    fs::create_dir_all(&incoming)?;
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
    Ok((open, alone_at))
}
