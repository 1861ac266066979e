//! What is in somebody's hands.

use super::Result;
use crate::Assignment;
use db::Cx;
use identity::{Membership, StandIn};
use kernel::{EmployeeId, UnitId};

/// By what the actor holds an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hold {
    /// By their own right.
    Own,
    /// In the place of somebody who is away.
    InsteadOf(String),
}

impl Hold {
    /// In whose place.
    pub(super) fn instead_of(self) -> Option<String> {
        match self {
            Hold::Own => None,
            Hold::InsteadOf(name) => Some(name),
        }
    }
}

/// What the actor may move: what names them, or a unit that they lead; what names a unit only, where they work; and the
/// same in the place of those for whom they stand in.
#[derive(Debug)]
pub(super) struct Reach {
    me: Option<EmployeeId>,
    pub(super) units: Vec<Membership>,
    stand_ins: Vec<StandIn>,
}

impl Reach {
    pub(super) async fn of(cx: &mut Cx) -> Result<Self> {
        let units = identity::memberships(cx).await?;
        let stand_ins = identity::stand_ins(cx).await?;
        Ok(Self { me: cx.actor.employee().map(|e| e.id), units, stand_ins })
    }

    /// Whether an assignment is in the actor's hands, and by what.
    pub(super) fn holds(&self, one: &Assignment) -> Option<Hold> {
        if one.employee.is_some() && one.employee == self.me {
            return Some(Hold::Own);
        }
        let unit = self.units.iter().find(|unit| unit.unit == one.unit);
        if let Some(unit) = unit.filter(|unit| unit.leads || one.employee.is_none()) {
            let own = one.employee.is_none() && unit.works;
            return Some(unit.instead_of.clone().filter(|_| !own).map_or(Hold::Own, Hold::InsteadOf));
        }
        let mut of = self.stand_ins.iter();
        of.find(|other| one.employee == Some(other.employee) && other.unit.is_none_or(|unit| unit == one.unit))
            .map(|other| Hold::InsteadOf(other.employee_name.clone()))
    }

    /// The units that the actor leads by their own right.
    pub(super) fn led(&self) -> Vec<UnitId> {
        let first = |at: usize, unit: &Membership| !self.units[..at].iter().any(|before| before.unit == unit.unit);
        let led = self.units.iter().enumerate().filter(|(at, unit)| first(*at, unit) && unit.leads);
        led.filter(|(_, unit)| unit.instead_of.is_none()).map(|(_, unit)| unit.unit).collect()
    }

    /// Whether the actor stands in for somebody.
    pub(super) fn stand_in(&self, employee: EmployeeId) -> Option<&StandIn> {
        self.stand_ins.iter().find(|other| other.employee == employee)
    }
}
