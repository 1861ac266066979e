//! A municipality in a folder: its database as text, its files, the key of its log; and back.

use crate::{AppError, config::Municipality, connect, town, verify};
use aws_lc_rs::digest::{Context, SHA256};
use blobs::{Blobs, Limits};
use db::{Counts, Cx, Db, Event};
use kernel::{Actor, Clock, Instant};
use proof::LogKey;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, BufReader, BufWriter, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    sync::Arc,
};
use tlog::{Checkpoint, SigningKey};
use uuid::Uuid;

const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "database.jsonl";
const KEY: &str = "log.key";
const FILES: &str = "files";

/// What a backup says of itself. Written last: a folder without it is no whole backup.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    /// The version of this form.
    version: u8,
    municipality: String,
    host: String,
    made_at: Instant,
    /// The last migration.
    schema: i64,
    rows: Counts,
    files: u64,
    /// SHA-256 of the database's text, hexadecimal.
    sha256: String,
    /// The state of the log, signed.
    checkpoint: String,
}

/// Hashes what goes through it.
struct Hashing<T> {
    inner: T,
    context: Context,
}

impl<T> Hashing<T> {
    fn new(inner: T) -> Self {
        Self { inner, context: Context::new(&SHA256) }
    }

    fn hex(self) -> String {
        kernel::hex(self.context.finish().as_ref())
    }
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.context.update(&bytes[..written]);
        Ok(written)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn system(db_tx: db::Tx, job: &'static str) -> Cx {
    Cx::new(Arc::new(Actor::System(job)), Clock::System.now(), None, db_tx)
}

fn refused(words: impl Into<String>) -> AppError {
    AppError::Refused(words.into())
}

fn key(place: &Municipality) -> Result<(String, SigningKey), AppError> {
    let path = &place.base.log_key;
    let wrong = |why: String| refused(format!("the key of the log, {}: {why}", path.display()));
    let text = fs::read_to_string(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => {
            wrong("it is not there. It is made by the first asty serve: start that first".to_owned())
        }
        _ => wrong(e.to_string()),
    })?;
    let key = SigningKey::parse(&text).map_err(|e| wrong(e.to_string()))?;
    Ok((text, key))
}

/// Fails when a backup would stand among the data that it is a copy of, and be lost with it.
fn apart(place: &Municipality, folder: &Path) -> Result<(), AppError> {
    let base = &place.base;
    let absolute = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        fs::canonicalize(&path).unwrap_or(path)
    };
    let database = base.database.0.strip_prefix("sqlite:").and_then(|path| Path::new(path).parent());
    // The folder of one municipality has the database and the files side by side.
    let own = database.filter(|folder| base.files.parent() == Some(folder));
    let live = [Some(base.files.as_path()), Some(base.checkpoints.as_path()), own];
    match live.into_iter().flatten().find(|live| absolute(folder).starts_with(absolute(live))) {
        Some(live) => Err(refused(format!(
            "{} is inside {}, which it is to be a copy of: say another folder, best on another disk",
            folder.display(),
            live.display()
        ))),
        None => Ok(()),
    }
}

/// Writes a file that only its owner reads.
fn secret(path: &Path, text: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

/// Writes a backup of a municipality into `folder`; the service may go on meanwhile. Into a folder with an earlier one,
/// only files that are not there yet are copied.
///
/// # Errors
/// What cannot be read or written.
pub async fn backup(place: &Municipality, folder: &Path) -> Result<String, AppError> {
    apart(place, folder)?;
    let (text, key) = key(place)?;
    let (db, blobs) = (connect(place).await?, town::blobs(place).await?);
    town::ready(place, &db).await?;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // From here on the folder is no whole backup, until the manifest says so again.
    match fs::remove_file(folder.join(MANIFEST)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut cx = system(db.read().await?, "backup");
    let log = LogKey { origin: format!("{}/log", place.base.host), key };
    let (_, checkpoint) = proof::checkpoint(&mut cx.tx, &log).await?;
    let part = folder.join("database.part");
    secret(&part, b"")?;
    let mut out = Hashing::new(BufWriter::new(fs::File::create(&part)?));
    let rows = db::dump(&mut cx.tx, &mut out).await?;
    out.inner.flush()?;
    out.inner.get_ref().sync_all()?;
    let sha256 = out.hex();
    fs::rename(&part, folder.join(DATABASE))?;
    let copies = Blobs::open(&folder.join(FILES)).await?;
    let files = copy(&mut cx, &blobs, &copies).await?;
    secret(&folder.join(KEY), text.as_bytes())?;
    let manifest = Manifest {
        version: 1,
        municipality: place.base.name.clone(),
        host: place.base.host.clone(),
        made_at: cx.now,
        schema: db::migrations::latest(),
        rows,
        files,
        sha256,
        checkpoint,
    };
    secret(&folder.join(MANIFEST), &serde_json::to_vec_pretty(&manifest)?)?;
    drop(cx);
    note(&db, &manifest).await?;
    Ok(format!(
        "{}: {} rows, {files} files and the key of the log are in {}.",
        place.base.name,
        manifest.rows.values().sum::<u64>(),
        folder.display()
    ))
}

/// Notes in the trail that the whole municipality left the house.
async fn note(db: &Db, manifest: &Manifest) -> Result<(), AppError> {
    let mut cx = system(db.write().await?, "asty backup");
    let data = serde_json::json!({ "files": manifest.files });
    let (kind, label) = ("asty.backup", manifest.municipality.as_str());
    cx.record(Event { kind, subject_kind: "municipality", subject: Uuid::nil(), label, data }).await?;
    Ok(cx.commit().await?)
}

/// Copies every file that the database knows; each is hashed again on its way.
async fn copy(cx: &mut Cx, from: &Blobs, to: &Blobs) -> Result<u64, AppError> {
    let (mut count, mut after) = (0, Vec::new());
    loop {
        let hashes = documents::stored(cx, after).await?;
        let Some(last) = hashes.last() else { return Ok(count) };
        after = last.0.to_vec();
        for sha256 in hashes {
            let (size, stream) = from.read(&sha256.0).await.map_err(|e| refused(format!("the file {sha256}: {e}")))?;
            let there = to.read(&sha256.0).await.is_ok_and(|(there, _)| there == size);
            if !there {
                let stored = to.receive(stream, Limits { max_bytes: u64::MAX, encrypted: true }).await?;
                if stored.sha256 != sha256.0 {
                    return Err(refused(format!("the file {sha256} has other bytes than were taken in")));
                }
            }
            count += 1;
        }
    }
}

fn manifest(place: &Municipality, folder: &Path) -> Result<Manifest, AppError> {
    let bytes = fs::read(folder.join(MANIFEST));
    let bytes = bytes.map_err(|e| refused(format!("{} is no whole backup: {e}", folder.display())))?;
    let manifest: Manifest = serde_json::from_slice(&bytes)?;
    if manifest.schema != db::migrations::latest() {
        return Err(refused(
            "this backup was made by another version of the program: restore it with that one, then migrate",
        ));
    }
    if manifest.host != place.base.host {
        let (theirs, ours) = (&manifest.host, &place.base.host);
        return Err(refused(format!("this backup is of {theirs}, not of {ours}: its log is signed under that name")));
    }
    let mut text = Hashing::new(io::sink());
    io::copy(&mut fs::File::open(folder.join(DATABASE))?, &mut text)?;
    if text.hex() != manifest.sha256 {
        return Err(refused(format!("{DATABASE} was altered since the backup was made")));
    }
    Ok(manifest)
}

/// Brings a backup back into a municipality in which nothing has happened yet, and checks the result: rows, hashes, log.
///
/// # Errors
/// When something is there already, or when the backup is not whole or not in order.
pub async fn restore(place: &Municipality, folder: &Path) -> Result<String, AppError> {
    let manifest = manifest(place, folder)?;
    let mut text = String::new();
    fs::File::open(folder.join(KEY))?.read_to_string(&mut text)?;
    let key = SigningKey::parse(&text)?;
    let then = Checkpoint::open(&manifest.checkpoint, &[key.verifier().clone()])?;
    let log_key = &place.base.log_key;
    if log_key.exists() && fs::read_to_string(log_key)? != text {
        return Err(refused(format!("{} is another key: move it away first", log_key.display())));
    }
    let db = connect(place).await?;
    db.migrate().await?;
    let rows = load(&db, &folder.join(DATABASE)).await?;
    if rows != manifest.rows {
        return Err(refused("not all rows are there: the restored database is not to be used"));
    }
    let (copies, blobs) = (Blobs::open(&folder.join(FILES)).await?, town::blobs(place).await?);
    let files = copy(&mut system(db.read().await?, "restore"), &copies, &blobs).await?;
    if let Some(parent) = log_key.parent() {
        fs::create_dir_all(parent)?;
    }
    secret(log_key, text.as_bytes())?;
    let keys = crate::town::verifiers(place, &db).await?;
    let examined = verify::examined(place, (&db, &blobs), &keys, vec![then]).await?;
    db.close().await;
    let count: u64 = rows.values().sum();
    Ok(format!("{}: {count} rows, {files} files and the key of the log are back.\n{examined}", place.base.name))
}

async fn load(db: &Db, path: &Path) -> Result<Counts, AppError> {
    let mut tx = db.write().await?;
    let rows = db::load(&mut tx, &mut BufReader::new(fs::File::open(path)?)).await.map_err(|error| match error {
        db::Error::Dump(why) if why.starts_with("the database is not empty") => {
            refused(format!("{why}. Restore into a new database: asty migrate makes one where the configuration says"))
        }
        other => other.into(),
    })?;
    tx.commit().await?;
    Ok(rows)
}
