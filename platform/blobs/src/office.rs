//! Office files: ZIP packages (OOXML, ODF) and the older compound files (MS-CFB).

use crate::media::{Kind, read_at};
use std::{
    fs::File,
    io::{self, BufReader, Read, Seek},
};
use zip::{
    CompressionMethod, ZipReadOptions,
    read::{Config, ZipFileEntry},
    result::{ZipError, ZipResult},
    unstable::read::ZipIterable,
};

/// How many lines of a ZIP file's table of contents are looked at.
const ENTRIES: usize = 20_000;
/// How many sectors of a compound file's directory are looked at.
const SECTORS: usize = 64;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// What the table of contents of a ZIP file tells; of each line only this is kept.
#[derive(Default)]
struct Contents {
    /// Some entry asks for a password.
    locked: bool,
    /// How the entry `mimetype` begins (ODF 1.3 part 2, 3.3).
    mimetype: Vec<u8>,
    /// The content is stored as it is and is no XML: encrypted (ODF 1.3 part 2, 3.4).
    unreadable: bool,
    /// It has the list of types that OOXML has.
    types: bool,
    /// It has macros.
    macros: bool,
    /// Which folders of [`OOXML`] it has.
    folders: [bool; 3],
}

impl Contents {
    /// Reads it. What is no ZIP file after all has no contents.
    fn read(file: &mut File) -> io::Result<Self> {
        let mut found = Self::default();
        let archive = ZipIterable::try_new(BufReader::new(file), Config::default());
        let Some(mut archive) = real(archive)? else { return Ok(found) };
        let Some(lines) = real(archive.files())? else { return Ok(found) };
        for _ in 0..ENTRIES {
            let Some(line) = lines.next() else { break };
            let Some(line) = real(line)? else { break };
            found.add(line, lines.reader_mut());
        }
        Ok(found)
    }

    fn add(&mut self, line: ZipFileEntry<'_>, file: &mut (impl Read + Seek)) {
        let name = String::from_utf8_lossy(line.name_raw()).into_owned();
        let stored = line.compression() == CompressionMethod::Stored;
        self.locked |= line.encrypted() || name.starts_with("encrypted-package");
        self.types |= name.starts_with("[Content_Types].xml");
        self.macros |= name.ends_with("vbaProject.bin");
        for (has, (folder, ..)) in self.folders.iter_mut().zip(OOXML) {
            *has |= name.starts_with(folder);
        }
        match name.as_str() {
            "mimetype" if stored => self.mimetype = beginning(line, file),
            "content.xml" if stored => {
                let text = beginning(line, file);
                self.unreadable = !text.starts_with(b"<") && !text.starts_with(b"\xef\xbb\xbf<");
            }
            _ => {}
        }
    }
}

/// What is there, nothing when the file is damaged, or the error of the disk.
fn real<T>(read: ZipResult<T>) -> io::Result<Option<T>> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(ZipError::Io(error)) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        Err(_) => Ok(None),
    }
}

/// The first bytes of an entry; none when they cannot be read.
fn beginning(line: ZipFileEntry<'_>, file: &mut (impl Read + Seek)) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(entry) = line.with_reader(file, ZipReadOptions::new()) {
        let _ = entry.take(128).read_to_end(&mut bytes);
    }
    bytes
}

/// What a file that begins like a ZIP file is.
pub(crate) fn zip(file: &mut File) -> io::Result<Kind> {
    let found = Contents::read(file)?;
    if let Some(media_type) = ODF.iter().copied().find(|t| is_type(&found.mimetype, t)) {
        return Ok(Kind { media_type, encrypted: found.locked || found.unreadable });
    }
    let office = OOXML.iter().zip(found.folders).find(|(_, has)| *has && found.types);
    let media_type = office.map_or("application/zip", |((_, plain, with), _)| if found.macros { with } else { plain });
    Ok(Kind { media_type, encrypted: found.locked })
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
