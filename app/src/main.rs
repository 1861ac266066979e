//! The program `asty`.

use asty::command::Cli;
use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match asty::command::run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("asty: {error}");
            ExitCode::FAILURE
        }
    }
}
