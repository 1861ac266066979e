//! Tables in and out, as CSV and XLSX.
#![doc = include_str!("../README.md")]

mod read;
mod rows;
mod stream;
mod workbook;
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
    /// It is neither CSV nor a workbook.
    #[error("the file is neither CSV in UTF-8 nor XLSX")]
    Unreadable,
    /// It has more cells than anybody types.
    #[error("the file is too large")]
    TooLarge,
    /// The table of texts of a workbook, which is held in memory as a whole, is too large.
    #[error("the texts of the workbook unpack to more than {} MB: save it as CSV", workbook::TEXTS >> 20)]
    Texts,
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
    use std::io::Write;

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
    fn old_greek_is_read_too() {
        // «κωδικός;όνομα» in Windows-1253.
        let bytes = b"\xea\xf9\xe4\xe9\xea\xfc\xf2;\xfc\xed\xef\xec\xe1\n7;\xc1\n";
        assert_eq!(read(bytes).unwrap()[0].rows, [["κωδικός", "όνομα"], ["7", "Α"]]);
        assert!(matches!(read(b"\xff\xd2\xaa"), Err(SheetError::Unreadable)));
    }

    const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const LINKS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

    /// A workbook of these parts.
    fn book(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let known = [("_rels/.rels", ROOT), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", LINKS)];
        let known = known.map(|(name, text)| (name, text.as_bytes()));
        for (name, content) in known.iter().chain(parts) {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// The same file; of a part that unpacks to `size` bytes it says a thousand.
    fn lying(mut bytes: Vec<u8>, size: usize) -> Vec<u8> {
        let size = u32::try_from(size).unwrap().to_le_bytes();
        while let Some(place) = bytes.windows(4).position(|found| found == size) {
            bytes[place..place + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        bytes
    }

    fn rows_of(bytes: &[u8]) -> Result<usize, SheetError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut count = 0;
        rows(file.path(), |_| {
            count += 1;
            true
        })?;
        Ok(count)
    }

    #[test]
    fn a_workbook_is_measured_and_not_believed() {
        let sheet = br#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
        let flood = [sheet.as_slice(), &vec![b' '; 101_000_000]].concat();
        let large = book(&[("xl/worksheets/sheet1.xml", &flood)]);
        assert!(matches!(read(&large), Err(SheetError::TooLarge)));
        assert!(read(&lying(large, flood.len())).is_err());
        // Room for more texts than the universe has.
        let texts = |count: &str| format!("<sst uniqueCount=\"{count}\"><si><t>α</t></si></sst>").into_bytes();
        for (count, good) in [("1", true), ("99999999999999", false), ("999999999999999999", false)] {
            let parts = [("xl/sharedStrings.xml", &*texts(count)), ("xl/worksheets/sheet1.xml", sheet.as_slice())];
            assert_eq!((read(&book(&parts)).is_ok(), rows_of(&book(&parts)).is_ok()), (good, good), "{count}");
        }
        let many = [texts("1"), vec![b' '; 130 << 20]].concat();
        let parts = [("xl/SharedStrings.xml", &*many), ("xl/worksheets/sheet1.xml", sheet.as_slice())];
        let error = rows_of(&book(&parts)).unwrap_err();
        assert!(matches!(error, SheetError::Texts) && error.to_string().contains("128 MB: save it as CSV"), "{error}");
    }

    #[test]
    fn one_long_text_in_every_cell_is_no_table() {
        let text = format!("<sst><si><t>{}</t></si></sst>", "α".repeat(200_000));
        let sheet = |width: usize| {
            let cells = |y| (0..width).map(move |x| format!("<c r=\"{}{y}\" t=\"s\"><v>0</v></c>", ["A", "B", "C"][x]));
            let row = |y: usize| format!("<row r=\"{y}\">{}</row>", cells(y).collect::<String>());
            format!("<worksheet><sheetData>{}</sheetData></worksheet>", (1..=300).map(row).collect::<String>())
        };
        let (wide, narrow) = (sheet(3), sheet(1));
        let parts = |sheet| [("xl/sharedStrings.xml", text.as_bytes()), ("xl/worksheets/sheet1.xml", sheet)];
        assert!(matches!(rows_of(&book(&parts(wide.as_bytes()))), Err(SheetError::TooLarge)));
        assert_eq!(rows_of(&book(&parts(narrow.as_bytes()))).unwrap(), 300);
        assert!(matches!(read(&book(&parts(narrow.as_bytes()))), Err(SheetError::TooLarge)));
    }

    #[test]
    fn rubbish_is_refused() {
        assert!(matches!(read(b"\xff\xfe\x00"), Err(SheetError::Unreadable)));
        assert!(matches!(read(b"PK\x03\x04 no zip"), Err(SheetError::Unreadable)));
        assert!(matches!(read("α\0β".as_bytes()), Err(SheetError::Unreadable)));
    }
}
