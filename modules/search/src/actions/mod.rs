//! What a person may do: require, rule, store, record. The caller commits.

mod find;
mod follow;
mod index;
mod reading;
mod saved;

pub use find::{PAGE, PAGES, find, find_alike};
pub use follow::{Follower, Look, rebuild};
pub use index::batch;
pub use reading::{
    reading_due, readings, readings_again, take_reading, want_reading, was_not_fetched, was_not_read, was_read,
};
pub use saved::{NewSaved, feed, kept, mailing, owner, remove_saved, save, saved};

type Result<T> = std::result::Result<T, crate::SearchError>;
