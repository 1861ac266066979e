//! `asty stamp-copy`: a process of its own for a stranger's PDF.

use clap::Args;
use std::process::ExitCode;

/// Reads a PDF and what to write above it, and writes the stamped copy. The server calls it; people do not.
#[derive(Args)]
pub struct StampCopy;

impl StampCopy {
    pub(super) fn run() -> ExitCode {
        pdf::work(std::io::stdin().lock(), std::io::stdout().lock())
    }
}
