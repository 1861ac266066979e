//! What this module reports.

/// A number of law has a new value from a day on.
pub(crate) const AMENDED: &str = "law.amended";
/// A local holiday was added.
pub(crate) const HOLIDAY_ADDED: &str = "law.holiday-added";
/// A local holiday was removed.
pub(crate) const HOLIDAY_REMOVED: &str = "law.holiday-removed";
