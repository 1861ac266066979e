//! The nouns of people and accounts.

mod absence;
mod account;
mod invitation;
mod organisation;

pub use absence::{Absence, NewAbsence, NoticeKind, StandIn};
pub use account::{
    AccountLine, AccountState, ApiToken, Attempt, NewAccount, OpenSession, PeopleFilter, Person, PersonRow, Session,
    SignedIn,
};
pub use invitation::{Invitation, InvitationState, OpenInvitation, Waiting, WaitingCounts};
pub use organisation::{
    EmployeeRow, Headcount, Membership, NewEmployee, NewPosition, NewUnit, PersonDetails, Position, Problem, Term,
    Unit, UnitDetails, UnitKind,
};
