//! The register (πρωτόκολλο): every document gets its number.
#![doc = include_str!("../README.md")]

mod actions;
mod check;
mod error;
mod events;
mod examine;
mod folder;
mod list;
mod model;
mod statement;
mod store;
mod terms;

pub use actions::{
    add_folder, cancel, completeness, correct, correspondents, day, end_folder, folder_name, folders, get, list,
    list_plan, open, proof_of, register, related_from, revisions,
};
pub use check::{Field, Problem};
pub use error::RegisterError;
pub use examine::examine;
pub use folder::Folder;
pub use list::{Filter, Page, Row, Sort};
pub use model::{
    Change, Channel, Confidentiality, Correspondent, Day, Direction, Entry, Fields, Found, Kind, Party, Revision,
    State, Year,
};
pub use statement::{StatedFile, Statement};
