//! Figures: how much, how long, what is saved.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod ocel;
mod savings;
mod scale;
mod stops;
mod store;

pub use actions::{EventLog, People, event_log};
pub use actions::{
    Reckoned, behind, costs, count, counted, entries, names, plans, reckon, recount, savings, scope, set_cost, stops,
    times, volumes,
};
pub use error::StatisticsError;
pub use model::{
    Asked, Behind, Counted, Entries, Flow, NOBODY, Names, OfUnit, Period, Scope, Stays, StopLine, Stopped, Times,
    Volumes, Which, first_of_month, months_later,
};
pub use savings::{Cost, CostKey, Prices, Saving, Savings, Tally};
