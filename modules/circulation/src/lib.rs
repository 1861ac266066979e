//! Circulation (διακίνηση): who has a document, for what, until when.
#![doc = include_str!("../README.md")]

mod actions;
mod digest;
mod error;
mod events;
mod examine;
mod model;
mod notice;
mod store;

pub use actions::{
    accept, acknowledge, ask_opinion, assign, assignment, comment, complete, counts, deadline, digest, digest_hours,
    digests, forward, give_back, make_digest, recipients, set_digest, tidings, tray, way, withdraw,
};
pub use digest::{Digest, DigestLine, DigestPart, DigestSetting, Section, SentDigest};
pub use error::CirculationError;
pub use examine::examine;
pub(crate) use model::Statement;
pub use model::{
    Act, Assignment, Comment, Counts, Expected, Item, Movement, NewAssignment, Order, Outcome, Purpose, Recipient,
    Recipients, State, Tab, Tray, Way, Whose,
};
pub use notice::{NOTICE, Notice, Tidings, Told};
