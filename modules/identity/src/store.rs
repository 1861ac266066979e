//! The tables of people and accounts.

mod account;
mod organisation;
mod session;

pub(crate) use account::*;
pub(crate) use organisation::*;
pub(crate) use session::*;
