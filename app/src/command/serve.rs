//! `asty serve`.

use super::ConfigFile;
use crate::{AppError, daily, figures, news, open, routing, serve, serve::sweep, server, worker};
use clap::Args;
use kernel::Clock;
use pdf::Workshop;
use std::sync::Arc;

/// Serves the municipalities of the configuration until it is asked to stop (SIGTERM, Ctrl-C).
///
/// Requests under way are finished first. Any number of these may run on the same PostgreSQL databases. The schema must
/// be up to date: run `asty migrate` before the first start and after each new version.
#[derive(Args)]
#[command(after_long_help = "Example:\n  asty migrate --config asty.toml\n  asty serve --config asty.toml")]
pub struct Serve {
    #[command(flatten)]
    config: ConfigFile,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let config = self.config.load()?;
        let mut towns = Vec::new();
        for place in &config.municipalities {
            let town = Arc::new(open(place).await?);
            tracing::info!(municipality = place.code, host = town.host, database = %place.base.database, "opened");
            let worker = worker(&town, place, &Clock::System)?;
            tokio::spawn(async move { worker.run().await });
            tokio::spawn(daily(town.clone(), Clock::System));
            tokio::spawn(routing(town.clone(), Clock::System));
            tokio::spawn(news(town.clone(), Clock::System));
            tokio::spawn(figures(town.clone(), Clock::System));
            towns.push(town);
        }
        let listen = config.server.listen;
        let listener = tokio::net::TcpListener::bind(listen).await;
        let listener = listener.map_err(|e| AppError::Refused(format!("cannot listen on {listen}: {e}")))?;
        sweep(&towns);
        serve(listener, server(towns, Clock::System, Workshop::Apart(std::env::current_exe()?))?).await?;
        tracing::info!("stopped");
        Ok(())
    }
}
