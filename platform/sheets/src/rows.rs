//! Tables that are longer than memory, row by row.

use crate::{SheetError, workbook};
use calamine::Reader;
use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::Path,
};

/// More columns than these nobody fills.
const COLUMNS: usize = 256;
/// How much a workbook may unpack to, bytes: a register of a million lines has some 700 MB.
const UNPACKED: u64 = 1 << 30;
/// How much of the beginning tells the delimiter.
const HEAD: usize = 4096;

/// Calls `each` with every row of a CSV file, or of the first sheet of a workbook, until it says no. Blank rows are
/// left out. CSV may be UTF-8 or, as old programs wrote Greek, Windows-1253. To be called on a thread that may wait.
///
/// # Errors
/// [`SheetError::Unreadable`], [`SheetError::TooLarge`], [`SheetError::Texts`], or what the disk refuses.
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
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(workbook::delimiter(head))
        .from_reader(BufReader::with_capacity(1 << 16, file));
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(|_| SheetError::Unreadable)? {
        let cells: Vec<String> = record.iter().take(COLUMNS).map(decode).collect();
        if !workbook::blank(&cells) && !each(cells) {
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

fn workbook(file: File, mut each: impl FnMut(Vec<String>) -> bool) -> Result<(), SheetError> {
    let mut book = workbook::open(BufReader::new(file), UNPACKED)?;
    let name = book.sheet_names().into_iter().next().ok_or(SheetError::Unreadable)?;
    workbook::walk(&mut book, &name, COLUMNS, |mut row| {
        row.truncate(COLUMNS);
        Ok(workbook::blank(&row) || each(row))
    })
}
