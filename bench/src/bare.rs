//! The floor: a program that does nothing but write the rows that the server wrote, in one thread, one transaction each.

use std::{
    fs,
    future::Future,
    io::Write,
    path::{Path, PathBuf},
    pin::Pin,
    time::Instant,
};

/// The rows of one registration, in the order in which they are written.
pub const TABLES: [&str; 5] = ["entry", "entry_correspondent", "log_leaf", "entry_revision", "event"];
/// The rows of its file.
pub const FILE_TABLES: [&str; 3] = ["blob", "file", "entry_file"];

/// Writes again what the server wrote.
pub trait Bare {
    /// Writes the last `count` registrations; how many seconds it took.
    fn replay(&mut self, count: usize, with_file: bool) -> Pin<Box<dyn Future<Output = f64> + '_>>;
}

/// The tables of a registration, those that need the others last.
pub fn tables(with_file: bool) -> Vec<&'static str> {
    let files: &[&str] = if with_file { &FILE_TABLES } else { &[] };
    let [blob_and_file, entry_file] = [files.get(..2), files.get(2..)].map(Option::unwrap_or_default);
    [blob_and_file, &TABLES, entry_file].concat()
}

/// The words by which the last `count` entries are found, those of one entry behind one another.
pub fn words(count: usize) -> String {
    format!(
        "select w.* from entry_word w
         join (select year, number from entry order by year desc, number desc limit {count}) e
           on e.year = w.year and e.number = w.number
         order by w.year, w.number, w.word"
    )
}

/// Columns of a row of words.
pub const WORD_WIDTH: usize = 3;

/// `insert into TABLE values (…), (…)`.
pub fn insert(table: &str, rows: usize, width: usize) -> String {
    let row = |row: usize| {
        let marks: Vec<String> = (1..=width).map(|i| format!("${}", row * width + i)).collect();
        format!("({})", marks.join(","))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("insert into {table} values {}", rows.join(","))
}

/// A folder of synced files.
pub struct Files {
    folder: PathBuf,
    count: usize,
}

impl Files {
    /// In a new folder of `folder`.
    pub fn new(folder: &Path) -> Self {
        let folder = folder.join("bare-files");
        fs::create_dir(&folder).unwrap();
        Self { folder, count: 0 }
    }

    /// Writes and syncs one.
    pub fn write(&mut self, bytes: &[u8]) {
        self.count += 1;
        let mut file = fs::File::create_new(self.folder.join(self.count.to_string())).unwrap();
        file.write_all(bytes).unwrap();
        file.sync_all().unwrap();
    }
}

/// Seconds since.
pub fn seconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}
