//! Files of documents.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod examine;
mod model;
mod store;

pub use actions::{attach, forget, sweep, usage};
pub use error::DocumentsError;
pub use examine::{examine, stored};
pub use model::{File, Sha256, Usage};
