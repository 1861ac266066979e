//! Accounts, sessions, tokens.

use crate::PasswordHash;
use kernel::{AccountId, Day, Employee, EmployeeId, Instant, Role, SessionId, TokenId};
use serde::Serialize;

/// An account of a new employee.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What they type.
    pub user: String,
    /// Made by [`PasswordHash::make`], outside the transaction.
    pub password: PasswordHash,
    /// What they are in the program.
    pub roles: Vec<Role>,
}

/// Somebody who works or worked for the municipality.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Person {
    /// The employee.
    pub id: EmployeeId,
    /// Name.
    pub name: String,
    /// Where they have their main position.
    pub unit_name: Option<String>,
}

/// A line of the administrator's list of people.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct PersonRow {
    /// The employee.
    pub id: EmployeeId,
    /// Name.
    pub name: String,
    /// How the name sorts: the key of the page after this line.
    pub name_folded: String,
    /// The main unit today.
    pub unit_name: Option<String>,
    /// With what they sign in.
    pub user_name: Option<String>,
    /// Since when the account is locked by the administrator.
    pub disabled_at: Option<Instant>,
    /// The first day on which they are not there any more.
    pub valid_to: Option<Day>,
}

/// Which people a list shows.
#[derive(Debug, Clone, Default)]
pub struct PeopleFilter {
    /// Words of the name, the user name or the unit.
    pub words: String,
    /// What they are in the program.
    pub role: Option<Role>,
    /// Whose account the administrator has locked.
    pub locked: bool,
    /// Who signs in without a one-time code.
    pub without_code: bool,
    /// Who has left; otherwise who is there today.
    pub left: bool,
}

/// An account, as its owner and the administrator see it.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct AccountState {
    /// The account.
    pub id: AccountId,
    /// Whose it is.
    pub employee: EmployeeId,
    /// What they type.
    pub user_name: String,
    /// Whether the password must be changed at the next sign-in.
    pub must_change: bool,
    /// Whether there is a password; otherwise they sign in elsewhere, or have not accepted their invitation yet.
    pub has_password: bool,
    /// Whether a one-time code is asked too.
    pub has_code: bool,
    /// After too many failures: until when nobody can sign in, or somebody from somewhere.
    pub locked_until: Option<Instant>,
    /// Since when the administrator has locked it.
    pub disabled_at: Option<Instant>,
}

/// An account with whose it is and what it may, for a list of all.
#[derive(Debug, Clone)]
pub struct AccountLine {
    /// The employee.
    pub employee: EmployeeId,
    /// Name.
    pub name: String,
    /// The account.
    pub account: AccountState,
    /// What they are in the program.
    pub roles: Vec<Role>,
    /// Whether they have left.
    pub left: bool,
}

/// A browser that is signed in.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct OpenSession {
    /// The session.
    pub id: SessionId,
    /// Since when.
    pub started_at: Instant,
    /// Until when.
    pub expires_at: Instant,
    /// From which address.
    pub address: Option<String>,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// An API token that still opens.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct ApiToken {
    /// The token.
    pub id: TokenId,
    /// What for.
    pub name: String,
    /// What it allows.
    pub scopes: String,
    /// Since when.
    pub created_at: Instant,
    /// Until when.
    pub expires_at: Option<Instant>,
}

/// What came of checking a user name and a password; to be handed to `sign_in`.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub(crate) account: Option<AccountId>,
    pub(crate) user: String,
    pub(crate) right: bool,
}

/// A session that was opened.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret of the browser's cookie.
    pub token: String,
    /// Whether it opens only after a one-time code.
    pub needs_code: bool,
}

/// Who stands behind a session's token.
#[derive(Debug, Clone)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The account.
    pub account: AccountId,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// The employee.
    pub employee: Employee,
}
