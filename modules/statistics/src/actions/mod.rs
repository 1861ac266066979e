//! What a person may do: require, rule, store, record. The caller commits.

mod behind;
mod count;
mod log;
mod savings;
mod scope;
mod show;

pub use behind::{entries, stops};
pub use count::{Reckoned, behind, count, counted, reckon, recount};
pub use log::{EventLog, People, event_log};
pub use savings::{costs, savings, set_cost};
pub use scope::scope;
pub use show::{names, plans, times, volumes};

use crate::StatisticsError;

type Result<T> = std::result::Result<T, StatisticsError>;
