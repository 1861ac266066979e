//! What a person may do, and which role brings it.

use crate::words;

words! {
    /// Something that a person may do. API scopes use the same words.
    Permission {
        /// Read the register.
        RegisterRead = "register:read",
        /// Register documents, and correct or cancel entries.
        RegisterWrite = "register:write",
        /// Read entries marked restricted or confidential.
        RegisterConfidential = "register:confidential",
        /// Move documents: assign, accept, return, forward, complete. Which ones, the assignment says.
        CirculationWrite = "circulation:write",
        /// See the figures: a head those of the units that they lead.
        StatisticsRead = "statistics:read",
        /// Read the organisation: units and employees.
        OrganisationRead = "organisation:read",
        /// Change the organisation and the accounts.
        OrganisationWrite = "organisation:write",
        /// Read the audit trail and the checkpoints of the log.
        AuditRead = "audit:read",
        /// See how the program is: storage, health, work in the background.
        SystemRead = "system:read",
        /// One's own account: sessions, password.
        OwnAccount = "account:own",
    }
}

words! {
    /// What an employee is in the program.
    Role {
        /// Works at the protocol desk (πρωτόκολλο).
        Clerk = "clerk",
        /// Head of a unit (προϊστάμενος).
        Head = "head",
        /// Any employee.
        Employee = "employee",
        /// Looks at everything, changes nothing.
        Auditor = "auditor",
        /// The IT person: organisation and accounts, not papers.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether the role brings `permission`. One table, read by pages, API and tests alike.
    #[must_use]
    pub const fn grants(self, permission: Permission) -> bool {
        use Permission as P;
        match permission {
            P::OwnAccount | P::OrganisationRead => true,
            P::RegisterRead => !matches!(self, Role::Administrator),
            P::CirculationWrite => matches!(self, Role::Clerk | Role::Head | Role::Employee),
            P::RegisterWrite => matches!(self, Role::Clerk),
            P::RegisterConfidential => matches!(self, Role::Clerk | Role::Auditor),
            P::StatisticsRead => matches!(self, Role::Head | Role::Auditor | Role::Administrator),
            P::OrganisationWrite | P::SystemRead => matches!(self, Role::Administrator),
            P::AuditRead => matches!(self, Role::Auditor),
        }
    }
}

/// The actor lacks a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this needs the permission {0}")]
pub struct Forbidden(pub Permission);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_auditor_changes_nothing() {
        for permission in [Permission::RegisterWrite, Permission::CirculationWrite, Permission::OrganisationWrite] {
            assert!(!Role::Auditor.grants(permission), "{permission}");
        }
    }

    #[test]
    fn the_administrator_reads_no_papers() {
        assert!(!Role::Administrator.grants(Permission::RegisterRead));
        assert!(!Role::Administrator.grants(Permission::AuditRead));
    }

    #[test]
    fn words_are_unique_and_come_back() {
        for permission in Permission::ALL {
            assert_eq!(permission.as_str().parse::<Permission>().as_ref(), Ok(permission));
        }
        assert!("everything".parse::<Permission>().is_err());
    }
}
