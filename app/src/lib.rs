//! The wiring of the program: configuration, towns, routes, commands, the demo.

pub mod command;
pub mod config;
pub mod demo;
mod error;
mod serve;
mod town;
mod verify;

pub use error::AppError;
pub use serve::{routes, serve, server};
pub use town::{connect, open, town};
pub use verify::verify;
