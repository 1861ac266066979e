//! The page of the facts of law.

mod pages;

pub use pages::{TEMPLATES, routes};
