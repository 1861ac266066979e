//! Workbooks that strangers send: what they unpack to is measured before they are read.

use crate::SheetError;
use calamine::{Data, DataRef, Xlsx, XlsxError};
use quick_xml::{Reader, events::Event};
use std::io::{BufRead, BufReader, Read, Seek, copy, sink};
use zip::{ZipArchive, read::Config, unstable::read::ZipIterable};

/// How many parts a workbook may have.
const PARTS: usize = 10_000;
/// How much the table of texts may unpack to, bytes: it is held in memory as a whole.
pub(crate) const TEXTS: u64 = 128 * 1024 * 1024;
/// How much text a row may have, bytes. One cell holds 32,767 characters at most.
const ROW: usize = 1024 * 1024;

/// Opens a workbook that unpacks to at most `max` bytes. Nothing that it says of its own size is believed.
pub(crate) fn open<R: Read + Seek>(mut file: R, max: u64) -> Result<Xlsx<R>, SheetError> {
    measure(&mut file, max)?;
    file.rewind()?;
    calamine::open_workbook_from_rs(file).map_err(|_: XlsxError| SheetError::Unreadable)
}

fn measure<R: Read + Seek>(file: &mut R, max: u64) -> Result<(), SheetError> {
    let unreadable = |_| SheetError::Unreadable;
    if ZipIterable::try_new(&mut *file, Config::default()).map_err(unreadable)?.len() > PARTS {
        return Err(SheetError::TooLarge);
    }
    let mut archive = ZipArchive::new(file).map_err(unreadable)?;
    let mut left = max;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(unreadable)?;
        let texts = part.name_raw().to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let size = copy(&mut part.take(left + 1), &mut sink()).map_err(|_| SheetError::Unreadable)?;
        left = left.checked_sub(size).ok_or(SheetError::TooLarge)?;
        if texts {
            if size > TEXTS {
                return Err(SheetError::Texts);
            }
            let part = archive.by_index(place).map_err(unreadable)?;
            if declared(BufReader::new(part))? > size {
                return Err(SheetError::Unreadable);
            }
        }
    }
    Ok(())
}

/// How many texts the table says that it has: room for them is made before the first is read.
fn declared(part: impl BufRead) -> Result<u64, SheetError> {
    let (mut reader, mut buffer) = (Reader::from_reader(part), Vec::new());
    let config = reader.config_mut();
    (config.check_end_names, config.expand_empty_elements) = (false, true);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| SheetError::Unreadable)? {
            Event::Start(e) if e.local_name().as_ref() == "sst" => {
                let count = e.try_get_attribute("uniqueCount").map_err(|_| SheetError::Unreadable)?;
                return Ok(count.and_then(|count| count.value.parse().ok()).unwrap_or(0));
            }
            Event::Eof => return Ok(0),
            _ => {}
        }
    }
}

/// Calls `each` with every row of a sheet that is not blank, until it says no. A row has `columns` cells at most, and one
/// more when anything stands behind them. Cell by cell: a cell at the far end of an empty sheet must not make a table of
/// that size.
pub(crate) fn walk<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    columns: usize,
    mut each: impl FnMut(Vec<String>) -> Result<bool, SheetError>,
) -> Result<(), SheetError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| SheetError::Unreadable)?;
    let (mut row, mut at, mut length) = (Vec::<String>::new(), None, 0);
    while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Unreadable)? {
        let ((y, x), value) = (cell.get_position(), cell.get_value());
        if at != Some(y) {
            let whole = std::mem::take(&mut row);
            if !blank(&whole) && !each(whole)? {
                return Ok(());
            }
            (at, length) = (Some(y), 0);
        }
        length += match value {
            DataRef::String(text) => text.len(),
            DataRef::SharedString(text) => text.len(),
            _ => 0,
        };
        if length > ROW {
            return Err(SheetError::TooLarge);
        }
        let (x, text) = (columns.min(x as usize), words(&Data::from(value.clone())));
        if !text.is_empty() {
            row.resize(row.len().max(x + 1), String::new());
            row[x] = text;
        }
    }
    if !blank(&row) {
        each(row)?;
    }
    Ok(())
}

pub(crate) fn blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn words(value: &Data) -> String {
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

/// What stands between the cells of a CSV file, by its first line.
pub(crate) fn delimiter(text: &[u8]) -> u8 {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| line.iter().filter(|byte| **byte == mark).count();
    *b",;\t".iter().rev().max_by_key(|mark| count(**mark)).unwrap_or(&b',')
}
