//! What this module reports.

use crate::Act;

/// What the events are about.
pub(crate) const ASSIGNMENT: &str = "assignment";

/// A document was given to a unit or somebody.
pub(crate) const ASSIGNED: &str = "circulation.assigned";
/// Who received it took it over.
pub(crate) const ACCEPTED: &str = "circulation.accepted";
/// It was given back with a reason.
pub(crate) const RETURNED: &str = "circulation.returned";
/// It was passed on.
pub(crate) const FORWARDED: &str = "circulation.forwarded";
/// What was to be done is done.
pub(crate) const COMPLETED: &str = "circulation.completed";
/// It was read by whom it was to inform.
pub(crate) const ACKNOWLEDGED: &str = "circulation.acknowledged";
/// Something was said of an entry.
pub(crate) const COMMENTED: &str = "circulation.commented";
/// A unit gets its daily digest at another hour.
pub(crate) const DIGEST_SET: &str = "circulation.digest-set";
/// It was taken back before anybody had acted on it.
pub(crate) const WITHDRAWN: &str = "circulation.withdrawn";

/// A mail was refused for good.
pub(crate) const UNDELIVERED: &str = "circulation.undelivered";
/// It was said to be done or read, and is not.
pub(crate) const REOPENED: &str = "circulation.reopened";
/// It was given to somebody else with everything that they had.
pub(crate) const HANDED_OVER: &str = "circulation.handed-over";

/// Documents are assigned by a new rule.
pub(crate) const RULE_ADDED: &str = "circulation.rule-added";
/// A rule stands no longer.
pub(crate) const RULE_ENDED: &str = "circulation.rule-ended";

/// The event of an act.
pub(crate) fn of(act: Act) -> &'static str {
    match act {
        Act::Assigned => ASSIGNED,
        Act::Accepted => ACCEPTED,
        Act::Returned => RETURNED,
        Act::Forwarded => FORWARDED,
        Act::Completed => COMPLETED,
        Act::Acknowledged => ACKNOWLEDGED,
        Act::Withdrawn => WITHDRAWN,
        Act::HandedOver => HANDED_OVER,
        Act::Reopened => REOPENED,
    }
}
