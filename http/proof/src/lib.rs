//! The public log and its verification.

mod log;
mod pages;

pub use pages::{TEMPLATES, routes};
