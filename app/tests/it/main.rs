//! The program over HTTP and on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The program itself.
const PROGRAM: &str = env!("CARGO_BIN_EXE_asty");

mod api;
mod audit;
mod backup;
mod config;
mod demo;
mod desk;
mod digest;
mod doctor;
mod export;
mod figures;
mod full;
mod hostile;
mod intake;
mod invitation;
mod jobs;
mod log;
mod mailbox;
mod notice;
mod oidc;
mod people;
mod program;
mod receipt;
mod scans;
mod search_mail;
mod serve;
mod torture;
mod user;
mod verify;
mod walk;
mod work;
mod work_on;
