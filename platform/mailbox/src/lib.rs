//! Mailboxes that are read.
#![doc = include_str!("../README.md")]

mod error;
mod letter;
mod pieces;
mod session;

pub use error::MailboxError;
pub use letter::{Letter, Limits, Part, Trouble, nothing, read, read_head};
pub use session::{Mailbox, Security, Server, is_folder};
