//! Signing in and out.

mod api;
mod pages;

pub use api::description;
pub use pages::{TEMPLATES, routes};
