//! What the program does for itself, once a day: a job like others, so that its errors are seen and it is tried again.

use db::Cx;
use http_shell::Town;
use kernel::{Actor, Clock};
use queue::Failure;
use std::{fmt::Display, future::Future, sync::Arc};

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What stood in the way of the parts, by their names.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    async fn part<E: Display>(&mut self, name: &'static str, work: impl Future<Output = Result<u64, E>>) -> u64 {
        work.await.unwrap_or_else(|error| {
            self.0.push(format!("{name}: {error}"));
            0
        })
    }
}

/// Tidies a municipality. One part that fails does not keep the others from being done; any number of processes may do
/// it at once. What was refused is kept for so many days; 0 is for ever.
pub(crate) async fn tidy(town: &Town, clock: &Clock, keep_refused: u16) -> Result<(), Failure> {
    let mut wrong = Wrong::default();
    // Before the files: what it leaves goes with them.
    let refused = match keep_refused {
        0 => 0,
        days => wrong.part("refused", forget(town, clock, async |cx| intake::forget(cx, days).await)).await,
    };
    // A file's age is told by the clock of the disk.
    let day_ago = Clock::System.now().plus_seconds(-DAY_SECONDS);
    let files = wrong.part("files", documents::sweep(&town.db, &town.blobs, day_ago)).await;
    let answers = wrong.part("answers", forget(town, clock, async |cx| once::forget(cx).await)).await;
    let accesses = wrong.part("accesses", forget(town, clock, async |cx| identity::forget(cx).await)).await;
    let jobs = wrong.part("jobs", forget(town, clock, async |cx| queue::forget(cx).await)).await;
    tracing::info!(host = town.host, files, answers, accesses, jobs, refused, "tidied");
    if wrong.0.is_empty() { Ok(()) } else { Err(Failure::Later(wrong.0.join("; "))) }
}

/// One part in a transaction of its own.
async fn forget<E: From<db::Error>>(
    town: &Town,
    clock: &Clock,
    work: impl AsyncFnOnce(&mut Cx) -> Result<u64, E>,
) -> Result<u64, E> {
    let mut cx = Cx::new(Arc::new(Actor::System("tidy")), clock.now(), None, town.db.write().await?);
    let count = work(&mut cx).await?;
    cx.commit().await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use kernel::Instant;
    use queue::{State, Worker};

    #[tokio::test]
    async fn a_part_that_fails_does_not_keep_the_others_from_being_done() {
        let folder = tempfile::tempdir().unwrap();
        let town = crate::town("Δήμος", "asty.localhost", folder.path(), None).await.unwrap();
        let start: Instant = "2026-11-23T12:00:00Z".parse().unwrap();
        let clock = Clock::fixed(start);
        let cx = async || {
            let tx = town.db.write().await.unwrap();
            Cx::new(Arc::new(Actor::System("test")), clock.now(), None, tx)
        };
        let mut one = cx().await;
        queue::enqueue(&mut one, "test", "1", &1).await.unwrap();
        let args = db::args![one.tx];
        one.tx.exec("drop table once", args).await.unwrap();
        one.commit().await.unwrap();
        let worker = Worker::new(town.db.clone(), clock.clone()).on("test", |_| async { Ok(()) });
        assert!(worker.step().await.unwrap());
        let done = async || queue::list(&mut cx().await, State::Done, None, None, 9).await.unwrap().len();
        for (days, left) in [(29, 1), (31, 0)] {
            clock.set(start.plus_seconds(days * DAY_SECONDS));
            let Err(Failure::Later(words)) = tidy(&town, &clock, 90).await else { panic!("the table is gone") };
            assert!(words.starts_with("answers: ") && !words.contains("; "), "{words}");
            assert_eq!(done().await, left, "after {days} days");
        }
    }
}
