//! The tables of people and accounts.

mod absence;
mod account;
mod invitation;
mod organisation;
mod reach;
mod session;
mod throttle;

pub(crate) use absence::*;
pub(crate) use account::*;
pub(crate) use invitation::*;
pub(crate) use organisation::*;
pub(crate) use reach::*;
pub(crate) use session::*;
pub(crate) use throttle::*;
