//! Taking in an old register: a million rows in one run, which goes on where it was cut off.

mod look;
mod read;

pub use look::{legacy_dry_run, legacy_preview, legacy_upload, legacy_uploaded};
pub use read::{continuity, legacy_begun, legacy_import, legacy_imports, legacy_lines, legacy_refused, legacy_years};

use crate::{
    Field, LegacyImport, LegacyLine, Mapping, Problem, Refusal, RegisterError, check, events, legacy::line, store,
};
use aws_lc_rs::digest::{Context, SHA256};
use db::{Cx, Db, Event};
use kernel::{Actor, Clock, LegacyId, Permission};
use std::{io::Read, path::Path, sync::Arc};
use tokio::{sync::mpsc, task::spawn_blocking};

/// How many rows are kept in one transaction.
const BATCH: usize = 2_000;

/// An old register as a table on disk.
#[derive(Debug, Clone)]
pub struct LegacySource {
    /// CSV or XLSX; the first row has the headings.
    pub path: std::path::PathBuf,
    /// The name that people know the file by.
    pub file_name: String,
    /// What the old register is called.
    pub book: String,
    /// Which column means what.
    pub mapping: Mapping,
}

/// Imports an old register into a book of its own; `progress` hears how far it is. The same file into the same book
/// again goes on where it was cut off, and does nothing when it is whole.
///
/// # Errors
/// [`RegisterError::Invalid`] without a name for the book, [`RegisterError::Sheet`] when the file is no table,
/// [`RegisterError::Unchanged`] when another run of the same import overtook this one.
pub async fn import_legacy(
    db: &Db,
    actor: Arc<Actor>,
    clock: &Clock,
    source: LegacySource,
    mut progress: impl FnMut(&LegacyImport),
) -> Result<LegacyImport, RegisterError> {
    let hashed = source.path.clone();
    let sha256 = spawn_blocking(move || digest(&hashed)).await.map_err(std::io::Error::other);
    let sha256 = sha256.map_err(sheets::SheetError::from)?.map_err(sheets::SheetError::from)?;
    let mut cx = Cx::new(actor.clone(), clock.now(), None, db.write().await?);
    let mut import = begin(&mut cx, &source, &sha256).await?;
    cx.commit().await?;
    if import.finished_at.is_some() {
        return Ok(import);
    }
    let mut batches = read(source.path.clone(), import.rows_done);
    while let Some(batch) = batches.recv().await {
        let mut cx = Cx::new(actor.clone(), clock.now(), None, db.write().await?);
        keep(&mut cx, &mut import, &source.mapping, batch?).await?;
        cx.commit().await?;
        progress(&import);
    }
    // A million lines are looked at beside those who register; only what was found waits for the writer.
    let mut cx = Cx::new(actor.clone(), clock.now(), None, db.read().await?);
    let reports = read::reports(&mut cx, import.id).await?;
    let mut cx = Cx::new(actor, clock.now(), None, db.write().await?);
    for report in &reports {
        store::legacy::keep_report(&mut cx.tx, import.id, report.year, serde_json::to_string(report)?).await?;
    }
    store::legacy::finish(&mut cx.tx, import.id, cx.now).await?;
    import.finished_at = Some(cx.now);
    let data = serde_json::json!({ "rows": import.rows_done, "imported": import.imported });
    let event =
        Event { kind: events::LEGACY, subject_kind: events::BOOK, subject: import.id.0, label: &import.book, data };
    cx.record(event).await?;
    cx.commit().await?;
    Ok(import)
}

fn digest(path: &Path) -> std::io::Result<Vec<u8>> {
    let (mut file, mut context, mut buffer) = (std::fs::File::open(path)?, Context::new(&SHA256), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(context.finish().as_ref().to_vec()),
            some => context.update(&buffer[..some]),
        }
    }
}

async fn begin(cx: &mut Cx, source: &LegacySource, sha256: &[u8]) -> Result<LegacyImport, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let book = name(&source.book)?;
    if let Some(import) = store::legacy::find_import(&mut cx.tx, &book, sha256).await? {
        let same = import.mapping == source.mapping;
        return if same { Ok(import) } else { Err(RegisterError::OtherMapping(import.mapping)) };
    }
    let import = LegacyImport {
        id: LegacyId::new(),
        book,
        file_name: source.file_name.clone(),
        mapping: source.mapping.clone(),
        rows_done: 0,
        imported: 0,
        started_by_name: cx.actor.name().to_owned(),
        started_at: cx.now,
        finished_at: None,
    };
    store::legacy::insert_import(&mut cx.tx, &import, sha256).await?;
    Ok(import)
}

/// The name of a book, tidied.
fn name(book: &str) -> Result<String, RegisterError> {
    let book = check::tidy(book);
    if book.is_empty() || book.chars().count() > 200 {
        return Err(RegisterError::Invalid(vec![Problem::new(Field::Book, "register-legacy-no-book")]));
    }
    Ok(book)
}

type Batch = Result<Vec<Vec<String>>, sheets::SheetError>;

/// The rows behind the first `done`, read on a thread of its own.
fn read(path: std::path::PathBuf, done: i64) -> mpsc::Receiver<Batch> {
    let (to, batches) = mpsc::channel(2);
    spawn_blocking(move || {
        let (mut place, mut batch) = (-1, Vec::with_capacity(BATCH));
        let read = sheets::rows(&path, |row| {
            place += 1;
            // The first row has the headings.
            if place > done {
                batch.push(row);
            }
            batch.len() < BATCH || to.blocking_send(Ok(std::mem::take(&mut batch))).is_ok()
        });
        let last = read.map(|()| batch);
        if !matches!(&last, Ok(rows) if rows.is_empty()) {
            let _ = to.blocking_send(last);
        }
    });
    batches
}

async fn keep(
    cx: &mut Cx,
    import: &mut LegacyImport,
    mapping: &Mapping,
    rows: Vec<Vec<String>>,
) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let (before, mut imported) = (import.rows_done, 0);
    let after = before + rows.len() as i64;
    let (mut lines, mut refused) = (Vec::<LegacyLine>::new(), Vec::<Refusal>::new());
    for (cells, position) in rows.iter().zip(before + 1..) {
        match line(mapping, cells, position) {
            Ok(line) => lines.push(line),
            Err(refusal) => refused.push(refusal),
        }
    }
    imported += lines.len() as i64;
    if !store::legacy::advance(&mut cx.tx, import.id, before, after, imported).await? {
        return Err(RegisterError::Unchanged);
    }
    for line in lines {
        store::legacy::insert_line(&mut cx.tx, import.id, line).await?;
    }
    for refusal in refused {
        store::legacy::insert_refusal(&mut cx.tx, import.id, refusal).await?;
    }
    import.rows_done = after;
    import.imported += imported;
    Ok(())
}
