//! A batch of the scanner, parted into documents by the codes on its pages.

use intake::Code;
use kernel::UnitId;
use std::ops::RangeInclusive;

/// A document of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// Its pages, counted from 1; none where it is the whole file.
    pub pages: Option<RangeInclusive<u32>>,
    /// The unit that the sheet before it names.
    pub unit: Option<UnitId>,
    /// The entry that a label on its first page names.
    pub label: Option<(i64, i64)>,
}

/// The documents of a file whose pages bear these codes. A separator sheet begins a document and is no part of it; a label
/// begins one too, of which it is the first page. Sheets with nothing behind them are no documents.
pub(super) fn documents(pages: &[Vec<String>], host: &str) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    // What begins with the next page, where that is not simply the next page of what is there.
    let mut coming = Some((None, None));
    let mut separated = false;
    for (page, texts) in (1..).zip(pages) {
        let codes: Vec<Code> = texts.iter().filter_map(|text| Code::read(text, host)).collect();
        let unit = codes.iter().find_map(|code| if let Code::Unit(unit) = code { Some(*unit) } else { None });
        let label = codes.iter().find_map(|code| match code {
            Code::Entry(year, number) => Some((*year, *number)),
            Code::Unit(_) => None,
        });
        if let Some(unit) = unit {
            coming = Some((Some(unit), None));
            separated = true;
            continue;
        }
        if label.is_some() {
            let unit = coming.and_then(|(unit, _)| unit);
            coming = Some((unit, label));
        }
        match (coming.take(), all.last_mut()) {
            (None, Some(last)) => last.pages = last.pages.take().map(|pages| *pages.start()..=page),
            (begun, _) => {
                let (unit, label) = begun.unwrap_or_default();
                all.push(Document { pages: Some(page..=page), unit, label });
            }
        }
    }
    match all.as_mut_slice() {
        // Nothing could be read of it: it is one document, as it is.
        [] if !separated => vec![Document { pages: None, unit: None, label: None }],
        [one] if !separated => {
            one.pages = None;
            all
        }
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const HOST: &str = "asty.gr";

    fn one(pages: Option<RangeInclusive<u32>>, unit: Option<UnitId>, label: Option<(i64, i64)>) -> Document {
        Document { pages, unit, label }
    }

    fn parted(pages: &[Option<Code>]) -> Vec<Document> {
        let texts: Vec<Vec<String>> = pages.iter().map(|code| code.iter().map(|c| c.text(HOST)).collect()).collect();
        documents(&texts, HOST)
    }

    #[test]
    fn sheets_and_labels_part_a_batch() {
        let unit = UnitId::new();
        let (sheet, label) = (Some(Code::Unit(unit)), Some(Code::Entry(2026, 7)));
        assert_eq!(parted(&[]), [one(None, None, None)]);
        assert_eq!(parted(&[None, None]), [one(None, None, None)]);
        assert_eq!(parted(&[label, None]), [one(None, None, Some((2026, 7)))]);
        assert_eq!(parted(&[sheet, None, None]), [one(Some(2..=3), Some(unit), None)]);
        assert_eq!(
            parted(&[None, sheet, None, sheet]),
            [one(Some(1..=1), None, None), one(Some(3..=3), Some(unit), None)]
        );
        assert_eq!(
            parted(&[sheet, label, None, label]),
            [one(Some(2..=3), Some(unit), Some((2026, 7))), one(Some(4..=4), None, Some((2026, 7)))]
        );
        assert!(parted(&[sheet, sheet]).is_empty(), "only sheets: nothing was scanned");
        assert!(documents(&[vec![Code::Unit(unit).text("nisida.gr")]], HOST)[0].unit.is_none(), "another town's sheet");
    }
}
