//! The pages of figures.
#![doc = include_str!("../README.md")]

mod asked;
mod bars;
mod behind;
mod event_log;
mod export;
mod routes;
mod savings;
mod settings;
mod span;
mod times;
mod volumes;

pub use routes::{TEMPLATES, routes};
