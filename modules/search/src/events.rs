//! The names of what happens here, in the trail.

/// A search was kept.
pub(crate) const SAVED: &str = "search.saved";
/// It is kept no longer.
pub(crate) const REMOVED: &str = "search.removed";
/// Files that could not be read are read again.
pub(crate) const AGAIN: &str = "search.read-again";
/// The kind of record.
pub(crate) const SEARCH: &str = "saved_search";
/// The kind of record of what is read.
pub(crate) const FILE: &str = "file";
