//! What must never be denied later: the append-only log of a municipality.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod examine;
mod key;
mod leaf;
mod model;
mod store;
mod verdict;
mod walk;

pub use actions::{
    TOLERANCE_SECONDS, append, checkpoint, checkpoint_at, entries, hold, last_at, leaf, open, receipt, root, size, tile,
};
pub use error::ProofError;
pub use examine::{examine, lines};
pub use key::{KeyNote, change_key, key_notes, keys};
pub use leaf::{Leaf, commit};
pub use model::{LogKey, Opening, Slot};
pub use verdict::{Refusal, Verdict, judge, judge_all};
pub use walk::Walk;
