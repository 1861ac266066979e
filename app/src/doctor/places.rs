//! Folders and disks. Nothing is made in them but a file that is removed again.

use super::{Found, advice, bad, bucket};
use crate::{config::Municipality, town};
use kernel::{causes, hex, random_bytes};
use std::{collections::BTreeMap, fs, io, path::Path};

/// Writes a file into a folder that is there, and removes it.
fn probe(folder: &Path) -> io::Result<()> {
    let word = random_bytes::<8>().map_err(|e| io::Error::other(e.to_string()))?;
    let file = folder.join(format!(".doctor-{}", hex(&word)));
    fs::OpenOptions::new().write(true).create_new(true).open(&file)?;
    fs::remove_file(file)
}

/// Whether a folder takes files; one that is not there yet is made at the first start, where its parent lets it.
pub(super) fn folder(folder: &Path) -> Found {
    let owner = |at: &Path, error: &io::Error| {
        bad(format!(
            "{}: {error}. Mend: the program's user must own {}, and the disk have space",
            at.display(),
            folder.display()
        ))
    };
    if folder.is_dir() {
        return probe(folder).map_err(|e| owner(folder, &e)).map(|()| format!("{} takes files", folder.display()));
    }
    let parent = folder.parent().unwrap_or(folder);
    if !parent.is_dir() {
        return Err(missing(parent));
    }
    probe(parent).map_err(|e| owner(parent, &e))?;
    Ok(format!("{} is made at the first start", folder.display()))
}

/// Whether the folder of the search index takes files, or can be made where it is to be, and holds nothing else.
pub(super) fn derived(path: &Path) -> Found {
    let strange = fulltext::foreign(path)
        .map_err(|e| bad(format!("{}: {e}. Mend: the program's user must own it", path.display())));
    if let Some(name) = strange? {
        return Err(bad(format!(
            "{} is no folder of a search index: {name} stands there. Mend: give the index a folder of its own",
            path.display()
        )));
    }
    let there = path.ancestors().find(|folder| folder.is_dir()).filter(|there| *there != path);
    match there {
        None => folder(path),
        Some(there) => {
            let words =
                |error: io::Error| bad(format!("{}: {error}. Mend: the program's user must own it", there.display()));
            probe(there).map_err(words)?;
            Ok(format!("{} is made at the first start", path.display()))
        }
    }
}

/// A folder that must be there is not.
pub(super) fn missing(folder: &Path) -> (super::Outcome, String) {
    bad(format!(
        "the folder {} is not there. Mend: asty migrate makes that of a new database; or is a disk not mounted?",
        folder.display()
    ))
}

/// Whether files are taken: in their folder, or in the bucket, which takes one that nobody else has and removes it.
pub(super) async fn files(place: &Municipality) -> Found {
    let Some(name) = &place.storage.bucket else { return folder(&place.base.files) };
    let folder = tempfolder()?;
    let taken = async {
        let mut place = place.clone();
        place.base.files.clone_from(&folder);
        let blobs = town::blobs(&place).await.map_err(|e| causes(&e))?;
        blobs.ping().await.map_err(|e| causes(&e))?;
        let bytes = random_bytes::<32>().map_err(|e| e.to_string())?;
        let stream = futures_util::stream::iter([Ok::<_, io::Error>(bytes::Bytes::from(bytes.to_vec()))]);
        let stored = blobs.receive(stream, 1_000).await.map_err(|e| causes(&e))?;
        blobs.remove(&stored.sha256).await.map_err(|e| causes(&e))
    };
    let taken = taken.await;
    let _ = fs::remove_dir_all(&folder);
    match taken {
        Ok(_) => Ok(format!("the bucket {name} takes files")),
        Err(error) => Err(bad(format!("the bucket {name}: {error}. {}", bucket(&error)))),
    }
}

/// A folder of the system for what is on its way to a bucket.
fn tempfolder() -> Result<std::path::PathBuf, (super::Outcome, String)> {
    let word = random_bytes::<8>().map_err(|e| bad(e.to_string()))?;
    Ok(std::env::temp_dir().join(format!("asty-doctor-{}", hex(&word))))
}

/// Bytes, as people read them.
pub(super) fn size(bytes: u64) -> String {
    format!("{} MiB", bytes >> 20)
}

/// Whether the disks have room: for the largest entry at least.
pub(super) fn space(place: &Municipality) -> Found {
    let base = &place.base;
    let database = base.database.0.strip_prefix("sqlite:").and_then(|path| Path::new(path).parent());
    let folders = [Some(base.files.as_path()), database, base.log_key.parent(), Some(&base.checkpoints)];
    let mut free = BTreeMap::new();
    for folder in folders.into_iter().flatten() {
        // What is not there yet comes to be where its parents are.
        let there = folder.ancestors().find(|path| path.exists()).unwrap_or(folder);
        let found = rustix::fs::statvfs(there).map_err(|e| bad(format!("{}: {e}", there.display())))?;
        free.insert(there, (found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize));
    }
    let Some((folder, (free, all))) = free.into_iter().min_by_key(|(_, (free, _))| *free) else {
        return Ok("nothing is kept here".to_owned());
    };
    let words = format!("{} of {} are free at {}", size(free), size(all), folder.display());
    if free < place.limits.max_entry.0 {
        return Err(bad(format!("{words}: less than one entry may have. Mend: make room, or limits.max_entry")));
    }
    if free < all / 20 {
        return advice(format!("{words}. Better: a larger disk, before it is full"));
    }
    Ok(words)
}
