//! The organisation, its people, and who is signed in.
#![doc = include_str!("../README.md")]

mod actions;
mod error;
mod events;
mod model;
mod password;
mod store;
mod token;

pub use actions::{
    attempt, create_employee, create_token, create_unit, employees, people_named, session, sign_in, sign_out,
    token_bearer, units,
};
pub use error::IdentityError;
pub use model::{
    Attempt, EmployeeRow, NewAccount, NewEmployee, NewPosition, NewUnit, Person, Session, SignedIn, Unit, UnitKind,
};
pub use password::PasswordHash;
