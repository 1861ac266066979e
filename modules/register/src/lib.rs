//! The register (πρωτόκολλο): every document gets its number.
#![doc = include_str!("../README.md")]

mod actions;
mod check;
mod error;
mod events;
mod examine;
mod folder;
mod legacy;
mod list;
mod model;
mod party;
mod statement;
mod store;
mod terms;

pub use actions::{
    LegacySource, add_folder, cancel, closing, completeness, continuity, correct, correspondents, day, end_folder,
    exported, folder_name, folder_titles, folders, get, import_legacy, keep_stamped, legacy_begun, legacy_dry_run,
    legacy_import, legacy_imports, legacy_lines, legacy_preview, legacy_refused, legacy_upload, legacy_uploaded,
    legacy_years, lines, list, list_plan, open, problems, proof_of, register, related_from, reopen_folder, revisions,
    years,
};
pub use actions::{
    UNASSIGNED_PAGE, admit, attach, await_scan, awaiting, awaits_scan, by_email, change_correspondent, correspondent,
    count_awaiting, count_unassigned, directory, dismiss, doubles, handled, may_be_read_by, may_read, merge,
    reader_keys, refile, refile_back, reword, shown, touch, unassigned, waits,
};
pub use check::{Field, Problem};
pub use error::RegisterError;
pub use examine::{StampedCopy, examine, stamped_copies};
pub use folder::Folder;
pub use legacy::{Continuity, DryRun, LegacyField, LegacyImport, LegacyLine, LegacyUpload, Mapping, Refusal};
pub use list::{Filter, Line, Page, Row, Sort, Unassigned};
pub use model::{
    Awaiting, Change, Channel, Closing, Confidentiality, Day, Direction, Double, Entry, Fields, Found, Handling, Kind,
    Revision, Stamped, State, Year,
};
pub use party::{Card, Correspondent, Parties, Party};
pub use statement::{StatedFile, Statement};
