//! Units, employees, positions.

use super::NewAccount;
use kernel::{Day, EmployeeId, UnitId, words};
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

/// A field that is not as it must be, with the key of the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field.
    pub field: &'static str,
    /// The key of the words.
    pub key: &'static str,
}

/// A unit to be added.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// Under which unit.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// A short word, unique in the municipality, that never changes.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its e-mail.
    pub email: Option<String>,
    /// From when.
    pub valid_from: Day,
}

/// What may change of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDetails {
    /// Under which unit.
    pub parent: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its e-mail.
    pub email: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
}

/// A unit as it is on one day.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
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
    /// Its telephone.
    pub phone: Option<String>,
}

/// A unit in which somebody works today.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Membership {
    /// The unit.
    pub unit: UnitId,
    /// What it is called.
    pub unit_name: String,
    /// Whether they lead it: head, or deputy, or in the place of one.
    pub leads: bool,
    /// Whether they work there by their own right.
    pub works: bool,
    /// In whose place they lead it, or work there where they have no position of their own.
    pub instead_of: Option<String>,
    /// Whether what is restricted and was given to the unit that they lead is open to them.
    pub restricted: bool,
}

/// How many people work in a unit.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Headcount {
    /// The unit.
    pub unit: UnitId,
    /// How many people have a position there.
    pub people: i64,
}

/// What a unit was from one day to another.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Term {
    /// The unit.
    pub unit: UnitId,
    /// Its short word.
    pub code: String,
    /// From this day on.
    pub valid_from: Day,
    /// Until the day before this one.
    pub valid_to: Option<Day>,
    /// Under which unit.
    pub parent: Option<UnitId>,
    /// The short word of that unit.
    pub parent_code: Option<String>,
    /// Its place among its siblings.
    pub position: i64,
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// Its e-mail.
    pub email: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
}

impl Term {
    /// Whether the unit is this on `day`.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|to| to > day)
    }

    /// What may change of it.
    #[must_use]
    pub fn details(&self) -> UnitDetails {
        UnitDetails {
            parent: self.parent,
            kind: self.kind,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
        }
    }
}

/// A position to be taken.
#[derive(Debug, Clone)]
pub struct NewPosition {
    /// Where.
    pub unit: UnitId,
    /// As what: «Διοικητικός υπάλληλος».
    pub title: String,
    /// Whether documents name this unit for the employee.
    pub is_main: bool,
    /// Προϊστάμενος.
    pub is_head: bool,
    /// Αναπληρωτής προϊστάμενος.
    pub is_deputy: bool,
}

/// A position that somebody has or had.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Position {
    /// Who.
    pub employee: EmployeeId,
    /// Their name.
    pub employee_name: String,
    /// Where.
    pub unit: UnitId,
    /// The short word of the unit.
    pub unit_code: String,
    /// The name of the unit when the position began.
    pub unit_name: String,
    /// As what.
    pub title: String,
    /// Whether documents name this unit for the employee.
    pub is_main: bool,
    /// Προϊστάμενος.
    pub is_head: bool,
    /// Αναπληρωτής προϊστάμενος.
    pub is_deputy: bool,
    /// From this day on.
    pub valid_from: Day,
    /// Until the day before this one.
    pub valid_to: Option<Day>,
}

/// An employee to be added.
#[derive(Debug, Clone)]
pub struct NewEmployee {
    /// First and last name.
    pub name: String,
    /// E-mail.
    pub email: Option<String>,
    /// The number under which the personnel department knows them.
    pub code: Option<String>,
    /// Where they work.
    pub positions: Vec<NewPosition>,
    /// With what they sign in.
    pub account: Option<NewAccount>,
    /// From when.
    pub valid_from: Day,
}

/// What may change of an employee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct PersonDetails {
    /// First and last name.
    pub name: String,
    /// The number under which the personnel department knows them.
    pub code: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
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
