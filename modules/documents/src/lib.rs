//! Files of documents.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod model;
mod store;

pub use actions::{attach, sweep};
pub use error::DocumentsError;
pub use model::{File, Sha256};
