//! Files by their content.
#![doc = include_str!("../README.md")]

mod error;
mod media;
mod name;
mod store;

pub use error::BlobError;
pub use media::media_type;
pub use name::clean_name;
pub use store::{Blobs, Stored};
