//! The program `asty`.

use asty::command::Cli;
use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A tenth more receipts a second than with the one of the C library.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // What the program writes, the other users of the machine do not read: databases, files, backups.
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o027));
    match asty::command::run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("asty: {error}");
            ExitCode::FAILURE
        }
    }
}
