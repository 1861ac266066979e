//! How the program is, for the administrator.

mod pages;

pub use pages::{TEMPLATES, routes};
