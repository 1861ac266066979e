//! The world that Typst sees: our fonts, one template, and the data of one document.

use kernel::Instant;
use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Why a document could not be made: a mistake in the program or its templates.
#[derive(Debug, thiserror::Error)]
#[error("the document could not be made: {0}")]
pub struct Error(pub(crate) String);

/// What is read once.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let files: [&[u8]; 2] = [
            include_bytes!("../../../typst/fonts/NotoSans_400Regular.ttf"),
            include_bytes!("../../../typst/fonts/NotoSans_700Bold.ttf"),
        ];
        let fonts: Vec<Font> = files.into_iter().filter_map(|f| Font::new(Bytes::new(f), 0)).collect();
        Shared { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    })
}

/// `text` as it can be printed: PDF/A refuses a letter that the font does not have, and nobody's name may cost them
/// their receipt.
pub(crate) fn printable(text: &str) -> String {
    let has =
        |c: char| c != '\u{feff}' && shared().book.info(0).is_some_and(|font| font.coverage.contains(u32::from(c)));
    text.chars().map(|c| if has(c) { c } else { '\u{fffd}' }).collect()
}

/// A name within the world of one document.
fn id(path: &str) -> Result<FileId, Error> {
    let path = VirtualPath::new(path).map_err(|_| Error(format!("'{path}' is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// A template, parsed once.
fn source(id: FileId, template: &'static str) -> Source {
    static PARSED: Mutex<Option<HashMap<FileId, Source>>> = Mutex::new(None);
    let mut parsed = PARSED.lock().unwrap_or_else(PoisonError::into_inner);
    parsed.get_or_insert_default().entry(id).or_insert_with(|| Source::new(id, template.to_owned())).clone()
}

struct OneDocument {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

impl World for OneDocument {
    fn library(&self) -> &LazyHash<Library> {
        &shared().library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &shared().book
    }
    fn main(&self) -> FileId {
        self.main.id()
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::NotSource) }
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        shared().fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    let utc = at.utc();
    let part = |from: usize, to: usize| utc.get(from..to)?.parse::<u8>().ok();
    let year = utc.get(..4)?.parse().ok()?;
    let date = Datetime::from_ymd_hms(year, part(5, 7)?, part(8, 10)?, part(11, 13)?, part(14, 16)?, part(17, 19)?)?;
    Some(Timestamp::new_utc(date))
}

/// Makes the document of `template` (named `name`, for the errors) with the files that it reads.
pub(crate) fn render(
    template: (&str, &'static str),
    files: Vec<(String, Vec<u8>)>,
    ident: String,
    at: Instant,
) -> Result<Vec<u8>, Error> {
    let bytes = make(template, files, ident, at, true);
    // Typst remembers what it laid out; documents differ, so only what all share is worth keeping.
    typst::comemo::evict(5);
    bytes
}

/// The same without tags, for a part of something long; nothing of it is remembered.
pub(crate) fn render_part(
    template: (&str, &'static str),
    files: Vec<(String, Vec<u8>)>,
    ident: String,
    at: Instant,
) -> Result<Vec<u8>, Error> {
    let bytes = make(template, files, ident, at, false);
    typst::comemo::evict(0);
    bytes
}

fn make(
    (name, template): (&str, &'static str),
    files: Vec<(String, Vec<u8>)>,
    ident: String,
    at: Instant,
    tagged: bool,
) -> Result<Vec<u8>, Error> {
    let mut world = OneDocument { main: source(id(name)?, template), files: HashMap::new() };
    for (path, bytes) in files {
        world.files.insert(id(&path)?, Bytes::new(bytes));
    }
    let words = |errors: &[typst::diag::SourceDiagnostic]| {
        Error(errors.iter().map(|e| e.message.to_string()).collect::<Vec<_>>().join("; "))
    };
    let document: PagedDocument = typst::compile(&world).output.map_err(|e| words(&e))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Asty".to_owned())),
        timestamp: timestamp(at),
        standards: PdfStandards::new(&[PdfStandard::A_3b]).map_err(|e| Error(e.message().to_string()))?,
        tagged,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|e| words(&e))
}
