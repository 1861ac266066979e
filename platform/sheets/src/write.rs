//! Tables on their way out.

use crate::{Sheet, SheetError, is_formula};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// What spreadsheets need at the start of a CSV to read Greek.
pub const BOM: &str = "\u{feff}";

/// One line of a CSV.
#[must_use]
pub fn row<S: AsRef<str>>(cells: &[S]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let safe = cells.iter().map(|cell| {
        let cell = cell.as_ref();
        // An apostrophe of one's own before a formula gets a second one, so that reading takes one away.
        let quoted =
            is_formula(cell) || cell.strip_prefix('\'').is_some_and(|rest| is_formula(rest.trim_start_matches('\'')));
        if quoted { format!("'{cell}") } else { cell.to_owned() }
    });
    // Writing to memory does not fail.
    let _ = writer.write_record(safe);
    writer.into_inner().unwrap_or_default()
}

/// A whole table as CSV.
#[must_use]
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = BOM.as_bytes().to_vec();
    for cells in &sheet.rows {
        out.extend(row(cells));
    }
    out
}

/// A workbook. Every cell is text: nothing is a formula, and leading zeros stay.
///
/// # Errors
/// When a name or a cell is longer than the format allows.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    // The same table gives the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    let (head, text) = (Format::new().set_bold().set_num_format("@"), Format::new().set_num_format("@"));
    for table in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.name)?.set_freeze_panes(1, 0)?;
        for (y, cells) in (0_u32..).zip(&table.rows) {
            for (x, cell) in (0_u16..).zip(cells) {
                sheet.write_string_with_format(y, x, cell, if y == 0 { &head } else { &text })?;
            }
        }
        sheet.autofit();
    }
    Ok(book.save_to_buffer()?)
}
