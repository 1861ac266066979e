//! `asty log`.

use super::{Place, terminal};
use crate::{
    AppError, rotate,
    verify::{self, Source},
};
use clap::Subcommand;
use std::path::PathBuf;

/// What concerns the public log.
#[derive(Subcommand)]
pub enum Log {
    /// Copies a whole log into a folder, so that it can be kept elsewhere and checked offline.
    #[command(after_long_help = "Example:
  asty log export --log https://protocol.asty.gr/log --to copy-of-the-log
  asty verify --key \"$KEY\" copy-of-the-log")]
    Export {
        /// The address of the log.
        #[arg(long, value_name = "URL")]
        log: String,
        /// The folder to write to.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Replaces the key that signs the log by a new one.
    ///
    /// To be done when the key may be known to somebody, or when the administrator changes. Stop the service first, or
    /// start it again afterwards. Both keys sign the handover, and the log has a line for it: what the old key signed
    /// stays verifiable, and whoever trusts it can follow to the new one (/log/keys). Make a backup afterwards: the old
    /// key is gone. Give the new public key, which is printed, to whoever keeps the old one.
    #[command(after_long_help = "Example:\n  asty log rotate --config asty.toml --municipality asty --yes")]
    Rotate {
        /// Does not ask.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Log {
    pub(super) async fn run(self) -> Result<(), AppError> {
        match self {
            Log::Export { log, to } => {
                let work = tokio::task::spawn_blocking(move || verify::export(&Source::url(&log), &to));
                let size = work.await.map_err(|e| AppError::Refused(e.to_string()))??;
                println!("{size} lines were copied. Check them: asty verify --key KEY FOLDER");
                Ok(())
            }
            Log::Rotate { place, yes } => {
                let place = place.load()?;
                let path = place.base.log_key.display();
                if !place.base.log_key.exists() {
                    return Err(AppError::Refused(format!("there is no key at {path} yet: asty serve makes it")));
                }
                if !yes && !terminal::yes(&format!("Replace the key of the log of {}?", place.base.name))? {
                    return Err(AppError::Refused("nothing was changed".to_owned()));
                }
                println!("{}", rotate(&place).await?);
                eprintln!("This is the new public key. Now: start asty serve again; make a backup, since the old key");
                eprintln!("is gone; give the new key to the auditors on paper.");
                Ok(())
            }
        }
    }
}
