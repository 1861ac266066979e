//! Numbers that the legislator changes, each from a day on.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod store;

pub use actions::{
    add_holiday, amend, last_day, list, number, office, remove_holiday, withdraw, working_day, working_days,
};
pub use error::LawError;
pub use model::{Amendment, Holiday, Key, Law, Office, Past};
