//! Office files: ZIP packages (OOXML, ODF) and the older compound files (MS-CFB).

use crate::media::{Kind, read_at};
use std::{fs::File, io};

/// The largest table of contents that is looked at, bytes.
const DIRECTORY: usize = 1024 * 1024;
/// How many sectors of a compound file's directory are looked at.
const SECTORS: usize = 64;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A line of a ZIP file's table of contents (APPNOTE 4.3.12).
struct Entry {
    name: String,
    flags: u16,
    method: u16,
    offset: u64,
}

fn entries(file: &mut File, size: u64) -> io::Result<Vec<Entry>> {
    // The end record: 22 bytes and a comment of at most 65,535.
    let tail = read_at(file, size.saturating_sub(22 + 65_535), 22 + 65_535)?;
    let Some(end) = tail.windows(4).rposition(|w| w == b"PK\x05\x06").and_then(|at| tail.get(at..)) else {
        return Ok(Vec::new());
    };
    let Some(start) = u32_at(end, 16) else { return Ok(Vec::new()) };
    let table = read_at(file, u64::from(start), DIRECTORY)?;
    let (mut rest, mut found) = (table.as_slice(), Vec::new());
    while let Some((entry, after)) = entry(rest) {
        found.push(entry);
        rest = after;
    }
    Ok(found)
}

fn entry(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let [name, extra, comment] = [28, 30, 32].map(|at| u16_at(bytes, at).map(usize::from));
    let (name, extra, comment) = (name?, extra?, comment?);
    let entry = Entry {
        name: String::from_utf8_lossy(bytes.get(46..46 + name)?).into_owned(),
        flags: u16_at(bytes, 8)?,
        method: u16_at(bytes, 10)?,
        offset: u64::from(u32_at(bytes, 42)?),
    };
    Some((entry, bytes.get(46 + name + extra + comment..)?))
}

/// The first bytes of an entry that is stored without compression.
fn stored(file: &mut File, entry: &Entry) -> io::Result<Vec<u8>> {
    let head = read_at(file, entry.offset, 30)?;
    let (Some(name), Some(extra)) = (u16_at(&head, 26), u16_at(&head, 28)) else { return Ok(Vec::new()) };
    read_at(file, entry.offset + 30 + u64::from(name) + u64::from(extra), 128)
}

/// What a file that begins like a ZIP file is.
pub(crate) fn zip(file: &mut File, size: u64) -> io::Result<Kind> {
    let entries = entries(file, size)?;
    let has = |prefix: &str| entries.iter().any(|e| e.name.starts_with(prefix));
    let locked = entries.iter().any(|e| e.flags & 1 == 1);
    if let Some(own) = entries.iter().find(|e| e.name == "mimetype" && e.method == 0) {
        let text = stored(file, own)?;
        if let Some(media_type) = ODF.iter().copied().find(|t| is_type(&text, t)) {
            let content = entries.iter().find(|e| e.name == "content.xml" && e.method == 0);
            let content = content.map(|e| stored(file, e)).transpose()?;
            // What is encrypted is stored as it is (ODF 1.3 part 2, 3.4), and readable XML begins with a tag.
            let unreadable = content.is_some_and(|c| !c.starts_with(b"<") && !c.starts_with(b"\xef\xbb\xbf<"));
            return Ok(Kind { media_type, encrypted: locked || unreadable || has("encrypted-package") });
        }
    }
    if !has("[Content_Types].xml") {
        return Ok(Kind { media_type: "application/zip", encrypted: locked });
    }
    let macros = entries.iter().any(|e| e.name.ends_with("vbaProject.bin"));
    let found = OOXML.iter().find(|(folder, ..)| has(folder));
    let media_type = found.map_or("application/zip", |(_, plain, with)| if macros { with } else { plain });
    Ok(Kind { media_type, encrypted: locked })
}

/// Whether `text` begins with exactly this type: longer types begin with shorter ones.
fn is_type(text: &[u8], media_type: &str) -> bool {
    let rest = text.strip_prefix(media_type.as_bytes());
    rest.is_some_and(|rest| !matches!(rest.first(), Some(b'-' | b'.' | b'+' | b'a'..=b'z')))
}

const ODF: [&str; 10] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.oasis.opendocument.formula",
    "application/epub+zip",
    "application/vnd.etsi.asic-e+zip",
    "application/vnd.etsi.asic-s+zip",
];

/// Folder, type, type with macros (ECMA-376; MS-OFFMACRO2).
const OOXML: [(&str, &str, &str); 3] = [
    (
        "word/",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.ms-word.document.macroenabled.12",
    ),
    (
        "xl/",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel.sheet.macroenabled.12",
    ),
    (
        "ppt/",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.ms-powerpoint.presentation.macroenabled.12",
    ),
];

/// What a compound file (MS-CFB) is, by the names in its directory.
pub(crate) fn compound(file: &mut File) -> io::Result<Kind> {
    let names = names(file)?;
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let found = COMPOUND.iter().find(|(name, _)| has(name));
    Ok(Kind {
        media_type: found.map_or("application/x-ole-storage", |(_, media_type)| media_type),
        encrypted: has("EncryptedPackage") || has("EncryptedSummary"),
    })
}

const COMPOUND: [(&str, &str); 5] = [
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
];

fn names(file: &mut File) -> io::Result<Vec<String>> {
    let header = read_at(file, 0, 512)?;
    let (Some(shift), Some(first)) = (u16_at(&header, 30), u32_at(&header, 48)) else { return Ok(Vec::new()) };
    let sector_size = if shift == 12 { 4096_usize } else { 512 };
    let place = |sector: u32| (u64::from(sector) + 1) * sector_size as u64;
    let (mut sector, mut names) = (first, Vec::new());
    for _ in 0..SECTORS {
        let bytes = read_at(file, place(sector), sector_size)?;
        names.extend(bytes.chunks_exact(128).filter_map(entry_name));
        // The next sector stands in the allocation table, of which the header names the first 109 sectors.
        let per_sector = u32::try_from(sector_size / 4).unwrap_or(128);
        let table = usize::try_from(sector / per_sector).ok().filter(|i| *i < 109);
        let Some(table) = table.and_then(|i| u32_at(&header, 76 + 4 * i)) else { break };
        let next = read_at(file, place(table) + u64::from(sector % per_sector) * 4, 4)?;
        // Values above MAXREGSECT end a chain.
        let Some(next) = u32_at(&next, 0).filter(|n| *n <= 0xFFFF_FFFA) else { break };
        sector = next;
    }
    Ok(names)
}

fn entry_name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(entry, 64)?).checked_sub(2).filter(|n| *n > 0 && *n <= 62)?;
    let units: Vec<u16> = entry.get(..length)?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    Some(String::from_utf16_lossy(&units))
}
