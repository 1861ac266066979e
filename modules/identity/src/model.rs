//! The nouns of people and accounts.

use crate::PasswordHash;
use kernel::{AccountId, Day, Employee, EmployeeId, Instant, Role, SessionId, UnitId, words};
use serde::Serialize;

words! {
    /// What a unit is.
    UnitKind {
        /// The municipality's elected organs.
        Political = "political",
        /// Διεύθυνση.
        Directorate = "directorate",
        /// Τμήμα.
        Department = "department",
        /// Γραφείο.
        Office = "office",
        /// ΚΕΠ.
        CitizenServiceCentre = "citizen_service_centre",
        /// Τοπική κοινότητα.
        LocalOffice = "local_office",
    }
}

/// A unit to be added.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// Under which unit.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// A short word, unique in the municipality.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its e-mail.
    pub email: Option<String>,
    /// From when.
    pub valid_from: Day,
}

/// A unit of today's organisation.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// Under which unit.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its short word.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its e-mail.
    pub email: Option<String>,
}

/// A position of a new employee.
#[derive(Debug, Clone, Copy)]
pub struct NewPosition {
    /// Where.
    pub unit: UnitId,
    /// Whether documents name this unit for the employee.
    pub is_main: bool,
    /// Προϊστάμενος.
    pub is_head: bool,
}

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

/// An employee to be added.
#[derive(Debug, Clone)]
pub struct NewEmployee {
    /// First and last name.
    pub name: String,
    /// E-mail.
    pub email: Option<String>,
    /// Where they work.
    pub positions: Vec<NewPosition>,
    /// With what they sign in.
    pub account: Option<NewAccount>,
    /// From when.
    pub valid_from: Day,
}

/// An employee of a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct EmployeeRow {
    /// The employee.
    pub id: EmployeeId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: Option<String>,
    /// The main unit today.
    pub unit: Option<UnitId>,
    /// Its name.
    pub unit_name: Option<String>,
}

/// Somebody who works or worked for the municipality.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Person {
    /// The employee.
    pub id: EmployeeId,
    /// Name.
    pub name: String,
    /// Where they last had their main position.
    pub unit_name: Option<String>,
}

/// What came of checking a user name and a password; to be handed to `sign_in`.
#[derive(Debug, Clone)]
pub struct Attempt {
    pub(crate) account: Option<AccountId>,
    pub(crate) user: String,
    pub(crate) failures: i64,
    pub(crate) locked_until: Option<Instant>,
    pub(crate) right: bool,
}

/// A session that was opened.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret of the browser's cookie.
    pub token: String,
}

/// Who stands behind a session's token.
#[derive(Debug, Clone)]
pub struct Session {
    /// The session.
    pub id: SessionId,
    /// The account.
    pub account: AccountId,
    /// The employee.
    pub employee: Employee,
}
