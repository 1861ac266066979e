//! A sheet of lists: counts first, then the lines.

use crate::world;
use kernel::Instant;
use serde::Serialize;

/// A list of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetPart {
    /// Its heading.
    pub title: String,
    /// How many there are, as people write it.
    pub count: String,
    /// The heads of its columns; every line has as many cells. The second is the widest.
    pub columns: Vec<String>,
    /// Its lines.
    pub lines: Vec<Vec<String>>,
    /// What stands under it; empty for nothing.
    pub note: String,
}

/// A sheet, in words of its language.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// The title.
    pub title: String,
    /// The line under it.
    pub sub: String,
    /// The lists.
    pub parts: Vec<SheetPart>,
    /// What is said where there is no list.
    pub empty: String,
}

/// The sheet as PDF/A-3b; the same bytes for the same input. Takes tens of milliseconds of a thread.
///
/// # Errors
/// A mistake in the template.
pub fn sheet(sheet: &Sheet, at: Instant) -> Result<Vec<u8>, world::Error> {
    let data = serde_json::to_string(sheet).map_err(|e| world::Error(e.to_string()))?;
    let data = world::printable(&data).into_bytes();
    let ident = format!("{} {} {} {}", sheet.municipality, sheet.title, sheet.sub, at.utc());
    let template = ("/sheet.typ", include_str!("../../../typst/sheet.typ"));
    world::render(template, vec![("/data.json".to_owned(), data)], ident, at)
}
