//! The organisation: units, employees, their accounts.

use crate::{EmployeeRow, IdentityError, NewEmployee, NewUnit, Person, Unit, events, store, token};
use db::{Cx, Event};
use kernel::{EmployeeId, Permission, UnitId};

/// Adds a unit behind its siblings.
///
/// # Errors
/// When forbidden, or when another unit has the same code.
pub async fn create_unit(cx: &mut Cx, new: NewUnit) -> Result<UnitId, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let id = UnitId::new();
    let position = store::count_units(&mut cx.tx).await?;
    store::insert_unit(&mut cx.tx, id, &new, position).await?;
    let data = serde_json::json!({ "code": new.code });
    cx.record(Event { kind: events::UNIT_ADDED, subject_kind: "unit", subject: id.0, label: &new.name, data }).await?;
    Ok(id)
}

/// Adds an employee, with positions and, where given, an account.
///
/// # Errors
/// When forbidden; [`IdentityError::UserTaken`].
pub async fn create_employee(cx: &mut Cx, new: NewEmployee) -> Result<EmployeeId, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let id = EmployeeId::new();
    store::insert_employee(&mut cx.tx, id, &new).await?;
    for position in &new.positions {
        store::insert_position(&mut cx.tx, id, position, new.valid_from).await?;
    }
    if let Some(account) = &new.account {
        let made = store::insert_account(&mut cx.tx, id, &account.user, &account.password.0, cx.now).await;
        let made = made.map_err(|e| if e.is_unique() { IdentityError::UserTaken } else { e.into() })?;
        for role in &account.roles {
            store::insert_role(&mut cx.tx, made, *role).await?;
        }
    }
    let data = serde_json::json!({ "user": new.account.map(|a| a.user) });
    let event = Event { kind: events::EMPLOYEE_ADDED, subject_kind: "employee", subject: id.0, label: &new.name, data };
    cx.record(event).await?;
    Ok(id)
}

/// Makes an API token for a user. The secret is shown once and never kept.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn create_token(cx: &mut Cx, user: &str, name: &str, scopes: &[Permission]) -> Result<String, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let account = store::account(&mut cx.tx, greek::fold(user)).await?.ok_or(IdentityError::NotFound)?;
    let secret = format!("asty_{}", token::make()?);
    let words: Vec<&str> = scopes.iter().map(|s| s.as_str()).collect();
    store::insert_token(&mut cx.tx, account.id, token::hash(&secret), name, words.join(" "), cx.now).await?;
    let data = serde_json::json!({ "user": user, "scopes": words });
    let event = Event { kind: events::TOKEN_ADDED, subject_kind: "account", subject: account.id.0, label: name, data };
    cx.record(event).await?;
    Ok(secret)
}

/// Today's units, parents before children.
///
/// # Errors
/// When forbidden.
pub async fn units(cx: &mut Cx) -> Result<Vec<Unit>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::units(&mut cx.tx, today).await?)
}

/// The people of all times whose name has these words, for whoever looks at what was done. At most twenty.
///
/// # Errors
/// When forbidden.
pub async fn people_named(cx: &mut Cx, words: &str) -> Result<Vec<Person>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    Ok(store::people_named(&mut cx.tx, like(words)).await?)
}

/// The folded words as a pattern for `like … escape '\'`.
fn like(words: &str) -> String {
    let escaped = greek::fold(words).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// A page of today's employees by name, after the given one.
///
/// # Errors
/// When forbidden.
pub async fn employees(
    cx: &mut Cx,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<EmployeeRow>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::employees(&mut cx.tx, today, after, limit.clamp(1, 200)).await?)
}
