//! The pages of the audit trail.
#![doc = include_str!("../README.md")]

mod details;
mod export;
mod pages;

pub use pages::{TEMPLATES, routes};
