//! What this module reports.

/// What the events are about.
pub(crate) const PROPOSAL: &str = "proposal";
/// What events about rules are about.
pub(crate) const RULE: &str = "intake_rule";

/// Something came in.
pub(crate) const ARRIVED: &str = "intake.arrived";
/// Somebody looks into it.
pub(crate) const CLAIMED: &str = "intake.claimed";
/// And does so no longer.
pub(crate) const RELEASED: &str = "intake.released";
/// It became an entry.
pub(crate) const REGISTERED: &str = "intake.registered";
/// Its files went to an entry that was there.
pub(crate) const ATTACHED: &str = "intake.attached";
/// It becomes none.
pub(crate) const REFUSED: &str = "intake.refused";
/// The mails of a sender are registered without a person.
pub(crate) const RULE_ADDED: &str = "intake.rule-added";
/// And no longer.
pub(crate) const RULE_ENDED: &str = "intake.rule-ended";
