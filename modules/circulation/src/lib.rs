//! Circulation (διακίνηση): who has a document, for what, until when.
#![doc = include_str!("../README.md")]

mod actions;
mod digest;
mod error;
mod events;
mod examine;
mod model;
mod store;

pub use actions::{
    accept, acknowledge, ask_opinion, assign, assignment, complete, counts, deadline, digest, digest_hours,
    digests, forward, give_back, make_digest, recipients, set_digest,
    tidings, tray, way, withdraw,
};
pub use digest::{Digest, DigestLine, DigestPart, DigestSetting, Section, SentDigest};
pub use error::CirculationError;
pub use examine::examine;
pub use model::{
    Act, Assignment, Counts, Expected, Item, Movement, NOTICE, NewAssignment, Notice, Order, Outcome, Purpose, Recipient, Recipients,
    State, Tab, Tidings, Tray, Way, Whose,
};
