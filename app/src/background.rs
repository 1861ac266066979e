//! What goes on beside the answering of requests.

use crate::{
    AppError,
    arrivals::{mailbox, reach, scans},
    config::Municipality,
    figures::figures,
    jobs::{daily, worker},
    news::news,
    routing::routing,
    search::{follow, ocr, read},
};
use extract::Reader;
use futures_util::{FutureExt, future::BoxFuture};
use http_shell::Town;
use kernel::Clock;
use pdf::Workshop;
use std::{sync::Arc, time::Duration};

/// Before a task that broke off begins again.
const PAUSE: Duration = Duration::from_secs(10);

/// Begins everything that a municipality needs besides pages, each in a task of its own.
///
/// # Errors
/// What is wrong with the configuration of the mail server or of the mailbox, or with a translation file: nothing has begun
/// then.
pub fn background(town: &Arc<Town>, place: &Municipality, clock: &Clock, workshop: &Workshop) -> Result<(), AppError> {
    let worker = Arc::new(worker(town, place, clock)?);
    let server = reach(&place.mailbox).map_err(|error| AppError::Refused(format!("mailbox.authority: {error}")))?;
    let reader = Reader::Apart(std::env::current_exe()?);
    let begin = |name, task: Task| drop(tokio::spawn(lasting((town.host.clone(), name), PAUSE, task)));
    let own = || (town.clone(), clock.clone());
    begin("jobs", again(worker, |worker| async move { worker.run().await }));
    begin("daily", again(own(), |(town, clock)| daily(town, clock)));
    begin("routing", again(own(), |(town, clock)| routing(town, clock)));
    begin("news", again(own(), |(town, clock)| news(town, clock)));
    begin("search", again(own(), |(town, clock)| follow(town, clock)));
    begin("figures", again(own(), |(town, clock)| figures(town, clock)));
    if let Some(server) = server {
        let own = (town.clone(), place.clone(), clock.clone(), server);
        begin("mailbox", again(own, |(town, place, clock, server)| mailbox(town, place, clock, server)));
    }
    let scanner = (town.clone(), place.clone(), clock.clone(), workshop.clone());
    begin("scans", again(scanner, |(town, place, clock, workshop)| scans(town, place, clock, workshop)));
    let texts = (town.clone(), clock.clone(), reader, ocr(&place.ocr));
    begin("texts", again(texts, |(town, clock, reader, ocr)| read(town, clock, reader, ocr)));
    Ok(())
}

/// What a task does, as often as it is begun.
type Task = Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

fn again<T, F>(with: T, begin: impl Fn(T) -> F + Send + Sync + 'static) -> Task
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    Box::new(move || begin(with.clone()).boxed())
}

/// Goes on with a task until it ends. One that breaks off by a panic is said, and begins again.
async fn lasting((host, name): (String, &'static str), pause: Duration, task: Task) {
    while let Err(error) = tokio::spawn(task()).await {
        if error.is_cancelled() {
            return;
        }
        tracing::error!(host, name, %error, "a task broke off and begins again");
        tokio::time::sleep(pause).await;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn a_mailbox_whose_certificate_cannot_be_read_stops_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let mut place = crate::town::place("Δήμος", "asty.localhost", folder.path(), None).unwrap();
        let town = crate::town("Δήμος", "asty.localhost", folder.path(), None).await.unwrap();
        place.mailbox.server = Some("localhost".to_owned());
        place.mailbox.authority = Some(folder.path().join("missing.pem"));
        let begun = background(&Arc::new(town), &place, &Clock::System, &Workshop::Apart("asty".into()));
        assert!(begun.unwrap_err().to_string().starts_with("mailbox.authority: "));
    }

    #[tokio::test]
    async fn a_task_that_breaks_off_begins_again() {
        let times = Arc::new(AtomicU32::new(0));
        let task = again(times.clone(), |times| async move {
            assert!(times.fetch_add(1, Ordering::Relaxed) >= 2, "it breaks off");
        });
        lasting(("asty.localhost".to_owned(), "test"), Duration::ZERO, task).await;
        assert_eq!(times.load(Ordering::Relaxed), 3);
    }
}
