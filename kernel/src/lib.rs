//! The words that every room of the house shares: who asks, when, and what they may do.
//!
//! Nothing here does I/O. Types know how they are stored (sqlx traits) and described to programs (utoipa traits),
//! because Rust lets only the crate of a type say so.

mod actor;
mod causes;
mod clock;
mod faults;
mod hex;
mod id;
mod permission;
mod random;
mod schema;
mod time;
mod words;

pub use actor::{Actor, Bearer, Employee, Via};
pub use causes::causes;
pub use clock::{Clock, Stopwatch};
pub use faults::Faults;
pub use hex::{hex, unhex};
pub use id::{
    AbsenceId, AccountId, AssignmentId, ChangeId, CommentId, CorrespondentId, DeliveryId, EmployeeId, EntryId, EventId,
    FileId, JobId, LegacyId, ProposalId, RuleId, SearchId, SessionId, TokenId, UnitId,
};
pub use permission::{Forbidden, Permission, Role};
pub use random::{NoRandomness, random_bytes};
pub use time::{Day, Instant, NoDay, ParseTimeError};
pub use words::UnknownWord;

#[doc(hidden)]
pub mod __private {
    pub use crate::schema::text;
    pub use serde;
    pub use sqlx;
    pub use utoipa;
}
