//! The folder of the scanners: what they drop becomes proposals, or goes to the entry whose label it bears.

use super::{
    batch::{Document, documents},
    keep,
};
use crate::{AppError, config::Municipality};
use blobs::Stored;
use bytes::Bytes;
use db::Cx;
use http_shell::{News, Town};
use intake::{Arrival, NewPart, PartRole, Source, Taken, Trouble};
use kernel::{Actor, Clock, hex};
use pdf::Workshop;
use register::Found;
use rustix::fs::OFlags;
use std::{
    collections::BTreeMap,
    fs, io,
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

/// The hidden command that looks for codes.
const READ_CODES: &str = "read-codes";
/// The shortest pause between two looks, seconds.
const SHORTEST: u16 = 2;
/// Where what was taken goes.
const DONE: &str = "done";
/// Where what cannot be taken goes.
const REFUSED: &str = "refused";
/// More documents than that are in no batch: a file that says so was made by somebody who wants to fill the disk.
const MANY: usize = 200;

/// What the codes on the pages of a scan say, as JSON.
pub(crate) fn codes(scan: &[u8]) -> Vec<u8> {
    serde_json::to_vec(&extract::codes(scan)).unwrap_or_default()
}

/// Looks into the folder of a municipality again and again.
pub async fn scans(town: Arc<Town>, place: Municipality, clock: Clock, workshop: Workshop) {
    let Some(folder) = place.scans.folder.clone() else { return };
    let pause = Duration::from_secs(place.scans.every.max(SHORTEST).into());
    let visitor = Visitor { town, clock, workshop: Arc::new(workshop), folder: folder.into() };
    let mut before = BTreeMap::new();
    loop {
        if let Err(error) = visitor.visit(&mut before).await {
            tracing::error!(%error, folder = %visitor.folder.display(), "the folder of scans cannot be read");
        }
        tokio::time::sleep(pause).await;
    }
}

type Seen = BTreeMap<PathBuf, (u64, SystemTime)>;

/// The files of the folder with size and time. What begins with a dot is not meant for us, nor what is no plain file.
fn look(folder: &Path) -> io::Result<Seen> {
    for part in [DONE, REFUSED] {
        fs::create_dir_all(folder.join(part))?;
        // Whoever may write here must not lead us elsewhere.
        if !folder.join(part).symlink_metadata()?.is_dir() {
            return Err(io::Error::other(format!("{part} is no folder")));
        }
    }
    let mut seen = Seen::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.path().symlink_metadata()?;
        if about.is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
            seen.insert(entry.path(), (about.len(), about.modified()?));
        }
    }
    Ok(seen)
}

/// A file of at most `max` bytes; none when it is larger. A link is not followed.
fn read(path: &Path, max: u64) -> io::Result<Option<Vec<u8>>> {
    let nofollow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    let file = fs::OpenOptions::new().read(true).custom_flags(nofollow).open(path)?;
    let mut bytes = Vec::new();
    file.take(max + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= max))
}

/// Moves a file to a folder beside it, under a name that nothing there has; what is to be known stands beside it.
fn put(path: &Path, part: &str, why: Option<&str>) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new("")).join(part);
    let free = (0..10_000).map(|n| if n == 0 { name.clone() } else { format!("{n}-{name}") });
    // A link that leads nowhere is there too.
    let is_free =
        |to: &Path| to.symlink_metadata().is_err() && to.with_added_extension("txt").symlink_metadata().is_err();
    let to = free.map(|name| folder.join(name)).find(|to| is_free(to));
    let to = to.ok_or_else(|| io::Error::other("too many files have this name"))?;
    if let Some(why) = why {
        fs::File::create_new(to.with_added_extension("txt"))?.write_all(format!("{why}\n").as_bytes())?;
    }
    fs::rename(path, to)
}

struct Visitor {
    town: Arc<Town>,
    clock: Clock,
    workshop: Arc<Workshop>,
    folder: Arc<Path>,
}

/// Runs what waits for the disk, or works long, on a thread that may.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, AppError> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(io::Error::other)??)
}

impl Visitor {
    /// Takes what has not grown since the look before.
    async fn visit(&self, before: &mut Seen) -> Result<(), AppError> {
        let folder = self.folder.clone();
        let now = blocking(move || look(&folder)).await?;
        let still: Vec<PathBuf> =
            now.iter().filter(|(path, at)| before.get(*path) == Some(at)).map(|(p, _)| p.clone()).collect();
        *before = now;
        for path in still {
            match self.take(&path).await {
                Ok(None) => blocking(move || put(&path, DONE, None)).await?,
                Ok(Some(trouble)) => {
                    let words = super::sheet::words()?;
                    let why = words.text(html::Lang::El, &format!("intake-trouble-{trouble}"), &[]);
                    tracing::warn!(%trouble, "a scan is not taken");
                    blocking(move || put(&path, REFUSED, Some(&why))).await?;
                }
                // It stays, and is tried again.
                Err(error) => tracing::error!(%error, "a scan could not be taken"),
            }
        }
        Ok(())
    }

    /// Takes one file; why not, where it is its own fault.
    async fn take(&self, path: &Path) -> Result<Option<Trouble>, AppError> {
        let (from, max) = (path.to_owned(), self.town.limits.file.max_bytes);
        let Some(bytes) = blocking(move || read(&from, max)).await? else { return Ok(Some(Trouble::Large)) };
        let bytes = Bytes::from(bytes);
        // Nothing is looked at that the virus scanner has not seen.
        let whole = match keep(&self.town, bytes.clone()).await? {
            Ok(stored) => stored,
            Err(trouble) => return Ok(Some(trouble)),
        };
        let found = self.documents(&bytes).await?;
        if found.len() > MANY {
            return Ok(Some(Trouble::Many));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        for (place, document) in (1..).zip(&found) {
            let stored = match document.pages.clone() {
                None => whole.clone(),
                Some(pages) => match self.cut(&bytes, pages).await? {
                    Ok(stored) => stored,
                    Err(trouble) => return Ok(Some(trouble)),
                },
            };
            let name = if found.len() == 1 { name.clone() } else { numbered(&name, place) };
            self.propose(&whole, document, (place, name, stored)).await?;
        }
        Ok(None)
    }

    async fn documents(&self, bytes: &Bytes) -> Result<Vec<Document>, AppError> {
        let (scan, workshop) = (bytes.clone(), self.workshop.clone());
        let read = blocking(move || Ok(workshop.other(READ_CODES, &scan, codes))).await?;
        let pages: Vec<Vec<String>> = match read {
            Ok(said) => serde_json::from_slice(&said).unwrap_or_default(),
            // A person looks at it.
            Err(error) => {
                tracing::warn!(%error, "no codes could be read of a scan");
                Vec::new()
            }
        };
        Ok(documents(&pages, &self.town.host))
    }

    async fn cut(
        &self,
        bytes: &Bytes,
        pages: std::ops::RangeInclusive<u32>,
    ) -> Result<Result<Stored, Trouble>, AppError> {
        let (scan, workshop) = (bytes.clone(), self.workshop.clone());
        match blocking(move || Ok(workshop.cut(&scan, pages))).await? {
            Ok(part) => keep(&self.town, part).await,
            Err(error) => {
                tracing::warn!(%error, "a batch could not be parted");
                Ok(Err(Trouble::Unreadable))
            }
        }
    }

    /// Keeps one document: in the entry whose label it bears, where that waits for its scan and is open to everybody in the
    /// house, else for a person: a label can be printed by anybody.
    async fn propose(
        &self,
        whole: &Stored,
        document: &Document,
        (place, name, stored): (u32, String, Stored),
    ) -> Result<(), AppError> {
        let tx = self.town.db.write().await?;
        let mut cx = Cx::new(Arc::new(Actor::System(intake::BY_LABEL)), self.clock.now(), None, tx);
        let today = cx.now.day();
        // A sheet of a unit that is closed by now, or a label of a number that was never given, says nothing.
        let unit = match document.unit {
            Some(unit) => identity::unit_name(&mut cx, unit, today).await?.map(|_| unit),
            None => None,
        };
        let (awaits, label) = match document.label {
            Some(label) => match register::get(&mut cx, label.0, label.1).await {
                Ok(Found::Whole(entry))
                    if !entry.fields.confidentiality.is_restricted()
                        && entry.files.len() < self.town.limits.entry_files =>
                {
                    (register::awaits_scan(&mut cx, label).await?, Some(label))
                }
                Ok(_) => (false, Some(label)),
                Err(register::RegisterError::NotFound) => (false, None),
                Err(error) => return Err(error.into()),
            },
            None => (false, None),
        };
        let arrival = Arrival {
            source: Source::Scan,
            identity: identity(&whole.sha256, place),
            sha256: stored.sha256,
            message_id: None,
            sent_at: None,
            from_name: name.clone(),
            from_address: String::new(),
            recipients: String::new(),
            subject: String::new(),
            body: String::new(),
            automatic: false,
            trouble: None,
            unit,
            label,
            parts: vec![NewPart { role: PartRole::Scan, name, stored: Ok(stored) }],
            copy: None,
        };
        let taken = intake::take_in(&mut cx, arrival).await?;
        if let (Taken::New(id), Some(entry), true) = (taken, label, awaits) {
            intake::attach(&mut cx, (id, 1), entry, "", self.town.limits.entry_files).await?;
        }
        cx.commit().await?;
        self.town.news.tell(&News { office: true, ..News::default() });
        Ok(())
    }
}

/// What makes a document of a batch the one: the file, and its place in it.
fn identity(sha256: &[u8; 32], place: u32) -> [u8; 32] {
    let text = format!("asty scan {} {place}", hex(sha256));
    let mut identity = [0; 32];
    identity.copy_from_slice(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes()).as_ref());
    identity
}

/// `scan.pdf` as `scan-2.pdf`.
fn numbered(name: &str, place: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{place}.{ending}"),
        None => format!("{name}-{place}"),
    }
}
