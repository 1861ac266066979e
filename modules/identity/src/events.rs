//! What the trail hears of people and accounts.

pub(crate) const SIGNED_IN: &str = "identity.signed-in";
pub(crate) const REFUSED: &str = "identity.refused";
pub(crate) const LINKED: &str = "identity.linked";
pub(crate) const SIGNED_OUT: &str = "identity.signed-out";
pub(crate) const SESSION_ENDED: &str = "identity.session-ended";
pub(crate) const PASSWORD_CHANGED: &str = "identity.password-changed";
pub(crate) const PASSWORD_RESET: &str = "identity.password-reset";
pub(crate) const CODE_ADDED: &str = "identity.code-added";
pub(crate) const CODE_REMOVED: &str = "identity.code-removed";
pub(crate) const ACCOUNT_ADDED: &str = "identity.account-added";
pub(crate) const INVITED: &str = "identity.invited";
pub(crate) const ACCEPTED: &str = "identity.invitation-accepted";
pub(crate) const LOCKED: &str = "identity.locked";
pub(crate) const UNLOCKED: &str = "identity.unlocked";
pub(crate) const ROLES_CHANGED: &str = "identity.roles-changed";
pub(crate) const TOKEN_ADDED: &str = "identity.token-added";
pub(crate) const TOKEN_REVOKED: &str = "identity.token-revoked";
pub(crate) const UNIT_ADDED: &str = "identity.unit-added";
pub(crate) const UNIT_CHANGED: &str = "identity.unit-changed";
pub(crate) const UNIT_WITHDRAWN: &str = "identity.unit-change-withdrawn";
pub(crate) const UNIT_CLOSED: &str = "identity.unit-closed";
pub(crate) const EMPLOYEE_ADDED: &str = "identity.employee-added";
pub(crate) const EMPLOYEE_CHANGED: &str = "identity.employee-changed";
pub(crate) const EMPLOYEE_LEFT: &str = "identity.employee-left";
pub(crate) const EMPLOYEE_STAYS: &str = "identity.employee-stays";
pub(crate) const POSITION_ADDED: &str = "identity.position-added";
pub(crate) const POSITION_ENDED: &str = "identity.position-ended";
pub(crate) const ABSENCE_SET: &str = "identity.absence-set";
pub(crate) const ABSENCE_ENDED: &str = "identity.absence-ended";
pub(crate) const EXPORTED: &str = "identity.organisation-exported";
pub(crate) const IMPORTED: &str = "identity.organisation-imported";

pub(crate) const ACCOUNT: &str = "account";
pub(crate) const EMPLOYEE: &str = "employee";
pub(crate) const UNIT: &str = "unit";
