//! What must never be denied later: the append-only log of a municipality.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod leaf;
mod model;
mod store;
mod verdict;

pub use actions::{append, checkpoint, checkpoint_at, entries, leaf, open, receipt, root, size, tile};
pub use error::ProofError;
pub use leaf::{Leaf, commit};
pub use model::{LogKey, Opening, Slot};
pub use verdict::{Refusal, Verdict, judge};
