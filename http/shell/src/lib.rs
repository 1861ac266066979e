//! What all pages share.
#![doc = include_str!("../README.md")]

mod ask;
mod assets;
mod error;
mod pages;
mod route;
mod town;

pub use ask::{Ask, SESSION_COOKIE, cookie};
pub use error::{Error, Reply};
pub use pages::{TEMPLATES, routes};
pub use route::{Access, Route, router};
pub use town::{App, Town};
