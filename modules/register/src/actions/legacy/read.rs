//! Old registers, as they are read.

use crate::{Continuity, LegacyImport, LegacyLine, Refusal, RegisterError, store};
use db::Cx;
use futures_util::StreamExt;
use kernel::{LegacyId, Permission};

/// The imports, newest first.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn legacy_imports(cx: &mut Cx) -> Result<Vec<LegacyImport>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::legacy::imports(&mut cx.tx).await?)
}

/// One import.
///
/// # Errors
/// [`RegisterError::NotFound`].
pub async fn legacy_import(cx: &mut Cx, id: LegacyId) -> Result<LegacyImport, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    store::legacy::import(&mut cx.tx, id).await?.ok_or(RegisterError::NotFound)
}

/// The years of an old register, newest first.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn legacy_years(cx: &mut Cx, import: LegacyId) -> Result<Vec<i64>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::legacy::years(&mut cx.tx, import).await?)
}

/// Fifty lines of an old register behind a number and row (both 0: the first ones).
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn legacy_lines(
    cx: &mut Cx,
    import: LegacyId,
    year: i64,
    after: (i64, i64),
) -> Result<Vec<LegacyLine>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::legacy::page(&mut cx.tx, import, year, after).await?)
}

/// The first rows of a table that are no lines of the old register, at most five hundred.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn legacy_refused(cx: &mut Cx, import: LegacyId) -> Result<Vec<Refusal>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::legacy::refused(&mut cx.tx, import).await?)
}

/// The import of these bytes into that book, where it has begun.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn legacy_begun(cx: &mut Cx, book: &str, sha256: &[u8]) -> Result<Option<LegacyImport>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::legacy::find_import(&mut cx.tx, book, sha256).await?)
}

/// Gaps, doubles and impossible dates of a year of an old register, as they were when it was whole; none before that.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn continuity(cx: &mut Cx, import: LegacyId, year: i64) -> Result<Option<Continuity>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let kept = store::legacy::report(&mut cx.tx, import, year).await?;
    Ok(kept.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// The reports of all years: goes over every line.
pub(super) async fn reports(cx: &mut Cx, import: LegacyId) -> Result<Vec<Continuity>, RegisterError> {
    let today = cx.now.day();
    let mut reports = Vec::new();
    for year in store::legacy::years(&mut cx.tx, import).await? {
        let mut report = Continuity::of(year);
        let mut lines = store::legacy::year(&mut cx.tx, import, year)?;
        while let Some(line) = lines.next().await {
            report.add(&line?, today);
        }
        reports.push(report);
    }
    Ok(reports)
}
