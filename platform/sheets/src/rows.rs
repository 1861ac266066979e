//! Tables that are longer than memory, row by row.

use crate::{SheetError, read::words};
use calamine::{Data, Reader, Xlsx};
use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::Path,
};

/// More columns than these nobody fills.
const COLUMNS: usize = 256;
/// How much of the beginning tells the delimiter.
const HEAD: usize = 4096;

/// Calls `each` with every row of a CSV file, or of the first sheet of a workbook, until it says no. Blank rows are
/// left out. CSV may be UTF-8 or, as old programs wrote Greek, Windows-1253. To be called on a thread that may wait.
///
/// # Errors
/// [`SheetError::Unreadable`], or what the disk refuses.
pub fn rows(path: &Path, each: impl FnMut(Vec<String>) -> bool) -> Result<(), SheetError> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(HEAD as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    if head.starts_with(b"PK\x03\x04") { workbook(file, each) } else { text(file, &head, each) }
}

fn text(file: File, head: &[u8], mut each: impl FnMut(Vec<String>) -> bool) -> Result<(), SheetError> {
    if head.contains(&0) {
        return Err(SheetError::Unreadable);
    }
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| line.iter().filter(|b| **b == mark).count();
    let delimiter = *b",;\t".iter().rev().max_by_key(|mark| count(**mark)).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(BufReader::with_capacity(1 << 16, file));
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| SheetError::Unreadable)? {
        let cells: Vec<String> = record.iter().take(COLUMNS).map(decode).collect();
        if !blank(&cells) && !each(cells) {
            break;
        }
    }
    Ok(())
}

fn decode(cell: &[u8]) -> String {
    let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1253.decode_without_bom_handling(cell).0.into_owned(),
    }
}

fn blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn workbook(file: File, mut each: impl FnMut(Vec<String>) -> bool) -> Result<(), SheetError> {
    let book: Result<Xlsx<_>, calamine::XlsxError> = calamine::open_workbook_from_rs(BufReader::new(file));
    let mut book = book.map_err(|_| SheetError::Unreadable)?;
    let name = book.sheet_names().into_iter().next().ok_or(SheetError::Unreadable)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetError::Unreadable)?;
    let (mut row, mut at) = (Vec::<String>::new(), None);
    while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Unreadable)? {
        let (y, x) = cell.get_position();
        if at != Some(y) {
            let whole = std::mem::take(&mut row);
            if !blank(&whole) && !each(whole) {
                return Ok(());
            }
            at = Some(y);
        }
        if (x as usize) < COLUMNS {
            row.resize(row.len().max(x as usize + 1), String::new());
            row[x as usize] = words(&Data::from(cell.get_value().clone()));
        }
    }
    if !blank(&row) {
        each(row);
    }
    Ok(())
}
