//! The register's pages and its API.

mod api;
mod book;
mod directory;
mod double;
mod entry;
mod export;
mod folders;
mod form;
mod legacy;
mod lists;
mod proposal;
mod receipt;
mod refile;
mod routes;
mod scan;
mod stamped;
mod typed;

pub use api::description;
pub use receipt::{Made, receipt_of};
pub use routes::{TEMPLATES, routes};
