//! The words inside files.
#![doc = include_str!("../README.md")]

mod codes;
mod image_text;
mod mail_text;
mod model;
mod office;
mod pdf_text;
mod plain;
mod reader;

pub use codes::codes;
pub use model::{Means, Reading, Unread};
pub use reader::{COMMAND, Ocr, Reader, is_read, work};
