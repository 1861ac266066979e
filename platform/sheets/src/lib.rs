//! Tables in and out, as CSV and XLSX.
#![doc = include_str!("../README.md")]

mod read;
mod rows;
mod stream;
mod write;

pub use read::read;
pub use rows::rows;
pub use stream::{Cell, Workbook};
pub use write::{BOM, csv, row, xlsx};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; CSV has none.
    pub name: String,
    /// Its rows, the first being the heads of the columns.
    pub rows: Vec<Vec<String>>,
}

/// Why a file is no table.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// It is neither CSV in UTF-8 nor a workbook.
    #[error("the file is neither CSV in UTF-8 nor XLSX")]
    Unreadable,
    /// It has more cells than anybody types.
    #[error("the file is too large")]
    TooLarge,
    /// It could not be written.
    #[error("the workbook could not be written: {0}")]
    Write(#[from] rust_xlsxwriter::XlsxError),
    /// It could not be packed.
    #[error("the workbook could not be packed: {0}")]
    Pack(#[from] zip::result::ZipError),
    /// Its bytes could not be written.
    #[error("the workbook could not be written: {0}")]
    Io(#[from] std::io::Error),
}

/// Whether a spreadsheet could take a cell that begins so for a formula (OWASP, CSV injection).
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn table() -> Sheet {
        let rows = [
            ["κωδικός", "όνομα", "ημερομηνία"],
            ["=1+1", "'=HYPERLINK(\"http://x\")", "2026-01-01"],
            ["007", "Τμήμα «Α», Β;\nΓ \"Δ\"", ""],
            ["-", "'απόστροφος", "+30 210"],
        ];
        Sheet { name: "units".into(), rows: rows.iter().map(|r| r.map(str::to_owned).to_vec()).collect() }
    }

    #[test]
    fn nothing_changes_on_the_way_out_and_in() {
        let sheet = table();
        let csv = csv(&sheet);
        assert_eq!(read(&csv).unwrap()[0].rows, sheet.rows);
        assert_eq!(read(&xlsx(std::slice::from_ref(&sheet)).unwrap()).unwrap(), [sheet]);
    }

    #[test]
    fn no_cell_of_a_csv_is_a_formula() {
        let text = String::from_utf8(csv(&table())).unwrap();
        assert!(text.contains("'=1+1,") && text.contains("'+30 210") && text.contains("'-,"), "{text}");
    }

    #[test]
    fn semicolons_and_tabs_are_read_too() {
        for text in ["κωδικός;όνομα\nα;β,γ\n", "\u{feff}κωδικός\tόνομα\r\nα\tβ,γ"] {
            assert_eq!(read(text.as_bytes()).unwrap()[0].rows, [["κωδικός", "όνομα"], ["α", "β,γ"]]);
        }
    }

    #[test]
    fn rubbish_is_refused() {
        assert!(matches!(read(b"\xff\xfe\x00"), Err(SheetError::Unreadable)));
        assert!(matches!(read(b"PK\x03\x04 no zip"), Err(SheetError::Unreadable)));
        assert!(matches!(read("α\0β".as_bytes()), Err(SheetError::Unreadable)));
    }
}
