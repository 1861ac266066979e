//! The tables of people and accounts.

mod account;
mod invitation;
mod organisation;
mod session;
mod throttle;

pub(crate) use account::*;
pub(crate) use invitation::*;
pub(crate) use organisation::*;
pub(crate) use session::*;
pub(crate) use throttle::*;
