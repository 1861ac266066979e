//! The program `asty`.

use asty::{AppError, demo, serve, server, verify};
use clap::{Parser, Subcommand};
use kernel::Clock;
use std::{path::PathBuf, process::ExitCode};

/// The office of a Greek municipality in one program.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes and serves a demo of two municipalities. Example: asty demo --data demo --port 8080
    Demo {
        /// The folder of its data; run again on the same folder it goes on with what is there.
        #[arg(long)]
        data: PathBuf,
        /// The port on this machine.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Begins anew: removes what an earlier demo left in the folder.
        #[arg(long)]
        reset: bool,
    },
    /// Checks a proof of entry offline. Example: asty verify --key "$KEY" 1-2026.tlog-proof
    Verify {
        /// The public key of the log: name+hash+base64.
        #[arg(long)]
        key: String,
        /// The files to check.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    match run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("asty: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<(), AppError> {
    match cli.command {
        Command::Demo { data, port, reset } => run_demo(data, port, reset).await,
        Command::Verify { key, files } => {
            for file in files {
                println!("{}", verify(&tokio::fs::read_to_string(&file).await?, &key)?);
            }
            Ok(())
        }
    }
}

async fn run_demo(data: PathBuf, port: u16, reset: bool) -> Result<(), AppError> {
    if reset && data.join("demo.json").exists() {
        tokio::fs::remove_dir_all(&data).await?;
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    let port = listener.local_addr()?.port();
    let (towns, document) = demo::open(&data, port, &Clock::System).await?;
    for town in document["municipalities"].as_array().into_iter().flatten() {
        println!(
            "{}  http://{}:{port}",
            town["name"].as_str().unwrap_or_default(),
            town["host"].as_str().unwrap_or_default()
        );
        for account in town["accounts"].as_array().into_iter().flatten() {
            let word = |key: &str| account[key].as_str().unwrap_or_default().to_owned();
            println!("  {:14} {}", word("user"), word("password"));
        }
    }
    println!("Details and API tokens: {}", data.join("demo.json").display());
    serve(listener, server(towns, Clock::System)?).await
}
