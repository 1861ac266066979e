//! What is printed for the scanner: labels for papers, and sheets that part one document from the next.

use crate::{qr, world};
use kernel::Instant;
use serde::Serialize;

/// A label for a paper.
#[derive(Debug, Clone, Serialize)]
pub struct Label {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// `Α.Π. 12345/2026`.
    pub number: String,
    /// Date and time, as people write it.
    pub time: String,
    /// A line under it; empty for none.
    pub note: String,
    /// What its code says.
    #[serde(skip)]
    pub code: String,
}

/// The label as PDF/A-3b, 70 by 36 millimetres; the same bytes for the same input.
///
/// # Errors
/// A mistake in the template, or a code that is too long.
pub fn label(label: &Label, at: Instant) -> Result<Vec<u8>, world::Error> {
    let files = vec![data(label)?, ("/qr.svg".to_owned(), code(&label.code)?)];
    let ident = format!("{} {} {}", label.municipality, label.number, label.code);
    world::render(("/label.typ", include_str!("../../../typst/label.typ")), files, ident, at)
}

/// A sheet that parts one document from the next, and says to whom the next goes.
#[derive(Debug, Clone, Serialize)]
pub struct Separator {
    /// What stands on it: the name of a unit.
    pub name: String,
    /// What its code says.
    #[serde(skip)]
    pub code: String,
}

/// Sheets for the scanner, in words of their language.
#[derive(Debug, Clone, Serialize)]
pub struct Separators {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// What they are.
    pub title: String,
    /// How they are used.
    pub text: String,
    /// The sheets.
    pub sheets: Vec<Separator>,
}

/// The sheets as PDF/A-3b, a page of A4 each; the same bytes for the same input.
///
/// # Errors
/// A mistake in the template, or a code that is too long.
pub fn separators(all: &Separators, at: Instant) -> Result<Vec<u8>, world::Error> {
    let mut files = vec![data(all)?];
    for (place, sheet) in all.sheets.iter().enumerate() {
        files.push((format!("/qr{place}.svg"), code(&sheet.code)?));
    }
    let ident = format!("{} {} {}", all.municipality, all.title, all.sheets.len());
    world::render(("/separator.typ", include_str!("../../../typst/separator.typ")), files, ident, at)
}

fn data(of: &impl Serialize) -> Result<(String, Vec<u8>), world::Error> {
    let text = serde_json::to_string(of).map_err(|e| world::Error(e.to_string()))?;
    Ok(("/data.json".to_owned(), world::printable(&text).into_bytes()))
}

fn code(text: &str) -> Result<Vec<u8>, world::Error> {
    let svg = qr::svg(text).ok_or_else(|| world::Error("what the code says is too long".into()))?;
    Ok(svg.into_bytes())
}
