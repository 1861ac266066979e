//! What a person may do with the organisation, the accounts, and their own session.

mod absence;
mod account;
mod exchange;
mod external;
mod invitation;
mod notice;
mod organisation;
mod own;
mod people;
mod session;
mod throttle;

pub use absence::{absences, away, end_absence, people_led, set_absence, stand_ins, substitutes_for};
pub use account::{
    accounts, create_account, create_token, employee_of, end_sessions_of, lock, reset, revoke_token, set_roles, unlock,
};
pub use exchange::{Counts, Report, RowProblem, export, exported, import};
pub use external::sign_in_external;
pub use invitation::{accept, count_waiting, invitation, invite, invite_waiting, waiting};
pub use notice::{refuse_notices, refused_notices};
pub use organisation::{
    addresses, change_unit, close_unit, create_unit, headcounts, leaders, memberships, positions_in, unit_addresses,
    unit_name, unit_names, unit_terms, units, units_on, withdraw_change,
};
pub use own::{
    NewCode, add_code, change_password, end_other_sessions, end_own_session, own_account, remove_code, revoke_own_token,
};
pub use people::{
    PersonPage, add_position, change_person, count_people, create_employee, employees, end_person, end_position,
    keep_person, people, people_named, person, positions_named,
};
pub use session::{attempt, confirm, forget, reader, session, sign_in, sign_out, token_bearer};

use db::Cx;
use kernel::EmployeeId;

/// Whether the actor is somebody, signed in and not a program of theirs.
fn own_self(cx: &Cx, employee: EmployeeId) -> bool {
    cx.actor.employee().is_some_and(|me| me.id == employee && me.scopes.is_none())
}
