//! The audit trail, for those who look at it.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod store;

pub use actions::{exported, kinds, list};
pub use error::AuditError;
pub use model::{Before, Filter, Line, Page};
