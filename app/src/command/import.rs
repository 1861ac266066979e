//! `asty import`.

use super::ConfigFile;
use crate::{AppError, connect};
use clap::Args;
use db::Cx;
use kernel::{Actor, Clock};
use register::{LegacyField, LegacySource, Mapping};
use std::{path::PathBuf, sync::Arc};

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

impl Import {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let config = self.config.load()?;
        let place = config.municipality(self.municipality.as_deref())?;
        let (db, actor) = (connect(place).await?, Arc::new(Actor::System("import")));
        let mut cx = Cx::new(actor.clone(), Clock::System.now(), None, db.read().await?);
        let mut mapping = Mapping(self.columns.iter().copied().collect());
        if mapping.0.is_empty() {
            let heads = register::legacy_preview(&mut cx, &self.file).await?.into_iter().next().unwrap_or_default();
            mapping = Mapping::guess(&heads);
        }
        let file_name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let source = LegacySource { path: self.file, file_name, book: self.book, mapping };
        if self.dry_run {
            let run = register::legacy_dry_run(&mut cx, &source).await?;
            println!("{} of {} rows can be imported", run.good, run.rows);
            for (year, (count, first, last)) in &run.years {
                println!("  {year}: {count} lines, {first} to {last}");
            }
            for (row, why) in &run.refused {
                println!("  row {row}: {why}");
            }
            return Ok(());
        }
        drop(cx);
        let done = register::import_legacy(&db, actor, &Clock::System, source, |import| {
            eprint!("\r{} rows", import.rows_done);
        })
        .await?;
        eprintln!();
        println!("{}: {} lines of {} rows", done.book, done.imported, done.rows_done);
        db.close().await;
        Ok(())
    }
}
