//! What a person may do: require, rule, store, record. The caller commits.

mod adoption;
mod delivery;
mod joining;

pub use adoption::{adoption, note_presence, presence_behind};
pub use delivery::{deliveries, delivery, hand_over, make_delivery, waiting};
pub use joining::{joinings, set_joining};

use crate::RolloutError;

type Result<T> = std::result::Result<T, RolloutError>;
