//! Documents from Typst templates.
#![doc = include_str!("../README.md")]

mod attachment;
mod book;
mod cut;
mod label;
mod letter;
mod mail;
mod qr;
mod receipt;
mod sheet;
mod stamp;
mod volume;
mod workshop;
mod world;

pub use attachment::attachments;
pub use book::{Book, book};
pub use cut::cut;
pub use label::{Label, Separator, Separators, label, separators};
pub use letter::{Letter, letter};
pub use mail::{MailSheet, mail_sheet};
pub use receipt::{Attachment, FileLine, Receipt, receipt};
pub use sheet::{Sheet, SheetPart, sheet};
pub use stamp::{Stamp, StampError, stamp};
pub use volume::Volume;
pub use workshop::{COMMAND, CUT, Workshop, work, work_cut, work_other};
pub use world::Error;
