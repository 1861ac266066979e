//! Finding: every entry by whatever is said in it.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod store;

pub use actions::{
    Follower, Look, NewSaved, PAGE, PAGES, batch, feed, find, find_alike, kept, mailing, owner, reading_due, readings,
    readings_again, rebuild, remove_saved, save, saved, take_reading, want_reading, was_not_fetched, was_not_read,
    was_read,
};
pub use error::SearchError;
pub use model::{Asked, Batch, Counted, Hit, Passage, Reading, ReadingState, Results, Saved, WithFeed};
