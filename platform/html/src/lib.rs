//! Pages and their words.
#![doc = include_str!("../README.md")]

mod filters;
mod lang;
mod pages;
mod qr;
mod words;

pub use filters::{bytes, number};
pub use lang::Lang;
pub use pages::{Error, Pages, Template};
pub use qr::qr;
pub use words::Words;
