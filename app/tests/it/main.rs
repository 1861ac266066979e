//! The program over HTTP: the table of routes walked by every role, and a clerk's first paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod demo;
mod receipt;
mod walk;
