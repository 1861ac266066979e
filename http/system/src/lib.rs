//! How the program is, for the administrator.

mod jobs;
mod pages;

pub use jobs::TIDY;
pub use pages::{TEMPLATES, routes};
