//! Files by their content.
#![doc = include_str!("../README.md")]

mod bucket;
mod error;
mod folder;
mod incoming;
mod media;
mod name;
mod office;
mod pdf;
mod scan;
mod store;
mod text;

pub use bucket::S3;
pub use error::BlobError;
pub use name::clean_name;
pub use scan::Scanner;
pub use store::{BlobStream, Blobs, Limits, Stored};
