//! The pages of what comes in.
#![doc = include_str!("../README.md")]

mod decide;
mod proposal;
mod routes;
mod rules;
mod separators;
mod tray;

pub use routes::{TEMPLATES, routes};
