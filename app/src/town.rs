//! Opening a municipality.

use crate::{
    AppError,
    config::{self, Config, Municipality, Oidc},
};
use blobs::{Blobs, S3, Scanner};
use db::{Cx, Db};
use fulltext::Index;
use http_shell::{Board, Limits, Town};
use kernel::{Actor, Clock};
use proof::LogKey;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};
use tlog::{SigningKey, VerifierKey};
use toml::Table;

/// Opens a municipality whose schema is up to date.
///
/// # Errors
/// When the database, the folder or the key cannot be opened, or when the schema is not the one of this program.
pub async fn open(place: &Municipality) -> Result<Town, AppError> {
    let db = connect(place).await?;
    ready(place, &db).await?;
    let base = &place.base;
    let origin = format!("{}/log", base.host);
    let key = log_key(&db, &origin, &base.log_key).await?;
    let blobs = blobs(place).await?.scanned_by(scanner(place));
    Ok(Town {
        name: base.name.clone(),
        host: base.host.clone(),
        url: place.url(),
        db,
        blobs,
        log: LogKey { origin, key },
        mails: place.mail.server.is_some(),
        mailbox: place.mailbox.server.as_ref().and_then(|_| place.mailbox.user.clone()),
        senders_checked: place.mailbox.sender_checked_by.is_some(),
        checkpoints: base.checkpoints.clone(),
        index: index(&base.index).await?,
        proxies: place.proxies.clone(),
        oidc: provider(&place.oidc)?,
        limits: limits(&place.limits),
        news: Board::default(),
    })
}

/// What a database with these pending migrations lacks, in words; nothing when it is up to date.
pub(crate) fn lacks(pending: &[String]) -> Option<String> {
    match pending.len() {
        0 => None,
        all if all == db::migrations::count() => Some("the database is empty".to_owned()),
        _ => Some(format!("the database lacks {}", pending.join(", "))),
    }
}

/// Fails unless the schema of a municipality's database is the one of this program.
///
/// # Errors
/// What it lacks, and how to mend it.
pub(crate) async fn ready(place: &Municipality, db: &Db) -> Result<(), AppError> {
    match lacks(&db.pending().await?) {
        Some(words) => Err(AppError::Refused(format!("{}: {words}. Mend: asty migrate", place.base.name))),
        None => Ok(()),
    }
}

/// Opens the place of a municipality's files.
///
/// # Errors
/// When the folder or the bucket cannot be opened.
pub(crate) async fn blobs(place: &Municipality) -> Result<Blobs, AppError> {
    let storage = place.storage.clone();
    let Some(bucket) = storage.bucket else { return Ok(Blobs::open(&place.base.files).await?) };
    let s3 = S3 {
        endpoint: storage.endpoint,
        region: storage.region,
        bucket,
        prefix: place.code.clone(),
        access_key: storage.access_key.unwrap_or_default(),
        secret_key: storage.secret_key.map(|s| s.0).unwrap_or_default(),
    };
    Ok(Blobs::open_bucket(&place.base.files, s3).await?)
}

/// Opens the search index of a municipality; one that cannot be read is made anew.
pub(crate) async fn index(folder: &Path) -> Result<Index, AppError> {
    let folder = folder.to_owned();
    let opened = tokio::task::spawn_blocking(move || Index::open(&folder)).await;
    Ok(opened.map_err(std::io::Error::other)??)
}

/// The scanner that looks at a municipality's files, when one is named.
pub(crate) fn scanner(place: &Municipality) -> Option<Scanner> {
    place.antivirus.clamd.clone().map(Scanner::new)
}

fn limits(limits: &config::Limits) -> Limits {
    Limits {
        file: blobs::Limits { max_bytes: limits.max_file.0, encrypted: limits.encrypted },
        entry_bytes: limits.max_entry.0,
        entry_files: usize::from(limits.max_files),
    }
}

/// The provider where staff sign in, when one is named.
pub(crate) fn provider(oidc: &Oidc) -> Result<Option<oidc::Provider>, AppError> {
    let Some(issuer) = oidc.issuer.clone() else { return Ok(None) };
    let lacking = |key: &str| AppError::Refused(format!("oidc.issuer is given, but oidc.{key} is not"));
    let client_id = oidc.client_id.clone().ok_or_else(|| lacking("client_id"))?;
    let client_secret = oidc.client_secret.clone().ok_or_else(|| lacking("client_secret"))?.0;
    Ok(Some(oidc::Provider::new(issuer, client_id, client_secret, oidc.name.clone())))
}

/// Connects to the database of a municipality; the folder of an SQLite file is made.
///
/// # Errors
/// When it cannot be reached.
pub async fn connect(place: &Municipality) -> Result<Db, AppError> {
    let url = &place.base.database.0;
    if let Some(folder) = url.strip_prefix("sqlite:").and_then(|path| Path::new(path).parent()) {
        tokio::fs::create_dir_all(folder).await?;
    }
    Ok(Db::connect(url).await?)
}

/// A municipality whose files, key and, where `database` names none, SQLite database live in `folder`; its schema is
/// brought up to date. For the demo and for tests.
///
/// # Errors
/// When the database, the folder or the key cannot be opened.
pub async fn town(name: &str, host: &str, folder: &Path, database: Option<&str>) -> Result<Town, AppError> {
    let place = place(name, host, folder, database)?;
    connect(&place).await?.migrate().await?;
    open(&place).await
}

/// The configuration of a municipality that has everything in `folder`.
///
/// # Errors
/// When a name or the address of the database cannot stand in a configuration.
pub(crate) fn place(name: &str, host: &str, folder: &Path, database: Option<&str>) -> Result<Municipality, AppError> {
    let path = |part: &str| folder.join(part).display().to_string();
    let keys = [
        ("name", name.to_owned()),
        ("host", host.to_owned()),
        ("database", database.map_or_else(|| format!("sqlite:{}", path("asty.db")), str::to_owned)),
        ("files", path("files")),
        ("index", path("index")),
        ("log_key", path("log.key")),
        ("checkpoints", path("checkpoints")),
    ];
    let keys: Table = keys.into_iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
    let within = |name: &str, table: Table| Table::from_iter([(name.to_owned(), table.into())]);
    let file = within("municipality", within("town", keys));
    let config = Config::from_table(&file, Path::new("."), &BTreeMap::new())?;
    Ok(config.municipality(None)?.clone())
}

/// Where a new key waits for the commit of its handover.
fn coming(path: &Path) -> PathBuf {
    path.with_extension("new")
}

/// The key of a log: read from its file, made at the first start. Once the log has lines, a key that is not there is
/// lost, and none is made in its place.
async fn log_key(db: &Db, origin: &str, path: &Path) -> Result<SigningKey, AppError> {
    let mut tx = db.read().await?;
    let last = proof::key_notes(&mut tx).await?.pop().map(|note| note.after);
    match tokio::fs::read_to_string(path).await {
        Ok(text) => {
            let key = SigningKey::parse(&text)?;
            if last.is_none_or(|last| last == *key.verifier()) {
                return Ok(key);
            }
            return take_over(db, path).await;
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(AppError::Refused(format!("{}: {error}", path.display()))),
    }
    if proof::size(&mut tx).await? > 0 {
        return Err(AppError::Refused(format!(
            "the log has lines, but its key is not at {}: bring it back from the backup",
            path.display()
        )));
    }
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let key = SigningKey::generate(origin)?;
    write_key(path, &key).await?;
    Ok(key)
}

async fn write_key(path: &Path, key: &SigningKey) -> Result<(), AppError> {
    let mut options = tokio::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(path).await?;
    tokio::io::AsyncWriteExt::write_all(&mut file, format!("{}\n", key.to_secret_text()).as_bytes()).await?;
    Ok(file.sync_all().await?)
}

/// Puts a key whose handover was committed in the place of the one before.
async fn take_over(db: &Db, path: &Path) -> Result<SigningKey, AppError> {
    let last = proof::key_notes(&mut db.read().await?).await?.pop().map(|note| note.after);
    let text = tokio::fs::read_to_string(coming(path)).await.unwrap_or_default();
    match SigningKey::parse(&text) {
        Ok(key) if Some(key.verifier()) == last.as_ref() => {
            tokio::fs::rename(coming(path), path).await?;
            Ok(key)
        }
        _ => Err(AppError::Refused(format!(
            "{} is a key that was replaced: bring the newer one back from the backup",
            path.display()
        ))),
    }
}

/// Replaces the key of a log by a new one; the old one is gone afterwards, and what it signed stays verifiable. Gives
/// the new public key.
///
/// # Errors
/// When the key or the database cannot be read or written.
pub async fn rotate(place: &Municipality) -> Result<VerifierKey, AppError> {
    let town = open(place).await?;
    let path = &place.base.log_key;
    let new = SigningKey::generate(&town.log.origin)?;
    // What an earlier attempt left was never handed over to: `open` would have taken it.
    let _ = tokio::fs::remove_file(coming(path)).await;
    write_key(&coming(path), &new).await?;
    let mut cx = Cx::new(Arc::new(Actor::System("asty log rotate")), Clock::System.now(), None, town.db.write().await?);
    proof::change_key(&mut cx, &town.log, &new).await?;
    cx.commit().await?;
    Ok(take_over(&town.db, path).await?.verifier().clone())
}

/// The public keys by which a municipality's log is checked: the one in the file, and those before it.
///
/// # Errors
/// When the key or the database cannot be read.
pub async fn verifiers(place: &Municipality, db: &Db) -> Result<Vec<VerifierKey>, AppError> {
    let path = &place.base.log_key;
    let text = tokio::fs::read_to_string(path).await;
    let text = text.map_err(|e| AppError::Refused(format!("{}: {e}", path.display())))?;
    let notes = proof::key_notes(&mut db.read().await?).await?;
    Ok(proof::keys(&notes, SigningKey::parse(&text)?.verifier()))
}
