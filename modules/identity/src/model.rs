//! The nouns of people and accounts.

mod account;
mod organisation;

pub use account::{AccountState, ApiToken, Attempt, NewAccount, OpenSession, Person, PersonRow, Session, SignedIn};
pub use organisation::{
    EmployeeRow, Headcount, NewEmployee, NewPosition, NewUnit, PersonDetails, Position, Problem, Term, Unit,
    UnitDetails, UnitKind,
};
