//! Circulation (διακίνηση): who has a document, for what, until when.
#![doc = include_str!("../README.md")]

mod actions;
mod digest;
mod error;
mod events;
mod examine;
mod model;
mod notice;
mod routing;
mod store;

pub use actions::{
    accept, acknowledge, add_rule, ask_opinion, assign, assign_first, assignment, comment, complete, counts, deadline,
    digest, digest_hours, digests, end_rule, forward, give_back, hand_over, last_movement, loads, make_digest,
    moved_since, recipients, remind, route, rules, set_digest, suggestions, tidings, to_route, tray, way, withdraw,
};
pub use digest::{Digest, DigestLine, DigestPart, DigestSetting, Section, SentDigest};
pub use error::CirculationError;
pub use examine::examine;
pub(crate) use model::Statement;
pub use model::{
    Act, Assignment, Comment, Counts, Expected, Item, Load, Moved, Movement, NewAssignment, Order, Outcome, Purpose,
    Recipient, Recipients, State, Tab, Tray, Way, Whose,
};
pub use notice::{NOTICE, Notice, Tidings};
pub use routing::{Conditions, ROUTING, Reason, Rule, Suggestion};
