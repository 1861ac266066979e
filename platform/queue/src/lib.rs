//! Work for after the commit.
#![doc = include_str!("../README.md")]

mod error;
mod job;
mod store;
mod worker;

pub use error::{Failure, QueueError};
pub use job::{Job, Listed, State, again, enqueue, list};
pub use worker::Worker;
