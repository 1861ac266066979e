//! The register (πρωτόκολλο): every document gets its number.
#![doc = include_str!("../README.md")]

mod actions;
mod check;
mod error;
mod events;
mod model;
mod statement;
mod store;

pub use actions::{cancel, completeness, correct, correspondents, day, get, list, proof_of, register, revisions};
pub use check::{Field, Problem};
pub use error::RegisterError;
pub use model::{
    Change, Channel, Confidentiality, Correspondent, Day, Direction, Entry, Fields, Filter, Found, Kind, Page, Party,
    Revision, Row, State, Year,
};
pub use statement::{StatedFile, Statement};
