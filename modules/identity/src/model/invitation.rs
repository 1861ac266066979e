//! Invitations: links by which somebody sets the first password.

use kernel::{EmployeeId, Instant};
use serde::Serialize;

/// An invitation on its way into a letter. The secret is in nothing else that is kept.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Who is invited.
    pub name: String,
    /// Where the letter goes.
    pub email: String,
    /// With what they will sign in.
    pub user: String,
    /// The secret of the link.
    pub token: String,
    /// Until when it opens.
    pub until: Instant,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InvitationState {
    /// A password can be set with it.
    Open {
        /// Who is invited.
        name: String,
        /// With what they will sign in.
        user: String,
        /// Until when it opens.
        until: Instant,
    },
    /// A password was set with it.
    Used,
    /// It is too old, or a newer one took its place, or the account is closed.
    Ended,
}

/// The link that opens an account now.
#[derive(Debug, Clone, Copy, Serialize, sqlx::FromRow)]
pub struct OpenInvitation {
    /// When it was sent.
    pub invited_at: Instant,
    /// Until when it opens.
    pub expires_at: Instant,
}

/// Somebody who has an account and has not set a password yet.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Waiting {
    /// The employee.
    pub id: EmployeeId,
    /// Name.
    pub name: String,
    /// How the name sorts: the key of the page after this line.
    pub name_folded: String,
    /// Where an invitation goes.
    pub email: Option<String>,
    /// With what they will sign in.
    pub user_name: String,
    /// When they were invited last.
    pub invited_at: Option<Instant>,
    /// Until when that invitation opens.
    pub expires_at: Option<Instant>,
}

/// How many have not set a password yet.
#[derive(Debug, Clone, Copy, Serialize, sqlx::FromRow)]
pub struct WaitingCounts {
    /// All of them.
    pub waiting: i64,
    /// Those whom an invitation can reach and who have none that opens.
    pub uninvited: i64,
    /// Those whose e-mail is not known.
    pub unreachable: i64,
}
