//! The text of office documents: OOXML and OpenDocument are archives of XML.

use crate::{Unread, model::WHOLE};
use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most that a member unpacks to, bytes: an archive may promise anything.
const MEMBER: u64 = 64 << 20;
/// More members than these are not read: the slides of a presentation, the sheets of a workbook.
const MEMBERS: usize = 500;
/// The sheets of a workbook are called so,
const SHEETS: &str = "xl/worksheets/sheet";
/// and what they share.
const SHARED: &str = "xl/sharedStrings.xml";

/// The text of the document in `bytes`: one page, or one for each slide or sheet.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<String>, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Unread::Unfit(error.to_string()))?;
    let shared = shared(&mut archive)?;
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
        let xml = member(&mut archive, name)?;
        let page = if name.starts_with(SHEETS) { sheet(&xml, &shared, left)? } else { text(&xml, left)? };
        left = left.saturating_sub(page.len());
        if !page.trim().is_empty() {
            pages.push(page);
        }
    }
    Ok(pages)
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn member(archive: &mut Archive<'_>, name: &str) -> Result<String, Unread> {
    let member = archive.by_name(name).map_err(|error| Unread::Unfit(error.to_string()))?;
    let mut xml = String::new();
    // What is no UTF-8 is no XML of an office document.
    member.take(MEMBER).read_to_string(&mut xml).map_err(|error| Unread::Unfit(error.to_string()))?;
    Ok(xml)
}

/// The texts that the sheets of a workbook share, by their places; cells name them so.
fn shared(archive: &mut Archive<'_>) -> Result<Vec<String>, Unread> {
    if !archive.file_names().filter_map(Result::ok).any(|name| name == SHARED) {
        return Ok(Vec::new());
    }
    let xml = member(archive, SHARED)?;
    let (mut reader, mut all, mut length) = (Reader::from_str(&xml), Vec::new(), 0);
    let mut one = String::new();
    while length < WHOLE {
        match reader.read_event().map_err(|error| Unread::Unfit(error.to_string()))? {
            Event::Text(text) => one.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => one.push_str(reference(&name)),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                length += one.len();
                all.push(std::mem::take(&mut one));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => all.push(String::new()),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(all)
}

/// The cells of a sheet, each on a line of its own: texts as they stand, what is shared from `shared`, numbers as they
/// are kept; of a formula what it came to.
fn sheet(xml: &str, shared: &[String], most: usize) -> Result<String, Unread> {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut cell) = (String::new(), String::new());
    let (mut is_shared, mut within) = (false, false);
    while out.len() < most {
        match reader.read_event().map_err(|error| Unread::Unfit(error.to_string()))? {
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let kind = tag.try_get_attribute("t").ok().flatten();
                is_shared = kind.is_some_and(|kind| kind.value.as_ref() == "s");
            }
            Event::Start(tag) if tag.local_name().as_ref() == "v" || tag.local_name().as_ref() == "t" => within = true,
            Event::End(tag) if tag.local_name().as_ref() == "v" || tag.local_name().as_ref() == "t" => within = false,
            Event::Text(text) if within => cell.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if within => cell.push_str(reference(&name)),
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let place = || cell.trim().parse::<usize>().ok();
                let text = if is_shared { place().and_then(|at| shared.get(at)) } else { Some(&cell) };
                if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
                    out.push_str(text);
                    out.push('\n');
                }
                cell.clear();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}

/// Whether a member of the archive carries text: of Word, Excel, PowerPoint, or OpenDocument.
fn is_text(name: &str) -> bool {
    let numbered = |folder: &str| name.starts_with(folder) && name.ends_with(".xml") && !name.contains("/_rels/");
    matches!(name, "word/document.xml" | "word/footnotes.xml" | "content.xml")
        || numbered("ppt/slides/slide")
        || numbered(SHEETS)
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

/// Paragraphs, cells.
fn is_block(name: &str) -> bool {
    matches!(name, "p" | "h" | "tc" | "table-cell")
}
