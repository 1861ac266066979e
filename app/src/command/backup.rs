//! `asty backup` and `asty restore`.

use super::Place;
use crate::{AppError, backup, restore};
use clap::Args;
use std::path::PathBuf;

/// Writes a municipality into a folder: its database, its files, the key of its log. The service may go on meanwhile.
///
/// The folder is the same for both database engines, so that a backup of SQLite can be restored into PostgreSQL and the
/// other way round. Run again on the same folder, only new files are copied. Guard the folder: it holds personal data
/// and the key that signs the log.
#[derive(Args)]
#[command(after_long_help = "Example:
  asty backup --config asty.toml --municipality asty --to /backup/asty
  asty restore --config new.toml --municipality asty --from /backup/asty")]
pub struct Backup {
    /// The folder to write to.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), AppError> {
        println!("{}", backup(&self.place.load()?, &self.to).await?);
        Ok(())
    }
}

/// Brings a backup back into a municipality in which nothing has happened yet, and checks rows, hashes and log.
///
/// The configuration says where to: the database may be of the other engine. Nothing is overwritten: a database with
/// entries or accounts, or another log key, stops it.
#[derive(Args)]
#[command(after_long_help = "Example:
  asty restore --config asty.toml --municipality asty --from /backup/asty")]
pub struct Restore {
    /// The folder of the backup.
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
}

impl Restore {
    pub(super) async fn run(self) -> Result<(), AppError> {
        println!("{}", restore(&self.place.load()?, &self.from).await?);
        Ok(())
    }
}
