//! `asty job`.

use super::Place;
use crate::{AppError, connect};
use clap::{Subcommand, ValueEnum};
use db::Cx;
use kernel::{Actor, Clock, JobId};
use std::sync::Arc;

/// Which jobs are listed.
#[derive(Clone, Copy, ValueEnum)]
pub enum Which {
    /// Those that wait for their time.
    Waiting,
    /// Those that are done.
    Done,
    /// Those that nobody tries any more.
    Failed,
}

/// Work after the commit: mails and the like.
#[derive(Subcommand)]
pub enum Job {
    /// Lists the newest jobs, at most a hundred, with their errors.
    #[command(after_long_help = "Example:\n  asty job list --config asty.toml --state failed")]
    List {
        /// Which.
        #[arg(long, value_enum, default_value = "failed")]
        state: Which,
        #[command(flatten)]
        place: Place,
    },
    /// Lets failed jobs be tried again, when their cause was mended.
    #[command(
        after_long_help = "Examples:\n  asty job again 019a…  --config asty.toml\n  asty job again --all --config asty.toml"
    )]
    Again {
        /// The job, as `asty job list` shows it.
        #[arg(required_unless_present = "all")]
        job: Vec<JobId>,
        /// All that failed.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        place: Place,
    },
}

impl Job {
    pub(super) async fn run(self) -> Result<(), AppError> {
        let (Job::List { place, .. } | Job::Again { place, .. }) = &self;
        let db = connect(&place.load()?).await?;
        let actor = Arc::new(Actor::System("asty job"));
        let mut cx = Cx::new(actor, Clock::System.now(), None, db.write().await?);
        match self {
            Job::List { state, .. } => {
                let state = match state {
                    Which::Waiting => queue::State::Waiting,
                    Which::Done => queue::State::Done,
                    Which::Failed => queue::State::Failed,
                };
                for job in queue::list(&mut cx, state, None, None, 100).await? {
                    let error = job.error.unwrap_or_default();
                    println!("{}  {}  {}  {} times  {error}", job.id, job.kind, job.due_at.greek(), job.attempts);
                }
            }
            Job::Again { job, all, .. } => {
                let mut count = if all { queue::again_all(&mut cx, None).await? } else { 0 };
                for id in &job {
                    queue::again(&mut cx, *id).await?;
                    count += 1;
                }
                cx.commit().await?;
                println!("{count} jobs are tried again.");
            }
        }
        Ok(())
    }
}
