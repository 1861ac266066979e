//! Workbooks that are longer than memory: the bytes leave as the rows come.

use crate::SheetError;
use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};
use zip::{
    ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// How many rows a sheet may have; the next one goes on where it is full.
const ROWS: u32 = 1_048_576;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Style 1 is text, style 2 a bold head.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"#;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text; never a formula.
    Text(String),
    /// A whole number, so that it sorts as one.
    Number(i64),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Text(text) => f.write_str(text),
            Cell::Number(number) => number.fmt(f),
        }
    }
}

/// What has been written and not been taken yet.
#[derive(Clone, Default)]
struct Tap(Arc<Mutex<Vec<u8>>>);

impl Tap {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Tap {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A workbook that is written row by row.
pub struct Workbook {
    zip: ZipWriter<StreamWriter<Tap>>,
    tap: Tap,
    name: String,
    heads: Vec<Cell>,
    sheets: u32,
    rows: u32,
}

impl Workbook {
    /// A workbook whose sheets are called `name` and begin with `heads`.
    ///
    /// # Errors
    /// None in practice: it writes to memory.
    pub fn new(name: &str, heads: Vec<String>) -> Result<Self, SheetError> {
        let tap = Tap::default();
        let heads = heads.into_iter().map(Cell::Text).collect();
        let zip = ZipWriter::new_stream(tap.clone());
        let mut book = Self { zip, tap, name: name.to_owned(), heads, sheets: 0, rows: ROWS };
        for (path, text) in [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("xl/styles.xml", STYLES)] {
            book.file(path, text)?;
        }
        book.next_sheet()?;
        Ok(book)
    }

    fn file(&mut self, path: &str, text: &str) -> Result<(), SheetError> {
        self.zip.start_file(path, SimpleFileOptions::default())?;
        Ok(self.zip.write_all(text.as_bytes())?)
    }

    fn next_sheet(&mut self) -> Result<(), SheetError> {
        if self.sheets > 0 {
            self.zip.write_all(b"</sheetData></worksheet>")?;
        }
        self.sheets += 1;
        self.rows = 0;
        self.file(&format!("xl/worksheets/sheet{}.xml", self.sheets), SHEET)?;
        let heads = self.heads.clone();
        self.write(&heads, 2)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// None in practice: it writes to memory.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), SheetError> {
        if self.rows >= ROWS {
            self.next_sheet()?;
        }
        self.write(cells, 1)
    }

    fn write(&mut self, cells: &[Cell], style: u8) -> Result<(), SheetError> {
        let mut xml = String::from("<row>");
        for cell in cells {
            match cell {
                Cell::Number(number) => xml.push_str(&format!("<c><v>{number}</v></c>")),
                Cell::Text(text) => {
                    xml.push_str(&format!(r#"<c t="inlineStr" s="{style}"><is><t xml:space="preserve">"#));
                    escape(text, &mut xml);
                    xml.push_str("</t></is></c>");
                }
            }
        }
        xml.push_str("</row>");
        self.rows += 1;
        Ok(self.zip.write_all(xml.as_bytes())?)
    }

    /// The bytes that are ready to leave.
    pub fn take(&mut self) -> Vec<u8> {
        self.tap.take()
    }

    /// Ends the workbook; the last bytes.
    ///
    /// # Errors
    /// None in practice: it writes to memory.
    pub fn finish(mut self) -> Result<Vec<u8>, SheetError> {
        self.zip.write_all(b"</sheetData></worksheet>")?;
        let mut name = String::new();
        escape(&self.name, &mut name);
        let (mut sheets, mut links) = (String::new(), String::new());
        for n in 1..=self.sheets {
            let number = if n == 1 { String::new() } else { format!(" {n}") };
            sheets.push_str(&format!(r#"<sheet name="{name}{number}" sheetId="{n}" r:id="rId{n}"/>"#));
            links.push_str(&format!(r#"<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>"#));
        }
        self.file("xl/workbook.xml", &format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#))?;
        self.file("xl/_rels/workbook.xml.rels", &format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#))?;
        self.zip.finish()?;
        Ok(self.tap.take())
    }
}

/// Text inside an element; characters that XML 1.0 cannot carry are left out.
fn escape(text: &str, xml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\t' | '\n' | '\r' => xml.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => xml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_leave_as_they_come_and_read_back() {
        let mut book = Workbook::new("Πρωτόκολλο", vec!["Α.Π.".into(), "Θέμα".into()]).unwrap();
        let mut bytes = Vec::new();
        for number in 0..5_000 {
            let subject = format!("=1+{number} <b>&\"' \u{1}{}", "θέμα ".repeat(20));
            book.row(&[Cell::Number(number), Cell::Text(subject)]).unwrap();
            let some = book.take();
            assert!(some.len() < 200_000, "{}", some.len());
            bytes.extend(some);
        }
        bytes.extend(book.finish().unwrap());
        let sheets = crate::read(&bytes).unwrap();
        assert_eq!((sheets[0].name.as_str(), sheets[0].rows.len()), ("Πρωτόκολλο", 5_001));
        assert_eq!(sheets[0].rows[4_321][0], "4320");
        assert!(sheets[0].rows[1][1].starts_with("=1+0 <b>&\"' θέμα"));
    }
}
