//! The pages of circulation.
#![doc = include_str!("../README.md")]

mod act;
mod assign;
mod comment;
mod digest;
mod recipient;
mod routes;
mod to_assign;
mod tray;

pub use routes::{TEMPLATES, routes};
