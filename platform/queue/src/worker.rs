//! Doing the jobs of one database.

use crate::{Failure, Job, State, store};
use db::Db;
use futures_util::future::BoxFuture;
use kernel::Clock;
use std::{collections::BTreeMap, future::Future, sync::Arc, time::Duration};

/// After how long a claim counts as lost.
const CLAIM_SECONDS: i64 = 10 * 60;
const FIRST_PAUSE_SECONDS: i64 = 30;
const LONGEST_PAUSE_SECONDS: i64 = 3600;
/// With the pauses above: about a day.
const MAX_ATTEMPTS: i64 = 30;
/// How often an idle worker looks.
const LOOK: Duration = Duration::from_secs(1);

type Work = Arc<dyn Fn(Job) -> BoxFuture<'static, Result<(), Failure>> + Send + Sync>;

/// Does the jobs of one database.
pub struct Worker {
    db: Db,
    clock: Clock,
    works: BTreeMap<&'static str, Work>,
}

impl Worker {
    /// A worker that can do nothing yet.
    #[must_use]
    pub fn new(db: Db, clock: Clock) -> Self {
        Self { db, clock, works: BTreeMap::new() }
    }

    /// Teaches it what to do with jobs of a kind. The work must bear being done twice.
    #[must_use]
    pub fn on<F>(mut self, kind: &'static str, work: impl Fn(Job) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        self.works.insert(kind, Arc::new(move |job| Box::pin(work(job))));
        self
    }

    /// Takes and does jobs until it is dropped.
    pub async fn run(&self) {
        loop {
            match self.step().await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(LOOK).await,
                Err(error) => {
                    tracing::error!(%error, "the queue cannot be read");
                    tokio::time::sleep(LOOK * 10).await;
                }
            }
        }
    }

    /// Does one due job; whether there was one.
    ///
    /// # Errors
    /// What the database refuses: the job is taken again when the claim has run out.
    pub async fn step(&self) -> db::Result<bool> {
        // A look first: an idle worker must not take SQLite's one writer every second.
        if !store::is_due(&mut self.db.read().await?, self.clock.now()).await? {
            return Ok(false);
        }
        let mut tx = self.db.write().await?;
        let now = self.clock.now();
        let Some(job) = store::claim(&mut tx, now, now.plus_seconds(CLAIM_SECONDS)).await? else { return Ok(false) };
        tx.commit().await?;
        let outcome = self.work(job.clone()).await;
        let mut tx = self.db.write().await?;
        let now = self.clock.now();
        match outcome {
            Ok(()) => store::done(&mut tx, &job, now).await?,
            Err(failure) => {
                tracing::warn!(kind = job.kind, job = %job.id, attempts = job.attempts, %failure, "a job failed");
                let pause = FIRST_PAUSE_SECONDS << (job.attempts.clamp(1, 20) - 1);
                let due = now.plus_seconds(pause.min(LONGEST_PAUSE_SECONDS));
                let for_good = matches!(failure, Failure::Never(_)) || job.attempts >= MAX_ATTEMPTS;
                let state = if for_good { State::Failed } else { State::Waiting };
                store::put_off(&mut tx, &job, due, state, failure.to_string()).await?
            }
        };
        tx.commit().await?;
        Ok(true)
    }

    /// A task of its own, so that a panic in it is one failed job and not the end of the worker.
    async fn work(&self, job: Job) -> Result<(), Failure> {
        let Some(work) = self.works.get(job.kind.as_str()) else {
            return Err(Failure::Later(format!("this program does not know jobs of the kind {}", job.kind)));
        };
        let task = tokio::spawn(work(job));
        task.await.unwrap_or_else(|error| Err(Failure::Later(format!("the program stumbled: {error}"))))
    }
}
