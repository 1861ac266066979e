//! The pages of circulation.
#![doc = include_str!("../README.md")]

mod act;
mod assign;
mod comment;
mod digest;
mod hand_over;
mod live;
mod recipient;
mod routes;
mod rules;
mod to_assign;
mod tray;

pub use routes::{TEMPLATES, routes};
