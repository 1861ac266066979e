//! Looking into a table before it is taken in.

use super::{LegacySource, name};
use crate::{Continuity, DryRun, LegacyUpload, Mapping, RegisterError, legacy::line, store};
use db::Cx;
use kernel::{EmployeeId, Forbidden, LegacyId, Permission};
use std::{collections::BTreeMap, path::Path};
use tokio::task::spawn_blocking;

/// How many rows a dry run shows.
const SHOWN: usize = 20;
/// How long a table waits between being sent and being imported, seconds: as long as its bytes are kept without a
/// record.
const WAITS: i64 = 86_400;

/// Keeps that a table was sent to become the book `book`: its sender may look into it, and nobody else.
///
/// # Errors
/// [`RegisterError::Invalid`] when the book has no name.
pub async fn legacy_uploaded(
    cx: &mut Cx,
    book: &str,
    file_name: &str,
    sha256: [u8; 32],
) -> Result<LegacyId, RegisterError> {
    let by = sender(cx)?;
    let upload = LegacyUpload {
        id: LegacyId::new(),
        book: name(book)?,
        file_name: file_name.to_owned(),
        sha256: sha256.to_vec(),
    };
    store::legacy::forget_uploads(&mut cx.tx, cx.now.plus_seconds(-WAITS)).await?;
    store::legacy::insert_upload(&mut cx.tx, &upload, by, cx.now).await?;
    Ok(upload.id)
}

/// What the actor sent for an import.
///
/// # Errors
/// [`RegisterError::NotFound`], also when somebody else sent it.
pub async fn legacy_upload(cx: &mut Cx, id: LegacyId) -> Result<LegacyUpload, RegisterError> {
    let by = sender(cx)?;
    store::legacy::upload(&mut cx.tx, id, by).await?.ok_or(RegisterError::NotFound)
}

fn sender(cx: &Cx) -> Result<EmployeeId, Forbidden> {
    cx.require(Permission::RegisterWrite)?;
    cx.actor.employee().map(|employee| employee.id).ok_or(Forbidden(Permission::RegisterWrite))
}

/// The first rows of a table, headings included. Waits for the disk.
///
/// # Errors
/// [`RegisterError::Sheet`] when it is no table; when registering is forbidden.
pub async fn legacy_preview(cx: &mut Cx, path: &Path) -> Result<Vec<Vec<String>>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let path = path.to_owned();
    let read = spawn_blocking(move || {
        let mut first = Vec::new();
        sheets::rows(&path, |row| {
            first.push(row);
            first.len() < 6
        })?;
        Ok::<_, sheets::SheetError>(first)
    });
    Ok(read.await.map_err(std::io::Error::other).map_err(sheets::SheetError::from)??)
}

/// What an import would do, without doing it.
///
/// # Errors
/// [`RegisterError::Sheet`] when it is no table; when registering is forbidden.
pub async fn legacy_dry_run(cx: &mut Cx, source: &LegacySource) -> Result<DryRun, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let (path, mapping) = (source.path.clone(), source.mapping.clone());
    let read = spawn_blocking(move || {
        let (mut run, mut numbers) = (DryRun { rows: -1, ..DryRun::default() }, Numbers::new());
        sheets::rows(&path, |cells| {
            run.rows += 1;
            // The first row has the headings.
            if run.rows > 0 {
                tell(&mut run, &mut numbers, &mapping, &cells);
            }
            true
        })?;
        run.rows = run.rows.max(0);
        run.continuity = numbers.into_iter().map(|(year, numbers)| of_year(year, numbers)).collect();
        Ok::<_, sheets::SheetError>(run)
    });
    Ok(read.await.map_err(std::io::Error::other).map_err(sheets::SheetError::from)??)
}

/// The numbers of each year, with what stood behind them.
type Numbers = BTreeMap<i64, Vec<(i64, String)>>;

fn of_year(year: i64, mut numbers: Vec<(i64, String)>) -> Continuity {
    numbers.sort_unstable();
    let mut report = Continuity::of(year);
    numbers.into_iter().for_each(|number| report.number(number));
    report
}

fn tell(run: &mut DryRun, numbers: &mut Numbers, mapping: &Mapping, cells: &[String]) {
    match line(mapping, cells, run.rows) {
        Ok(line) => {
            run.good += 1;
            numbers.entry(line.year).or_default().push((line.number, line.suffix.clone()));
            let year = run.years.entry(line.year).or_insert((0, line.number, line.number));
            *year = (year.0 + 1, year.1.min(line.number), year.2.max(line.number));
            if run.sample.len() < SHOWN {
                run.sample.push(line);
            }
        }
        Err(refusal) if run.refused.len() < SHOWN => run.refused.push(refusal),
        Err(_) => {}
    }
}
