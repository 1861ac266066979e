//! Every figure that was promised, beside its floor, in one run: `make bench`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this program is for measuring only")]

mod acts;
mod bare;
mod day;
mod digests;
mod growth;
mod legacy;
mod lists;
mod load;
mod postgres;
mod receipts;
mod relevance;
mod report;
mod search;
mod sqlite;
mod town;
mod words;

use mimalloc::MiMalloc;
use report::Report;
use std::path::PathBuf;

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How much is measured.
pub struct Size {
    /// The program to measure.
    pub program: PathBuf,
    /// Rounds of the load; the middle one counts.
    pub rounds: usize,
    /// Registrations in a round without files.
    pub plain: usize,
    /// Registrations in a round with a file each.
    pub filed: usize,
    /// The small register and the large one.
    pub entries: [i64; 2],
    /// The small register and the large one of lists; a multiple of it.
    pub listed: [i64; 2],
    /// The rows of an old register.
    pub legacy: i64,
    /// The register of a town at work.
    pub town: i64,
    /// Who works there.
    pub employees: usize,
    /// In how many units.
    pub units: usize,
    /// How often each kind of request is asked for alone.
    pub asked: usize,
    /// How long a day lasts, seconds.
    pub seconds: u64,
    /// How often each page is asked for.
    pub pages: usize,
    /// Receipts.
    pub receipts: usize,
    /// Texts of a search index.
    pub texts: usize,
    /// Questions to it.
    pub questions: usize,
}

impl Size {
    fn of(short: bool) -> Self {
        let program = std::env::current_exe().unwrap().with_file_name("asty");
        assert!(program.exists(), "{} is not there: cargo build -p asty", program.display());
        if short {
            return Self {
                program,
                rounds: 1,
                plain: 96,
                filed: 32,
                entries: [100, 300],
                listed: [100, 4_000],
                legacy: 3_000,
                town: 400,
                employees: 40,
                units: 8,
                seconds: 4,
                asked: 5,
                pages: 5,
                receipts: 5,
                texts: 300,
                questions: 20,
            };
        }
        Self {
            program,
            rounds: 5,
            plain: 4_000,
            filed: 800,
            entries: [10_000, 1_000_000],
            listed: [10_000, 10_000_000],
            legacy: 1_000_000,
            town: 1_000_000,
            employees: 1_000,
            units: 200,
            asked: 100,
            seconds: 120,
            pages: 400,
            receipts: 500,
            texts: 1_000_000,
            questions: 1_000,
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let short = asked.iter().any(|word| word == "--short");
    let parts: Vec<&str> = asked.iter().map(String::as_str).filter(|word| *word != "--short").collect();
    let wants = |part: &str| parts.is_empty() || parts.contains(&part);
    let size = Size::of(short);
    let mut report = Report::new();
    if wants("receipts") {
        receipts::measure(&size, &mut report);
    }
    if wants("relevance") {
        relevance::measure(&mut report).await;
    }
    if wants("search") {
        search::measure(&size, &mut report).await;
    }
    if wants("sqlite") {
        load::measure(&size, &mut report, None).await;
    }
    match std::env::var("ASTY_TEST_POSTGRES") {
        Ok(server) if wants("postgres") => load::measure(&size, &mut report, Some(&server)).await,
        Err(_) if wants("postgres") => report.note("PostgreSQL: not measured, ASTY_TEST_POSTGRES names no server"),
        _ => {}
    }
    if wants("growth") {
        growth::measure(&size, &mut report).await;
    }
    // Making it takes a quarter of an hour.
    if parts.contains(&"day") || (short && parts.is_empty()) {
        day::measure(&size, &mut report).await;
    }
    if wants("legacy") {
        legacy::measure(&size, &report, None).await;
        if let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") {
            legacy::measure(&size, &report, Some(&server)).await;
        }
    }
    // It takes half an hour and 12 GB of disk: only when it is asked for.
    if parts.contains(&"lists") || (short && parts.is_empty()) {
        lists::measure(&size, &mut report).await;
    }
    report.end(short)
}
