//! The organisation, its people, and who is signed in.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod password;
mod store;
mod token;
mod totp;
mod tree;

pub use actions::*;
pub use error::IdentityError;
pub use model::*;
pub use password::{PasswordHash, password_problem, temporary_password};
pub use tree::{Node, tree};
