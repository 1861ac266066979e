//! Files in a local folder.

use crate::{
    BlobError,
    incoming::{Incoming, blocking},
    store::BlobStream,
};
use futures_util::StreamExt;
use kernel::{Clock, Instant, hex, unhex};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};
use tokio_util::io::ReaderStream;

/// How much a reader gets at a time, bytes.
const CHUNK: usize = 64 * 1024;

/// A folder with a file for each hash.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: Arc<Path>,
}

impl Folder {
    pub(crate) fn open(root: Arc<Path>) -> io::Result<Self> {
        fs::create_dir_all(root.join("sha256"))?;
        Ok(Self { root })
    }

    /// Moves a whole file to its place; the same bytes that stand there already stay. Whether they are new.
    pub(crate) fn put(&self, file: &fs::File, incoming: Incoming, sha256: &[u8; 32], size: u64) -> io::Result<bool> {
        let target = self.path(sha256);
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
        drop(lock);
        superfluous.into_iter().for_each(Incoming::remove);
        Ok(!there)
    }

    pub(crate) async fn read(&self, sha256: &[u8; 32]) -> Result<(u64, BlobStream), BlobError> {
        let file = tokio::fs::File::open(self.path(sha256)).await.map_err(BlobError::opening)?;
        let size = file.metadata().await?.len();
        Ok((size, ReaderStream::with_capacity(file, CHUNK).boxed()))
    }

    pub(crate) async fn remove_older(&self, sha256: &[u8; 32], limit: Instant) -> Result<Option<u64>, BlobError> {
        let (folder, sha256) = (self.clone(), *sha256);
        blocking(move || Ok(folder.remove_now(&sha256, limit)?)).await
    }

    fn remove_now(&self, sha256: &[u8; 32], limit: Instant) -> io::Result<Option<u64>> {
        // Nobody may find the file there and rely on it between the look and the removal.
        let lock = self.lock()?;
        lock.lock()?;
        let path = self.path(sha256);
        match fs::metadata(&path) {
            Ok(found) if changed(&found)? < limit => fs::remove_file(&path).map(|()| Some(found.len())),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn older(&self, first: u8, limit: Instant) -> Result<Vec<[u8; 32]>, BlobError> {
        let folder = self.root.join("sha256").join(hex(&[first]));
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
        let (folder, name) = place(sha256);
        self.root.join("sha256").join(folder).join(name)
    }

    /// The file that arrivals lock shared and removals lock alone, across processes; unlocked when dropped.
    fn lock(&self) -> io::Result<fs::File> {
        lock_file(&self.root.join("lock"))
    }
}

pub(crate) fn lock_file(path: &Path) -> io::Result<fs::File> {
    fs::OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// When a file was last sent.
pub(crate) fn changed(found: &fs::Metadata) -> io::Result<Instant> {
    let since = found.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)))
}

/// Says that a file was sent again: a sweep must wait with it as with a new one.
fn renew(path: &Path) -> io::Result<()> {
    let now = Duration::from_micros(u64::try_from(Clock::System.now().micros()).unwrap_or_default());
    fs::File::open(path)?.set_modified(UNIX_EPOCH + now)
}

/// The folder and the name of a file.
pub(crate) fn place(sha256: &[u8; 32]) -> (String, String) {
    let mut folder = hex(sha256);
    let name = folder.split_off(2);
    (folder, name)
}

/// The hash of a file named `name` in the folder of `first`.
pub(crate) fn parse(first: u8, name: &str) -> Option<[u8; 32]> {
    [&[first], unhex(name)?.as_slice()].concat().try_into().ok()
}
