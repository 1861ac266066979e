//! Who stands in for whom, and of what people are told.

use kernel::{AbsenceId, Day, EmployeeId, Instant, UnitId, words};
use serde::Serialize;

words! {
    /// Of what people are told by e-mail.
    NoticeKind {
        /// A document came for action.
        Assigned = "assigned",
        /// A document came for information.
        Information = "information",
        /// A document came back.
        Returned = "returned",
        /// Somebody said something and named them.
        Comment = "comment",
        /// What they have is about to be late.
        Due = "due",
        /// The daily digest of a unit that they lead.
        Digest = "digest",
    }
}

/// An absence to be set.
#[derive(Debug, Clone)]
pub struct NewAbsence {
    /// Who will be away.
    pub employee: EmployeeId,
    /// Who stands in.
    pub substitute: EmployeeId,
    /// For which position; none for everything that they have.
    pub unit: Option<UnitId>,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// Whether restricted documents that name them are open to the substitute too.
    pub restricted: bool,
}

/// An absence, as a page shows it.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Absence {
    /// Its key.
    pub id: AbsenceId,
    /// Who is away.
    pub employee: EmployeeId,
    /// Their name.
    pub employee_name: String,
    /// Who stands in.
    pub substitute: EmployeeId,
    /// Their name.
    pub substitute_name: String,
    /// For which position; none for everything that they have.
    pub unit: Option<UnitId>,
    /// The short word of that unit.
    pub unit_code: Option<String>,
    /// The first day.
    pub first_day: Day,
    /// The last day.
    pub last_day: Day,
    /// Whether restricted documents that name them are open to the substitute too.
    pub restricted: bool,
    /// Who set it.
    pub made_by_name: String,
    /// When it was ended before its last day, or taken back.
    pub ended_at: Option<Instant>,
}

impl Absence {
    /// Whether it is in force on `day`, or will be.
    #[must_use]
    pub fn stands(&self, day: Day) -> bool {
        self.ended_at.is_none() && self.last_day >= day
    }

    /// Whether it is in force on `day`.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.stands(day) && self.first_day <= day
    }
}

/// Somebody for whom the actor stands in today.
#[derive(Debug, Clone, Serialize)]
pub struct StandIn {
    /// Who is away.
    pub employee: EmployeeId,
    /// Their name.
    pub employee_name: String,
    /// For which position; none for everything that they have.
    pub unit: Option<UnitId>,
    /// Until when.
    pub last_day: Day,
    /// Whether restricted documents that name them are open.
    pub restricted: bool,
}

impl From<Absence> for StandIn {
    fn from(of: Absence) -> Self {
        let Absence { employee, employee_name, unit, last_day, restricted, .. } = of;
        Self { employee, employee_name, unit, last_day, restricted }
    }
}
