//! The pages of search and its API.
#![doc = include_str!("../README.md")]

mod api;
mod asked;
mod feed;
mod reading;
mod routes;
mod saved;
mod show;

pub use api::description;
pub use asked::Asked;
pub use routes::{TEMPLATES, routes};
