//! The index on disk: made, opened, written. It is derived, and can be thrown away.

use crate::{
    Document, IndexError, Result,
    columns::Cabinet,
    schema::{CLOSED, EVERYBODY, Fields, TOKENIZER, schema},
    token::Greek,
};
#[cfg(target_os = "linux")]
use rustix::process::{Pid, setpriority_process};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tantivy::{
    IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, Term, indexer::IndexWriterOptions,
    tokenizer::TokenizerManager,
};

/// Changes whenever what is written into an index does: one of another version is thrown away.
const VERSION: &str = "4";
/// Which version it has is written here.
const VERSION_FILE: &str = "version";
/// What segments it has, here.
const META_FILE: &str = "meta.json";
/// The files of an index beside those of its segments.
const FILES: [&str; 5] = [VERSION_FILE, META_FILE, ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"];
/// What a writer keeps in memory before it writes a segment, bytes: for what changes in a running program.
const LITTLE: usize = 16 << 20;
/// The same for an index that is made anew: fewer segments are to be joined.
const MUCH: usize = 128 << 20;

/// The index of one municipality.
#[derive(Clone)]
pub struct Index {
    pub(crate) index: Arc<tantivy::Index>,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    pub(crate) columns: Arc<Cabinet>,
    folder: Option<PathBuf>,
}

impl Index {
    /// Opens the index in `folder`. One that cannot be read, or that another version of the program wrote, is made
    /// anew, empty.
    ///
    /// # Errors
    /// [`IndexError::Foreign`] when the folder is of something else; when it cannot be written.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        if let Some(name) = foreign(folder)? {
            return Err(IndexError::Foreign(folder.to_owned(), name));
        }
        let version = folder.join(VERSION_FILE);
        if fs::read_to_string(&version).is_ok_and(|written| written == VERSION)
            && let Ok(index) = tantivy::Index::open_in_dir(folder)
            && index.schema() == schema()
        {
            return Self::with(index, Some(folder.to_owned()));
        }
        empty(folder)?;
        // First, so that what a crash leaves is known for ours; without the rest of it, it is made anew.
        fs::write(version, VERSION)?;
        let index = tantivy::Index::create_in_dir(folder, schema())?;
        Self::with(index, Some(folder.to_owned()))
    }

    /// An index that is gone with the program.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn in_memory() -> Result<Self> {
        let settings = IndexSettings::default();
        let index = tantivy::Index::create(tantivy::directory::RamDirectory::create(), schema(), settings)?;
        Self::with(index, None)
    }

    fn with(mut index: tantivy::Index, folder: Option<PathBuf>) -> Result<Self> {
        let tokenizers = TokenizerManager::default();
        tokenizers.register(TOKENIZER, Greek::default());
        index.set_tokenizers(tokenizers);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let fields = Fields::of(&index.schema())?;
        Ok(Self { index: Arc::new(index), reader, fields, columns: Arc::default(), folder })
    }

    /// Up to where it knows what changed, as its last writer said; none when it is empty.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn position(&self) -> Result<Option<String>> {
        Ok(self.index.load_metas()?.payload)
    }

    /// What tells the last commit, by whatever process, from others: its segments, and what was taken out of each.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_commit(&self) -> Result<String> {
        let metas = self.index.load_metas()?;
        let segment = |one: &tantivy::SegmentMeta| format!("{} {:?}", one.id().uuid_string(), one.delete_opstamp());
        Ok(metas.segments.iter().map(segment).collect::<Vec<_>>().join(","))
    }

    /// Takes note of what another process, or a writer of this one, has written.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn reload(&self) -> Result<()> {
        Ok(self.reader.reload()?)
    }

    /// How many documents it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// How much room it takes, bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let Some(files) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()) else { return 0 };
        files.flatten().filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum()
    }

    /// Begins to write; none while another process writes the same index.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn write(&self) -> Result<Option<Writer>> {
        self.writer(LITTLE)
    }

    /// The same with more memory, for an index that is made anew.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn write_anew(&self) -> Result<Option<Writer>> {
        self.writer(MUCH)
    }

    fn writer(&self, buffer: usize) -> Result<Option<Writer>> {
        let options = IndexWriterOptions::builder().memory_budget_per_thread(buffer).num_merge_threads(1).build();
        match self.index.writer_with_options(options) {
            Ok(writer) => {
                behind();
                Ok(Some(Writer { writer, index: self.clone() }))
            }
            Err(tantivy::TantivyError::LockFailure(..)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The threads that join segments stand behind those that answer: each is at work for long, and nobody waits for it.
#[cfg(target_os = "linux")]
fn behind() {
    const LAST: i32 = 10;
    let Ok(tasks) = fs::read_dir("/proc/self/task") else { return };
    for task in tasks.flatten() {
        let joins = fs::read_to_string(task.path().join("comm")).is_ok_and(|name| name.starts_with("merge_thread"));
        let id = task.file_name().to_str().and_then(|id| id.parse().ok()).and_then(Pid::from_raw);
        if let Some(id) = id.filter(|_| joins) {
            // On Linux each thread has a priority of its own. Refused, they are as important as others.
            let _ = setpriority_process(Some(id), LAST);
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn behind() {}

/// What stands in a folder that is no index's, where something does; nothing where there is no such folder. A folder that
/// was named by mistake, that of the data say, is left as it is.
///
/// # Errors
/// When it cannot be read.
pub fn foreign(folder: &Path) -> io::Result<Option<String>> {
    if !folder.is_dir() || folder.join(VERSION_FILE).is_file() || folder.join(META_FILE).is_file() {
        return Ok(None);
    }
    for file in fs::read_dir(folder)? {
        let name = file?.file_name().to_string_lossy().into_owned();
        // A volume of its own has a folder of the file system's.
        if !is_ours(&name) && name != "lost+found" {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// Whether an index makes files that are called so: its own few, and those of its segments.
fn is_ours(name: &str) -> bool {
    let segment =
        |(key, kind): (&str, &str)| key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit()) && !kind.is_empty();
    FILES.contains(&name) || name.split_once('.').is_some_and(segment)
}

/// Takes away what an index made, and nothing else.
fn empty(folder: &Path) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        if file.file_type()?.is_file() && is_ours(&file.file_name().to_string_lossy()) {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// Writes into an index. What is not committed is lost.
pub struct Writer {
    writer: IndexWriter,
    index: Index,
}

impl Writer {
    /// Puts a document into the place of the one with the same number.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn put(&self, document: &Document) -> Result<()> {
        let fields = &self.index.fields;
        self.writer.delete_term(Term::from_field_u64(fields.place, document.key()));
        self.add(document)
    }

    /// Adds a document that is not there yet: for an index that is made anew.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn add(&self, document: &Document) -> Result<()> {
        self.writer.add_document(self.document(document))?;
        Ok(())
    }

    /// Takes everything out.
    ///
    /// # Errors
    /// What the library refuses.
    pub fn clear(&self) -> Result<()> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    /// Makes lasting what was put, together with up to where it goes; searches see it from now on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn commit(&mut self, position: &str) -> Result<()> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(position);
        commit.commit()?;
        self.index.reload()
    }

    /// Ends, after the segments that are being joined are whole.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn end(self) -> Result<()> {
        self.writer.wait_merging_threads().map_err(IndexError::from)
    }

    fn document(&self, one: &Document) -> TantivyDocument {
        let f = &self.index.fields;
        let mut out = TantivyDocument::new();
        out.add_u64(f.place, one.key());
        out.add_i64(f.day, one.day);
        out.add_u64(f.year, one.place.0.unsigned_abs());
        out.add_u64(f.change, one.change);
        for (field, text) in [(f.subject, &one.subject), (f.parties, &one.parties), (f.names, &one.names)] {
            out.add_text(field, text);
            out.add_text(f.all, text);
        }
        out.add_text(f.comments, &one.comments);
        for text in std::iter::once(&one.comments).chain(&one.further).filter(|text| !text.is_empty()) {
            out.add_text(f.all, text);
        }
        if !one.readers.iter().any(|reader| reader == EVERYBODY) {
            out.add_text(f.reader, CLOSED);
        }
        for reader in &one.readers {
            out.add_text(f.reader, reader);
        }
        for (facet, label) in &one.labels {
            out.add_text(f.facet(*facet), label);
        }
        out
    }
}
