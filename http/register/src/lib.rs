//! The register's pages and its API.

mod api;
mod book;
mod directory;
mod entry;
mod export;
mod folders;
mod form;
mod legacy;
mod lists;
mod proposal;
mod receipt;
mod routes;
mod scan;
mod stamped;
mod typed;
mod upload;

pub use api::description;
pub use receipt::{Made, receipt_of};
pub use routes::{TEMPLATES, routes};
