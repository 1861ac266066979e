//! Work for after the commit.
#![doc = include_str!("../README.md")]

mod error;
mod job;
mod store;
mod worker;

pub use error::{Failure, QueueError};
pub use job::{
    Count, Job, Listed, Standing, State, again, again_all, counts, enqueue, enqueue_at, enqueue_leaving, forget,
    last_done, list, standing, went_wrong,
};
pub use worker::Worker;
