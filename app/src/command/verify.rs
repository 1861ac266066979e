//! `asty verify`.

use super::Place;
use crate::{
    AppError, connect, town,
    verify::{self, Source},
};
use clap::Args;
use std::path::PathBuf;
use tlog::VerifierKey;

/// Checks receipts, proofs, exported logs, a log over the network, or the database; says what is proven and what is not.
///
/// Receipts (PDF), proofs (.tlog-proof) and the folder of an exported log are checked offline, with nothing but the
/// public key of the log.
///
/// --log reads a whole log over the network and checks it. With --since, an earlier checkpoint (they come by e-mail each
/// day), only the proof is read that the log still begins with what was signed then: a past that was rewritten is found.
///
/// --database recomputes every line of the log from the rows and files of a municipality, and compares it with the daily
/// checkpoints and those given by --since.
#[derive(Args)]
#[command(after_long_help = "Examples:
  asty verify --key \"$KEY\" receipt.pdf 1-2026.tlog-proof exported-log/
  asty verify --key \"$KEY\" --log https://protocol.asty.gr/log --since 2026-11-23.checkpoint
  asty verify --database --config asty.toml --municipality asty")]
pub struct Verify {
    /// The public key of the log, name+hash+base64. Offline, give earlier ones too when it was changed.
    #[arg(long)]
    key: Vec<String>,
    /// Receipts, proofs, folders of exported logs.
    #[arg(required_unless_present_any = ["log", "database"])]
    files: Vec<PathBuf>,
    /// The address of a log.
    #[arg(long, value_name = "URL")]
    log: Option<String>,
    /// A file with an earlier checkpoint; may be given several times.
    #[arg(long, value_name = "CHECKPOINT")]
    since: Vec<PathBuf>,
    /// Prints what was stated as JSON, not in words.
    #[arg(long, conflicts_with_all = ["log", "database"])]
    json: bool,
    /// Compares a database with its log.
    #[arg(long, conflicts_with_all = ["key", "log", "files"])]
    database: bool,
    #[command(flatten)]
    place: Place,
}

impl Verify {
    pub(super) async fn run(self) -> Result<(), AppError> {
        if self.database {
            return self.database().await;
        }
        let work = tokio::task::spawn_blocking(move || self.offline_and_log());
        work.await.map_err(|e| AppError::Refused(e.to_string()))?
    }

    fn offline_and_log(self) -> Result<(), AppError> {
        let keys = verify::keys(&self.key)?;
        if keys.is_empty() {
            return Err(AppError::Refused("say which public key is trusted: --key name+hash+base64".to_owned()));
        }
        for file in &self.files {
            let said = if file.is_dir() {
                self.folder(Source::Folder(file.clone()), &keys)
            } else {
                std::fs::read(file)
                    .map_err(|e| AppError::Refused(format!("{}: {e}", file.display())))
                    .and_then(|bytes| verify::file(&bytes, &keys, self.json))
            };
            println!("{}\n{}", file.display(), said?);
        }
        if let Some(url) = &self.log {
            let source = Source::url(url);
            let keys = verify::followed(&source, keys)?;
            if self.since.is_empty() {
                println!("{}", verify::whole(&source, &keys, Vec::new())?);
            }
            for file in &self.since {
                // Said with the name of the file when it is none that the log's key has signed.
                let old = verify::kept(std::slice::from_ref(file), &keys)?;
                for old in old {
                    println!("{}\n{}", file.display(), verify::since(&source, &keys, &old)?);
                }
            }
        }
        Ok(())
    }

    fn folder(&self, source: Source, keys: &[VerifierKey]) -> Result<String, AppError> {
        let keys = verify::followed(&source, keys.to_vec())?;
        verify::whole(&source, &keys, verify::kept(&self.since, &keys)?)
    }

    async fn database(self) -> Result<(), AppError> {
        let place = &self.place.load()?;
        let db = connect(place).await?;
        let keys = crate::town::verifiers(place, &db).await?;
        let blobs = town::blobs(place).await?;
        println!("{}", verify::database(place, (&db, &blobs), &keys, &self.since).await?);
        Ok(())
    }
}
