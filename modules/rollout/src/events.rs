//! What this module reports.

/// It was said from when a unit works in the program.
pub(crate) const JOINING_SET: &str = "rollout.joining-set";
/// Documents were printed for a unit.
pub(crate) const DELIVERY_MADE: &str = "rollout.delivery-made";
/// They were handed over there.
pub(crate) const HANDED_OVER: &str = "rollout.handed-over";

/// What the events are about.
pub(crate) const DELIVERY: &str = "delivery";
