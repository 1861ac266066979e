//! The register's pages and its API.

mod api;
mod book;
mod entry;
mod export;
mod folders;
mod form;
mod lists;
mod receipt;
mod routes;
mod upload;

pub use api::description;
pub use routes::{TEMPLATES, routes};
