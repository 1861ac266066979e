//! Mailboxes that are read.
#![doc = include_str!("../README.md")]

mod error;
mod letter;
mod pieces;
mod report;
mod session;
mod vouched;

pub use error::MailboxError;
pub use letter::{Letter, Limits, Part, Trouble, nothing, read, read_head};
pub use report::Returned;
pub use session::{Mailbox, Security, Server, is_folder};
pub use vouched::Vouched;
