//! Who asks.

use crate::{EmployeeId, Forbidden, Permission, Role, SessionId, TokenId, UnitId, words};
use uuid::Uuid;

words! {
    /// By what a request came, for the audit trail.
    Via {
        /// A browser's session.
        Session = "session",
        /// An API token.
        Token = "token",
        /// The program itself.
        System = "system",
        /// Nothing: nobody was signed in.
        Stranger = "stranger",
    }
}

/// An employee of the municipality, as known for the length of one request.
#[derive(Debug, Clone)]
pub struct Employee {
    /// The employee.
    pub id: EmployeeId,
    /// Name as shown to colleagues.
    pub name: String,
    /// The unit of the main position, where there is one today.
    pub unit: Option<UnitId>,
    /// The name of that unit today.
    pub unit_name: Option<String>,
    /// What they are in the program.
    pub roles: Vec<Role>,
    /// When the request comes by an API token: what the token allows, a subset of the roles'.
    pub scopes: Option<Vec<Permission>>,
    /// What the request carries.
    pub bearer: Option<Bearer>,
}

/// What a request of an employee carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// The cookie of a browser's session.
    Session(SessionId),
    /// An API token.
    Token(TokenId),
}

impl Bearer {
    /// Its key, as the audit trail keeps it.
    #[must_use]
    pub fn id(self) -> Uuid {
        match self {
            Bearer::Session(id) => id.0,
            Bearer::Token(id) => id.0,
        }
    }

    /// The session, where it is one.
    #[must_use]
    pub fn session(self) -> Option<SessionId> {
        match self {
            Bearer::Session(id) => Some(id),
            Bearer::Token(_) => None,
        }
    }
}

/// Who asks for an action.
#[derive(Debug, Clone)]
pub enum Actor {
    /// Somebody without an account.
    Stranger,
    /// The program itself: set-up, jobs, imports. The word names the job.
    System(&'static str),
    /// A signed-in employee.
    Employee(Employee),
}

impl Actor {
    /// Whether this actor may do `permission` at all. Rules on single records come on top.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        match self {
            Actor::Stranger => false,
            Actor::System(_) => true,
            // Whatever the roles, or none: the password that must be changed can be changed.
            Actor::Employee(employee) if permission == Permission::OwnAccount && employee.scopes.is_none() => true,
            Actor::Employee(employee) => {
                employee.roles.iter().any(|role| role.grants(permission))
                    && employee.scopes.as_ref().is_none_or(|scopes| scopes.contains(&permission))
            }
        }
    }

    /// Fails unless this actor may do `permission`.
    ///
    /// # Errors
    /// [`Forbidden`], which names the permission.
    pub fn require(&self, permission: Permission) -> Result<(), Forbidden> {
        if self.may(permission) { Ok(()) } else { Err(Forbidden(permission)) }
    }

    /// The employee, where it is one.
    #[must_use]
    pub fn employee(&self) -> Option<&Employee> {
        match self {
            Actor::Employee(employee) => Some(employee),
            _ => None,
        }
    }

    /// By what the request came.
    #[must_use]
    pub fn via(&self) -> Via {
        match self {
            Actor::Stranger => Via::Stranger,
            Actor::System(_) => Via::System,
            Actor::Employee(employee) if employee.scopes.is_some() => Via::Token,
            Actor::Employee(_) => Via::Session,
        }
    }

    /// The name that the audit trail shows.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Actor::Stranger => "",
            Actor::System(job) => job,
            Actor::Employee(employee) => &employee.name,
        }
    }
}
