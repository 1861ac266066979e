//! The program over HTTP and on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod config;
mod demo;
mod export;
mod program;
mod receipt;
mod serve;
mod walk;
