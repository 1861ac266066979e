//! The program over HTTP and on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod audit;
mod config;
mod demo;
mod program;
mod receipt;
mod serve;
mod walk;
