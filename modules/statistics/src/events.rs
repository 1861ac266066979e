//! What this module reports.

/// The figures are counted from the beginning.
pub(crate) const RECOUNTED: &str = "statistics.recounted";
/// What paper or walking costs was said.
pub(crate) const COST_SET: &str = "statistics.cost-set";
/// The log of events left the program.
pub(crate) const EXPORTED: &str = "statistics.exported";

/// What the events are about.
pub(crate) const FIGURES: &str = "statistics";
