//! `asty import`.

use super::ConfigFile;
use crate::{AppError, connect};
use clap::Args;
use db::Cx;
use html::{Lang, Words};
use kernel::{Actor, Clock};
use register::{Continuity, LegacyField, LegacySource, Mapping, Refusal, RegisterError};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Takes in an old register from CSV or XLSX, in a book of its own.
///
/// The first row has the headings; they are understood where they are usual, and --column says what they mean where
/// they are not. Cut off, the same command goes on where it was. Try --dry-run first: it stores nothing.
#[derive(Args)]
#[command(
    after_long_help = "Example:\n  asty import --config asty.toml --book \"Πρωτόκολλο 2010-2018\" \\\n    --column number=0 --column date=1 --column subject=3 --dry-run old.xlsx"
)]
pub struct Import {
    #[command(flatten)]
    config: ConfigFile,
    /// Which municipality; may be left out where there is one.
    #[arg(long)]
    municipality: Option<String>,
    /// What the old register is called.
    #[arg(long)]
    book: String,
    /// What a column means: FIELD=PLACE, the first column being 0.
    #[arg(long = "column", value_name = "FIELD=PLACE", value_parser = column)]
    columns: Vec<(LegacyField, usize)>,
    /// Says what would be done, and does not do it.
    #[arg(long)]
    dry_run: bool,
    /// The table.
    file: PathBuf,
}

fn column(text: &str) -> Result<(LegacyField, usize), String> {
    let (field, place) = text.split_once('=').ok_or("write FIELD=PLACE")?;
    let known = || LegacyField::ALL.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(", ");
    let field = field.parse().map_err(|_| format!("the fields are {}", known()))?;
    Ok((field, place.parse().map_err(|_| format!("'{place}' is no place of a column"))?))
}

/// A table that is no table is told by its name: any text may pass for CSV.
fn table(file: &Path) -> Result<(), AppError> {
    let shown = file.display();
    std::fs::File::open(file).map_err(|e| AppError::Refused(format!("{shown} cannot be read: {e}")))?;
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ["csv", "txt", "tsv", "xlsx"].contains(&ending.as_str()) {
        return Ok(());
    }
    Err(AppError::Refused(format!("{shown} is no table: CSV or XLSX is wanted")))
}

/// What is wrong with the file itself is told with its name.
fn named(file: &Path, error: RegisterError) -> AppError {
    match error {
        RegisterError::Sheet(error) => AppError::Refused(format!("{} cannot be read: {error}", file.display())),
        other => other.into(),
    }
}

fn tell_refused(words: &Words, refused: &[Refusal], all: i64) {
    for Refusal { row, reason, value } in refused {
        println!("  row {row}: {}", words.text(Lang::En, reason, &[("value", value.clone())]));
    }
    let more = all - refused.len() as i64;
    if more > 0 {
        println!("  and {more} more");
    }
}

fn tell_continuity(report: &Continuity) {
    let span = |(from, to): &(i64, i64)| if from == to { from.to_string() } else { format!("{from} to {to}") };
    let gaps: Vec<String> = report.gaps.iter().map(span).collect();
    if report.missing > 0 {
        println!("  {}: {} numbers are missing: {}", report.year, report.missing, gaps.join(", "));
    }
    if report.doubled > 0 {
        println!("  {}: {} double numbers: {}", report.year, report.doubled, report.doubles.join(", "));
    }
}

impl Import {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let config = self.config.load()?;
        let place = config.municipality(self.municipality.as_deref())?;
        table(&self.file)?;
        let words = Words::load().map_err(html::Error::Words)?;
        let file = self.file.clone();
        let (db, actor) = (connect(place).await?, Arc::new(Actor::System("import")));
        let mut cx = Cx::new(actor.clone(), Clock::System.now(), None, db.read().await?);
        let mut mapping = Mapping(self.columns.iter().copied().collect());
        if mapping.0.is_empty() {
            let first = register::legacy_preview(&mut cx, &file).await.map_err(|e| named(&file, e))?;
            mapping = Mapping::guess(&first.into_iter().next().unwrap_or_default());
        }
        if !mapping.0.contains_key(&LegacyField::Number) {
            let wanted = "no column is headed as the register number: name it, as --column number=0";
            return Err(AppError::Refused(format!("{}: {wanted}", file.display())));
        }
        let file_name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = LegacySource { path: self.file, file_name, book: self.book, mapping };
        if self.dry_run {
            let run = register::legacy_dry_run(&mut cx, &source).await.map_err(|e| named(&file, e))?;
            println!("{} of {} rows can be imported", run.good, run.rows);
            for (year, (count, first, last)) in &run.years {
                println!("  {year}: {count} lines, {first} to {last}");
            }
            run.continuity.iter().for_each(tell_continuity);
            tell_refused(&words, &run.refused, run.rows - run.good);
            return Ok(());
        }
        drop(cx);
        let done = register::import_legacy(&db, actor, &Clock::System, source, |import| {
            eprint!("\r{} rows", import.rows_done);
        })
        .await
        .map_err(|e| named(&file, e))?;
        eprintln!();
        println!("{}: {} lines of {} rows", done.book, done.imported, done.rows_done);
        let mut cx = Cx::new(Arc::new(Actor::System("import")), Clock::System.now(), None, db.read().await?);
        for year in register::legacy_years(&mut cx, done.id).await?.into_iter().rev() {
            register::continuity(&mut cx, done.id, year).await?.iter().for_each(tell_continuity);
        }
        let refused = register::legacy_refused(&mut cx, done.id).await?;
        tell_refused(&words, &refused, done.rows_done - done.imported);
        drop(cx);
        db.close().await;
        Ok(())
    }
}
