//! Employees and their positions.

use super::account;
use super::throttle::name_key;
use crate::{
    AccountState, ApiToken, EmployeeRow, IdentityError, NewEmployee, NewPosition, OpenInvitation, OpenSession,
    PeopleFilter, Person, PersonDetails, PersonRow, Position, events, store,
};
use db::{Cx, Event};
use kernel::{Day, EmployeeId, Permission, Role, UnitId};
use serde::Serialize;

/// Everything that the administrator sees of somebody.
#[derive(Debug, Clone, Serialize)]
pub struct PersonPage {
    /// Name and ways to reach them.
    pub details: PersonDetails,
    /// The first day on which they are not there any more, when that is known.
    pub leaves: Option<Day>,
    /// All positions, newest first.
    pub positions: Vec<Position>,
    /// With what they sign in.
    pub account: Option<AccountState>,
    /// The link by which they may set a password now.
    pub invitation: Option<OpenInvitation>,
    /// What they are in the program.
    pub roles: Vec<Role>,
    /// Where they are signed in.
    pub sessions: Vec<OpenSession>,
    /// Their API tokens.
    pub tokens: Vec<ApiToken>,
}

/// Adds an employee, with positions and, where given, an account.
///
/// # Errors
/// When forbidden; [`IdentityError::UserTaken`].
pub async fn create_employee(cx: &mut Cx, new: NewEmployee) -> Result<EmployeeId, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    if new.name.trim().is_empty() {
        return Err(IdentityError::field("name", "identity-problem-required"));
    }
    if new.positions.iter().any(both) {
        return Err(IdentityError::field("deputy", "identity-problem-head-deputy"));
    }
    let id = EmployeeId::new();
    let made = store::insert_employee(&mut cx.tx, id, &new).await;
    made.map_err(|e| if e.is_unique() { code_taken() } else { e.into() })?;
    for position in &new.positions {
        store::put_position(&mut cx.tx, id, position, (new.valid_from, None)).await?;
    }
    let user = new.account.as_ref().map(|a| a.user.clone());
    if let Some(account) = new.account {
        account::insert(cx, id, &account, false).await?;
    }
    let data = serde_json::json!({ "user": user, "from": new.valid_from });
    record(cx, events::EMPLOYEE_ADDED, id, &new.name, data).await?;
    Ok(id)
}

fn code_taken() -> IdentityError {
    IdentityError::field("code", "identity-problem-code-taken")
}

/// Whether somebody would stand in for themselves.
fn both(position: &NewPosition) -> bool {
    position.is_head && position.is_deputy
}

async fn record(
    cx: &mut Cx,
    kind: &'static str,
    id: EmployeeId,
    label: &str,
    data: serde_json::Value,
) -> Result<(), IdentityError> {
    Ok(cx.record(Event { kind, subject_kind: events::EMPLOYEE, subject: id.0, label, data }).await?)
}

/// Changes the name or the ways to reach somebody.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`].
pub async fn change_person(cx: &mut Cx, id: EmployeeId, details: PersonDetails) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let before = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    if details.name.trim().is_empty() {
        return Err(IdentityError::field("name", "identity-problem-required"));
    }
    if before == details {
        return Ok(());
    }
    let made = store::set_person(&mut cx.tx, id, &details).await;
    made.map_err(|e| if e.is_unique() { code_taken() } else { e.into() })?;
    if before.email != details.email {
        // A link that went to an address of before opens no more.
        if let Some(account) = store::account_of(&mut cx.tx, id).await? {
            store::end_invitation(&mut cx.tx, account.id, cx.now).await?;
        }
    }
    let data = serde_json::json!({ "before": before, "after": details });
    record(cx, events::EMPLOYEE_CHANGED, id, &details.name, data).await
}

/// Ends somebody's work for the municipality: positions end on that day, and from it on the account opens nothing. It is
/// locked when the day has come; until a later one they go on working.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] for the last administrator, and for whoever
/// leaves already.
pub async fn end_person(cx: &mut Cx, id: EmployeeId, day: Day) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    if store::positions_of(&mut cx.tx, id).await?.iter().any(|p| p.valid_from > day) {
        return Err(IdentityError::field("to", "identity-problem-before-last-change"));
    }
    if store::leaves(&mut cx.tx, id).await?.is_some() {
        return Err(IdentityError::field("to", "identity-problem-leaves"));
    }
    if let Some(open) = store::account_of(&mut cx.tx, id).await?.filter(|a| a.disabled_at.is_none()) {
        if day <= cx.now.day() {
            account::lock(cx, id).await?;
        } else {
            account::keep_an_administrator(cx, &open).await?;
        }
    }
    store::end_person(&mut cx.tx, id, day).await?;
    record(cx, events::EMPLOYEE_LEFT, id, &details.name, serde_json::json!({ "from": day })).await
}

/// Takes back that somebody will leave: what was to end on that day goes on.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when they do not leave, or have left.
pub async fn keep_person(cx: &mut Cx, id: EmployeeId) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    let leaves = store::leaves(&mut cx.tx, id).await?.filter(|day| *day > cx.now.day());
    let day = leaves.ok_or_else(|| IdentityError::field("to", "identity-problem-leaves-not"))?;
    store::keep_person(&mut cx.tx, id).await?;
    record(cx, events::EMPLOYEE_STAYS, id, &details.name, serde_json::json!({ "before": day })).await
}

/// Gives somebody a position from `day` on.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when the unit is closed then, or there is
/// another main position or the same position already.
pub async fn add_position(cx: &mut Cx, id: EmployeeId, new: NewPosition, day: Day) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    if both(&new) {
        return Err(IdentityError::field("deputy", "identity-problem-head-deputy"));
    }
    if store::leaves(&mut cx.tx, id).await?.is_some_and(|leaves| leaves <= day) {
        return Err(IdentityError::field("from", "identity-problem-gone"));
    }
    let units = store::units(&mut cx.tx, day).await?;
    let Some(unit) = units.into_iter().find(|u| u.id == new.unit) else {
        return Err(IdentityError::field("unit", "identity-problem-parent-closed"));
    };
    let positions = store::positions_of(&mut cx.tx, id).await?;
    let mut open = positions.iter().filter(|p| p.valid_to.is_none_or(|to| to > day));
    if open.clone().any(|p| p.unit == new.unit) {
        return Err(IdentityError::field("unit", "identity-problem-position-taken"));
    }
    if new.is_main && open.any(|p| p.is_main) {
        return Err(IdentityError::field("main", "identity-problem-two-main"));
    }
    store::put_position(&mut cx.tx, id, &new, (day, None)).await?;
    let data = serde_json::json!({
        "unit": unit.name, "title": new.title, "head": new.is_head, "deputy": new.is_deputy, "main": new.is_main,
        "from": day,
    });
    record(cx, events::POSITION_ADDED, id, &details.name, data).await
}

/// Ends a position on `day`.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`] when it is no open position, or begins later.
pub async fn end_position(
    cx: &mut Cx,
    id: EmployeeId,
    (unit, from): (UnitId, Day),
    day: Day,
) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    if store::end_position(&mut cx.tx, id, unit, from, day).await? == 0 {
        return Err(IdentityError::NotFound);
    }
    let name = store::terms(&mut cx.tx, unit).await?.pop().map(|t| t.name);
    let data = serde_json::json!({ "unit": name, "from": from, "to": day });
    record(cx, events::POSITION_ENDED, id, &details.name, data).await
}

/// Everything that the administrator sees of somebody.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn person(cx: &mut Cx, id: EmployeeId) -> Result<PersonPage, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let details = store::person(&mut cx.tx, id).await?.ok_or(IdentityError::NotFound)?;
    let positions = store::positions_of(&mut cx.tx, id).await?;
    let mut account = store::account_of(&mut cx.tx, id).await?;
    let (mut invitation, mut roles, mut sessions, mut tokens) = (None, Vec::new(), Vec::new(), Vec::new());
    if let Some(account) = &mut account {
        let held = store::held_name(&mut cx.tx, name_key(&account.user_name), cx.now).await?;
        account.locked_until = account.locked_until.max(held);
        invitation = store::open_invitation(&mut cx.tx, account.id, cx.now).await?;
        roles = store::roles(&mut cx.tx, account.id).await?;
        sessions = store::sessions(&mut cx.tx, account.id, cx.now).await?;
        tokens = store::tokens(&mut cx.tx, account.id, cx.now).await?;
    }
    let leaves = store::leaves(&mut cx.tx, id).await?;
    Ok(PersonPage { details, leaves, positions, account, invitation, roles, sessions, tokens })
}

/// A page of today's people by name, or of those who left: all, or those whose name, user name or unit has these words.
///
/// # Errors
/// When forbidden.
pub async fn people(
    cx: &mut Cx,
    asked: &PeopleFilter,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<PersonRow>, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let today = cx.now.day();
    Ok(store::people(&mut cx.tx, today, &folded(asked), after, limit).await?)
}

/// How many people there are in that list.
///
/// # Errors
/// When forbidden.
pub async fn count_people(cx: &mut Cx, asked: &PeopleFilter) -> Result<i64, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let today = cx.now.day();
    Ok(store::count_people(&mut cx.tx, today, &folded(asked)).await?)
}

/// The words as a pattern, where there are some.
fn folded(asked: &PeopleFilter) -> PeopleFilter {
    let words = asked.words.trim();
    PeopleFilter { words: if words.is_empty() { String::new() } else { like(words) }, ..asked.clone() }
}

/// The people of all times whose name has these words, for whoever looks at what was done. At most twenty.
///
/// # Errors
/// When forbidden.
pub async fn people_named(cx: &mut Cx, words: &str) -> Result<Vec<Person>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::people_named(&mut cx.tx, like(words), today).await?)
}

/// Where those work today whose name has these words: the first twenty.
///
/// # Errors
/// When forbidden.
pub async fn positions_named(cx: &mut Cx, words: &str) -> Result<Vec<Position>, IdentityError> {
    cx.require(Permission::OrganisationRead)?;
    let today = cx.now.day();
    Ok(store::positions_named(&mut cx.tx, like(words), today, 20).await?)
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
