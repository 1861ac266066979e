//! The text of office documents: OOXML and OpenDocument are archives of XML.

use crate::{Unread, model::WHOLE};
use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that a member unpacks to, bytes: an archive may promise anything.
const MEMBER: u64 = 64 << 20;
/// More members than these are not read: the slides of a presentation, the sheets of a workbook.
const MEMBERS: usize = 500;

/// The text of the document in `bytes`, a page for each slide or sheet.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<String>, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unread::Unfit(error.to_string()))?;
    let mut names: Vec<String> = {
        let names = archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned);
        names.filter(|name| is_text(name)).collect()
    };
    if names.is_empty() {
        return Err(Unread::Kind);
    }
    // slide2 comes before slide10.
    names.sort_by_key(|name| (name.len(), name.clone()));
    let mut pages = Vec::with_capacity(names.len());
    let mut left = WHOLE;
    for name in names.iter().take(MEMBERS) {
        let member = archive.by_name(name).map_err(|error| Unread::Unfit(error.to_string()))?;
        let mut xml = String::new();
        // What is no UTF-8 is no XML of an office document.
        member.take(MEMBER).read_to_string(&mut xml).map_err(|error| Unread::Unfit(error.to_string()))?;
        let page = text(&xml, left)?;
        left = left.saturating_sub(page.len());
        if !page.trim().is_empty() {
            pages.push(page);
        }
    }
    Ok(pages)
}

/// Whether a member of the archive carries text: of Word, Excel, PowerPoint, or OpenDocument.
fn is_text(name: &str) -> bool {
    let numbered = |folder: &str| name.starts_with(folder) && name.ends_with(".xml") && !name.contains("/_rels/");
    matches!(name, "word/document.xml" | "word/footnotes.xml" | "xl/sharedStrings.xml" | "content.xml")
        || numbered("ppt/slides/slide")
        || numbered("word/header")
        || numbered("word/footer")
}

fn text(xml: &str, most: usize) -> Result<String, Unread> {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    while out.len() < most {
        match reader.read_event().map_err(|error| Unread::Unfit(error.to_string()))? {
            Event::Text(text) => out.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => out.push_str(reference(&name)),
            Event::Start(tag) | Event::Empty(tag) if is_blank(tag.local_name().as_ref()) => out.push(' '),
            Event::End(tag) if is_block(tag.local_name().as_ref()) => out.push('\n'),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}

fn reference(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => " ",
    }
}

/// Tabs and breaks.
fn is_blank(name: &str) -> bool {
    matches!(name, "tab" | "br" | "s" | "line-break" | "cr")
}

/// Paragraphs, cells, strings.
fn is_block(name: &str) -> bool {
    matches!(name, "p" | "h" | "si" | "tc" | "table-cell")
}
