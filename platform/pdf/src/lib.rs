//! Documents from Typst templates.
#![doc = include_str!("../README.md")]

mod attachment;
mod book;
mod letter;
mod qr;
mod receipt;
mod sheet;
mod stamp;
mod volume;
mod workshop;
mod world;

pub use attachment::attachments;
pub use book::{Book, book};
pub use letter::{Letter, letter};
pub use receipt::{Attachment, FileLine, Receipt, receipt};
pub use sheet::{Sheet, SheetPart, sheet};
pub use stamp::{Stamp, StampError, stamp};
pub use volume::Volume;
pub use workshop::{COMMAND, Workshop, work};
pub use world::Error;
