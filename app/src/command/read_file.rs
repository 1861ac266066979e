//! `asty read-file`: a process of its own for the text of a stranger's file.

use clap::Args;
use std::process::ExitCode;

/// Reads a file and writes its text. The server calls it; people do not.
#[derive(Args)]
pub struct ReadFile;

impl ReadFile {
    pub(super) fn run() -> ExitCode {
        extract::work(std::io::stdin().lock(), std::io::stdout().lock())
    }
}
