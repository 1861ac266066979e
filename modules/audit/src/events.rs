//! What the trail hears of itself.

pub(crate) const EXPORTED: &str = "audit.exported";
