//! What this module reports.

/// The log was handed over to a new key.
pub(crate) const KEY_CHANGED: &str = "proof.key-changed";
