//! Greek text, identifiers and calendar.
#![doc = include_str!("../README.md")]

mod calendar;
mod common;
mod greeklish;
mod stem;
mod tax_id;
mod text;

pub use calendar::{
    easter, holidays, is_working_day, last_day, working_days_after, working_days_between, working_time,
};
pub use common::is_common;
pub use greeklish::greeklish;
pub use stem::stem;
pub use tax_id::{TaxId, TaxIdError};
pub use text::{fold, parts};
