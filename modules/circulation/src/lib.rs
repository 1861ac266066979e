//! Circulation (διακίνηση): who has a document, for what, until when.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod store;

pub use actions::{
    accept, acknowledge, ask_opinion, assign, assignment, complete, counts, deadline, forward, give_back, recipients,
    tray, way, withdraw,
};
pub use error::CirculationError;
pub use model::{
    Act, Assignment, Counts, Expected, Item, Movement, NewAssignment, Order, Outcome, Purpose, Recipient, Recipients,
    State, Tab, Tray, Way, Whose,
};
