//! `asty demo`.

use crate::{AppError, daily, demo, figures, news, routing, serve, serve::sweep, server, town::place, worker};
use clap::Args;
use kernel::Clock;
use pdf::Workshop;
use std::{path::PathBuf, sync::Arc};

/// Makes and serves a demo of two municipalities.
///
/// Run again on the same folder it goes on with what is there. DATA/demo.json has the accounts, API tokens and log keys.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty demo --data demo --port 8080")]
pub struct Demo {
    /// The folder of its data.
    #[arg(long)]
    data: PathBuf,
    /// The port on this machine.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begins anew: removes what an earlier demo left in the folder.
    #[arg(long)]
    reset: bool,
    /// Two islands without papers, made at once: for tests and for trying something.
    #[arg(long)]
    small: bool,
}

impl Demo {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let Self { data, port, reset, small } = self;
        if reset {
            demo::clear(&data).await?;
        }
        let size = if small { demo::Size::Small } else { demo::Size::Whole };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
        let port = listener.local_addr()?.port();
        let (towns, document) = demo::open(&data, port, &Clock::System, size).await?;
        for town in document["municipalities"].as_array().into_iter().flatten() {
            let word = |key: &str| town[key].as_str().unwrap_or_default();
            println!("{}  http://{}:{port}", word("name"), word("host"));
            for account in town["accounts"].as_array().into_iter().flatten() {
                let word = |key: &str| account[key].as_str().unwrap_or_default();
                println!("  {:14} {}", word("user"), word("password"));
            }
        }
        println!("Details and API tokens: {}", data.join("demo.json").display());
        let towns: Vec<Arc<_>> = towns.into_iter().map(Arc::new).collect();
        for town in &towns {
            let place = place(&town.name, &town.host, &data.join(&town.host), None)?;
            let worker = worker(town, &place, &Clock::System)?;
            tokio::spawn(async move { worker.run().await });
            tokio::spawn(daily(town.clone(), Clock::System));
            tokio::spawn(routing(town.clone(), Clock::System));
            tokio::spawn(news(town.clone(), Clock::System));
            tokio::spawn(figures(town.clone(), Clock::System));
        }
        sweep(&towns);
        serve(listener, server(towns, Clock::System, Workshop::Apart(std::env::current_exe()?))?).await
    }
}
