//! The program over HTTP and on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod config;
mod demo;
mod jobs;
mod log;
mod program;
mod receipt;
mod serve;
mod torture;
mod user;
mod verify;
mod walk;
