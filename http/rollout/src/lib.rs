//! The pages of the roll-out.
#![doc = include_str!("../README.md")]

mod adoption;
mod deliveries;
mod routes;

pub use routes::{TEMPLATES, routes};
