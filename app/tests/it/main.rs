//! The program over HTTP and on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod api;
mod audit;
mod config;
mod demo;
mod full;
mod log;
mod people;
mod export;
mod program;
mod receipt;
mod serve;
mod torture;
mod walk;
