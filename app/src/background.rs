//! What goes on beside the answering of requests.

use crate::{
    AppError,
    arrivals::{mailbox, scans},
    config::Municipality,
    figures::figures,
    jobs::{daily, worker},
    news::news,
    routing::routing,
    search::{follow, ocr, read},
};
use extract::Reader;
use http_shell::Town;
use kernel::Clock;
use pdf::Workshop;
use std::sync::Arc;

/// Begins everything that a municipality needs besides pages, each in a task of its own.
///
/// # Errors
/// What is wrong with the configuration of the mail server, or with a translation file.
pub fn background(town: &Arc<Town>, place: &Municipality, clock: &Clock, workshop: &Workshop) -> Result<(), AppError> {
    let worker = worker(town, place, clock)?;
    tokio::spawn(async move { worker.run().await });
    tokio::spawn(daily(town.clone(), clock.clone()));
    tokio::spawn(routing(town.clone(), clock.clone()));
    tokio::spawn(news(town.clone(), clock.clone()));
    tokio::spawn(follow(town.clone(), clock.clone()));
    tokio::spawn(figures(town.clone(), clock.clone()));
    tokio::spawn(mailbox(town.clone(), place.clone(), clock.clone()));
    tokio::spawn(scans(town.clone(), place.clone(), clock.clone(), workshop.clone()));
    let reader = Reader::Apart(std::env::current_exe()?);
    tokio::spawn(read(town.clone(), clock.clone(), reader, ocr(&place.ocr)));
    Ok(())
}
