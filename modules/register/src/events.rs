//! What the trail hears from the register.

pub(crate) const REGISTERED: &str = "register.registered";
pub(crate) const CORRECTED: &str = "register.corrected";
pub(crate) const CANCELLED: &str = "register.cancelled";
pub(crate) const ENTRY: &str = "entry";
