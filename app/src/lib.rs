//! The wiring of the program: towns, routes, the demo.

pub mod demo;
mod error;
mod serve;
mod verify;

pub use error::AppError;
pub use serve::{routes, serve, server, town};
pub use verify::verify;
