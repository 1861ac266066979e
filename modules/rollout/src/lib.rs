//! Units join one by one; until then their papers are printed and carried to them.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod store;

pub use actions::{
    adoption, deliveries, delivery, hand_over, joinings, make_delivery, note_presence, presence_behind, set_joining,
    waiting,
};
pub use error::RolloutError;
pub use model::{
    Adoption, AdoptionOf, Delivery, DeliveryFile, DeliveryLine, Given, Joining, Joins, Pending, Week, monday,
};
