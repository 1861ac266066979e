//! What the trail hears of people and accounts.

pub(crate) const SIGNED_IN: &str = "identity.signed-in";
pub(crate) const REFUSED: &str = "identity.refused";
pub(crate) const SIGNED_OUT: &str = "identity.signed-out";
pub(crate) const UNIT_ADDED: &str = "identity.unit-added";
pub(crate) const EMPLOYEE_ADDED: &str = "identity.employee-added";
pub(crate) const TOKEN_ADDED: &str = "identity.token-added";
