//! What all pages share.
#![doc = include_str!("../README.md")]

mod ask;
mod assets;
mod cookie;
mod describe;
mod did;
mod error;
mod file;
mod health;
mod metrics;
mod news;
mod once;
mod origin;
mod pages;
mod problem;
mod proxy;
mod route;
mod spool;
mod tables;
mod town;
pub mod upload;

pub use ask::Ask;
pub use cookie::{SESSION_COOKIE, cookie};
pub use describe::describe;
pub use did::Did;
pub use error::{Error, Reply};
pub use file::{disposition, show_file};
pub use health::TownReadiness;
pub use metrics::{Metrics, resident_memory};
pub use news::{Board, Ear, News, Of, Stopping};
pub use once::{Begun, Once};
pub use pages::{TEMPLATES, routes};
pub use proxy::Network;
pub use route::{Access, Route, router};
pub use spool::Spool;
pub use tables::tables;
pub use town::{App, Limits, Town};
