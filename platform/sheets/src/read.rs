//! Tables on their way in.

use crate::{Sheet, SheetError, is_formula, workbook, write::BOM};
use calamine::{Reader, Xlsx};
use std::{borrow::Cow, io::Cursor};

/// How far a table may reach.
const ROWS: usize = 100_000;
const COLUMNS: usize = 64;
/// How much a workbook may unpack to, and how much text its cells may have, bytes.
const UNPACKED: u64 = 100_000_000;

/// The tables of a CSV file or a workbook; blank rows are left out.
///
/// # Errors
/// [`SheetError::Unreadable`], [`SheetError::TooLarge`].
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if bytes.starts_with(b"PK\x03\x04") { workbook(bytes) } else { Ok(vec![text(bytes)?]) }
}

fn text(bytes: &[u8]) -> Result<Sheet, SheetError> {
    // As old programs write Greek; a byte that it does not know is of no text.
    let text = std::str::from_utf8(bytes).map(Cow::Borrowed).or_else(|_| {
        let found = encoding_rs::WINDOWS_1253.decode_without_bom_handling_and_without_replacement(bytes);
        found.ok_or(SheetError::Unreadable)
    })?;
    if text.contains('\0') {
        return Err(SheetError::Unreadable);
    }
    let text = text.strip_prefix(BOM).unwrap_or(&text);
    let delimiter = workbook::delimiter(text.as_bytes());
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| SheetError::Unreadable)?;
        if rows.len() >= ROWS || record.len() > COLUMNS {
            return Err(SheetError::TooLarge);
        }
        let row: Vec<String> = record.iter().map(plain).collect();
        if !workbook::blank(&row) {
            rows.push(row);
        }
    }
    Ok(Sheet { name: String::new(), rows })
}

/// A cell without the apostrophe that made it safe.
fn plain(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\'')));
    rest.unwrap_or(cell).to_owned()
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut book = workbook::open(Cursor::new(bytes), UNPACKED)?;
    let mut left = UNPACKED;
    book.sheet_names().into_iter().map(|name| sheet(&mut book, name, &mut left)).collect()
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: String, left: &mut u64) -> Result<Sheet, SheetError> {
    let mut rows = Vec::<Vec<String>>::new();
    workbook::walk(book, &name, COLUMNS, |row| {
        // The same text may stand in every cell, and be packed once.
        let size = row.iter().map(|cell| cell.len() as u64).sum();
        *left = left.checked_sub(size).ok_or(SheetError::TooLarge)?;
        if row.len() > COLUMNS || rows.len() >= ROWS {
            return Err(SheetError::TooLarge);
        }
        rows.push(row);
        Ok(true)
    })?;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    Ok(Sheet { name, rows })
}
