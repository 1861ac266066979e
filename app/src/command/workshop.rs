//! Hidden commands: a process of its own for a stranger's file. The server calls them; people do not.

use clap::Args;
use std::{
    io::{stdin, stdout},
    process::ExitCode,
};

/// Reads a PDF and which pages of it, and writes these as a PDF of their own.
#[derive(Args)]
pub struct CutPages;

impl CutPages {
    pub(super) fn run() -> ExitCode {
        pdf::work_cut(stdin().lock(), stdout().lock())
    }
}

/// Reads a scan, and writes what the codes on its pages say, as JSON.
#[derive(Args)]
pub struct ReadCodes;

impl ReadCodes {
    pub(super) fn run() -> ExitCode {
        pdf::work_other(stdin().lock(), stdout().lock(), crate::arrivals::codes)
    }
}
