//! What this module reports.

/// A number of law has a new value from a day on.
pub(crate) const AMENDED: &str = "law.amended";
/// A value that was wrong counts no more.
pub(crate) const WITHDRAWN: &str = "law.withdrawn";
/// A local holiday was added.
pub(crate) const HOLIDAY_ADDED: &str = "law.holiday-added";
/// A local holiday was removed.
pub(crate) const HOLIDAY_REMOVED: &str = "law.holiday-removed";
