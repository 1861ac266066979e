//! The register as a book, and the sheet that closes a day.

use crate::world;
use kernel::Instant;
use serde::Serialize;

/// A book or a closing sheet, in words of its language.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Book {
    /// `el` or `en`.
    pub lang: String,
    /// The municipality.
    pub municipality: String,
    /// The title.
    pub title: String,
    /// `2026`, `Νοέμβριος 2026`, `23/11/2026`.
    pub period: String,
    /// Label and value of each fact, in order.
    pub facts: Vec<(String, String)>,
    /// The heads of the columns; none where there is no table.
    pub heads: Vec<String>,
    /// How wide each column is, in parts of the whole.
    pub widths: Vec<u8>,
    /// The lines, as many cells as heads.
    pub lines: Vec<Vec<String>>,
    /// The heading of `code`.
    pub code_title: String,
    /// Text that is shown line by line as it is.
    pub code: String,
    /// Who signs, below a line.
    pub sign: String,
    /// The word for page.
    pub page: String,
    /// What stands at the foot.
    pub foot: String,
    /// What stands behind the last line.
    pub end: String,
}

#[derive(Serialize)]
struct Data<'b> {
    #[serde(flatten)]
    book: &'b Book,
    /// How many pages stand before this part; none where it is the whole.
    before: Option<i64>,
}

const TEMPLATE: &str = include_str!("../../../typst/book.typ");

/// The book as PDF/A; the same bytes for the same input. Takes seconds of a thread for thousands of lines;
/// long ones are for a [`Volume`](crate::Volume).
///
/// # Errors
/// A mistake in the template.
pub fn book(book: &Book, at: Instant) -> Result<Vec<u8>, world::Error> {
    world::render(("/book.typ", TEMPLATE), data(book, None)?, ident(book, at), at)
}

/// A part of a book, behind so many pages; without tags, which would be many times what is printed.
pub(crate) fn part(book: &Book, before: i64, at: Instant) -> Result<Vec<u8>, world::Error> {
    world::render_part(("/book.typ", TEMPLATE), data(book, Some(before))?, ident(book, at), at)
}

fn data(book: &Book, before: Option<i64>) -> Result<Vec<(String, Vec<u8>)>, world::Error> {
    let data = serde_json::to_string(&Data { book, before }).map_err(|e| world::Error(e.to_string()))?;
    Ok(vec![("/data.json".to_owned(), world::printable(&data).into_bytes())])
}

fn ident(book: &Book, at: Instant) -> String {
    format!("{} {} {} {}", book.municipality, book.title, book.period, at.utc())
}
