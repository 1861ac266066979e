//! The wiring of the program: configuration, towns, routes, commands, the demo.

mod arrivals;
mod background;
mod backup;
pub mod command;
pub mod config;
pub mod demo;
mod digest;
pub mod doctor;
mod error;
mod figures;
mod housekeeping;
mod jobs;
mod listen;
mod news;
mod routing;
mod search;
mod search_mail;
mod serve;
mod town;
pub mod verify;

pub use arrivals::{mailbox, scans};
pub use background::background;
pub use backup::{backup, restore};
pub use error::AppError;
pub use figures::figures;
pub use jobs::{daily, mailer, worker};
pub use listen::serve;
pub use news::news;
pub use routing::routing;
pub use search::{follow, read};
pub use serve::{routes, server};
pub use town::{connect, open, rotate, town};
