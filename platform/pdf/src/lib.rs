//! Documents from Typst templates.
#![doc = include_str!("../README.md")]

mod attachment;
mod letter;
mod book;
mod qr;
mod receipt;
mod world;

pub use attachment::attachment;
pub use letter::{Letter, letter};
pub use book::{Book, book};
pub use receipt::{Attachment, FileLine, Receipt, receipt};
pub use world::Error;
