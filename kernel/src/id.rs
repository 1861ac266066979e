//! Typed keys. All are UUIDv7, so that they sort by the time of their making.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new key.
            #[must_use]
            #[allow(clippy::new_without_default, clippy::disallowed_methods, reason = "keys are made here and nowhere else")]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                crate::schema::text(Some("uuid"), None)
            }
        }
        impl utoipa::ToSchema for $name {}
    )+};
}

ids! {
    /// A document in somebody's hands.
    AssignmentId,
    /// A rule by which documents are assigned.
    RuleId,
    /// A search that somebody keeps.
    SearchId,
    /// A change of an entry.
    ChangeId,
    /// Documents that are carried to a unit together.
    DeliveryId,
    /// Something said of an entry.
    CommentId,
    /// What came in and waits to be registered.
    ProposalId,
    /// A line of the audit trail.
    EventId,
    /// Somebody's absence.
    AbsenceId,
    /// A unit of the organisation.
    UnitId,
    /// A person who works for the municipality.
    EmployeeId,
    /// What an employee signs in with.
    AccountId,
    /// One signed-in browser.
    SessionId,
    /// What a program calls with.
    TokenId,
    /// A person, company or authority that the municipality corresponds with.
    CorrespondentId,
    /// A line of the register.
    EntryId,
    /// An import of an old register.
    LegacyId,
    /// A file of a document.
    FileId,
    /// Work for after the commit.
    JobId,
}
