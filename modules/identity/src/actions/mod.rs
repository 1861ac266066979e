//! What a person may do with the organisation and with their own session.

mod organisation;
mod session;

pub use organisation::{create_employee, create_token, create_unit, employees, people_named, units};
pub use session::{attempt, session, sign_in, sign_out, token_bearer};
