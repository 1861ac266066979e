//! `asty verify`.

use crate::{AppError, verify};
use clap::Args;
use std::path::PathBuf;

/// Checks proofs of entry offline, with nothing but the public key of the log.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty verify --key \"$KEY\" 1-2026.tlog-proof")]
pub struct Verify {
    /// The public key of the log: name+hash+base64.
    #[arg(long)]
    key: String,
    /// The files to check.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Verify {
    pub(super) async fn run(self) -> Result<(), AppError> {
        for file in self.files {
            println!("{}", verify(&tokio::fs::read_to_string(&file).await?, &self.key)?);
        }
        Ok(())
    }
}
