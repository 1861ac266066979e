//! Tables on their way in.

use crate::{Sheet, SheetError, is_formula, write::BOM};
use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// How far a table may reach.
const ROWS: usize = 100_000;
const COLUMNS: usize = 64;
/// How much a workbook may unpack to, bytes.
const UNPACKED: u64 = 100_000_000;

/// The tables of a CSV file or a workbook; blank rows are left out.
///
/// # Errors
/// [`SheetError::Unreadable`], [`SheetError::TooLarge`].
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if bytes.starts_with(b"PK\x03\x04") { workbook(bytes) } else { Ok(vec![text(bytes)?]) }
}

fn text(bytes: &[u8]) -> Result<Sheet, SheetError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::Unreadable)?;
    if text.contains('\0') {
        return Err(SheetError::Unreadable);
    }
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: char| head.matches(mark).count();
    let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(',') as u8;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| SheetError::Unreadable)?;
        if rows.len() >= ROWS || record.len() > COLUMNS {
            return Err(SheetError::TooLarge);
        }
        rows.push(record.iter().map(plain).collect());
    }
    Ok(Sheet { name: String::new(), rows: without_blank(rows) })
}

/// A cell without the apostrophe that made it safe.
fn plain(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| is_formula(rest.trim_start_matches('\'')));
    rest.unwrap_or(cell).to_owned()
}

fn without_blank(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect()
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    let mut unpacked = 0;
    for place in 0..archive.len() {
        unpacked += archive.by_index_raw(place).map_err(|_| SheetError::Unreadable)?.size();
    }
    if unpacked > UNPACKED {
        return Err(SheetError::TooLarge);
    }
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_: calamine::XlsxError| SheetError::Unreadable)?;
    let names = book.sheet_names();
    names.into_iter().map(|name| sheet(&mut book, name)).collect()
}

/// Cell by cell: a cell at the far end of an empty sheet must not make a table of that size.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Sheet, SheetError> {
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetError::Unreadable)?;
    let (mut rows, mut last) = (Vec::<Vec<String>>::new(), None);
    while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Unreadable)? {
        let (y, x) = cell.get_position();
        let value = words(&Data::from(cell.get_value().clone()));
        if value.is_empty() {
            continue;
        }
        if x as usize >= COLUMNS || rows.len() >= ROWS {
            return Err(SheetError::TooLarge);
        }
        if last != Some(y) {
            rows.push(Vec::new());
            last = Some(y);
        }
        if let Some(row) = rows.last_mut() {
            row.resize(row.len().max(x as usize + 1), String::new());
            row[x as usize] = value;
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize(width, String::new());
    }
    Ok(Sheet { name, rows: without_blank(rows) })
}

pub(crate) fn words(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(_) | Data::Empty => String::new(),
    }
}
