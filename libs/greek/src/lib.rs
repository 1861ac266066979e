//! Greek text and identifiers.
#![doc = include_str!("../README.md")]

mod tax_id;
mod text;

pub use tax_id::{TaxId, TaxIdError};
pub use text::fold;
