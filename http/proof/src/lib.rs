//! The public log and its verification.

mod pages;

pub use pages::{TEMPLATES, routes};
