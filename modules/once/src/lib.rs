//! What a program asked for once is done once.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod model;
mod store;

pub use actions::{claim, forget, keep};
pub use error::OnceError;
pub use model::{Answer, Turn};
