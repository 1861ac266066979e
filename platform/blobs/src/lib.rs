//! Files by their content.
#![doc = include_str!("../README.md")]

mod error;
mod incoming;
mod media;
mod name;
mod office;
mod pdf;
mod store;
mod text;

pub use error::BlobError;
pub use name::clean_name;
pub use store::{BlobStream, Blobs, Limits, Stored};
