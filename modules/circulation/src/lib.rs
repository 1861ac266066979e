//! Circulation (διακίνηση): who has a document, for what, until when.
#![doc = include_str!("../README.md")]

mod actions;
mod digest;
mod error;
mod events;
mod examine;
mod model;
mod notice;
mod picture;
mod replay;
mod routing;
mod said;
mod statement;
mod store;

pub use actions::{
    accept, acknowledge, add_rule, addressed, answer_by, ask_opinion, assign, assign_first, assignment, came_back,
    comment, complete, counts, counts_plan, deadline, digest, digest_hours, digest_plan, digests, end_rule, forward,
    give_back, hand_over, keep_digest, last_movement, loads, make_digest, moved_since, opened, recipients, remind,
    reopen, route, rules, said_since, set_digest, suggestions, tidings, to_hand_over, to_route, tray, tray_plan, trays,
    undelivered, way, whereabouts, withdraw,
};
pub use digest::{Digest, DigestLine, DigestPart, DigestSetting, MadeDigest, Section, SentDigest, digest_key};
pub use error::CirculationError;
pub use examine::examine;
pub use model::{
    Act, Assignment, CameBack, Counts, Expected, HandedOver, Holder, Item, Load, Moved, NewAssignment, Order, Outcome,
    Purpose, Recipient, Recipients, State, Tab, Tray, Undelivered, Way, Whereabouts, Whose,
};
pub use notice::{MailCause, NOTICE, Notice, Tidings};
pub use picture::{Arrival, Picture, Stop};
pub use routing::{Conditions, ROUTING, Reason, Rule, Suggestion};
pub use said::{Addressed, Comment, CommentFile};
pub use statement::Movement;
pub(crate) use statement::Statement;
