//! What the administrator does with accounts.

use super::throttle::name_key;
use crate::{AccountLine, AccountState, IdentityError, NewAccount, PasswordHash, events, store, token};
use db::{Cx, Event};
use kernel::{AccountId, EmployeeId, Permission, Role, TokenId};
use std::collections::BTreeMap;

/// The account of an employee, for the administrator to act on.
pub(super) async fn of(cx: &mut Cx, employee: EmployeeId) -> Result<AccountState, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    store::account_of(&mut cx.tx, employee).await?.ok_or(IdentityError::NotFound)
}

/// Writes what was done with an account into the trail.
pub(super) async fn record(
    cx: &mut Cx,
    kind: &'static str,
    account: &AccountState,
    data: serde_json::Value,
) -> Result<(), IdentityError> {
    let (subject_kind, subject, label) = (events::ACCOUNT, account.id.0, account.user_name.as_str());
    Ok(cx.record(Event { kind, subject_kind, subject, label, data }).await?)
}

pub(super) async fn insert(
    cx: &mut Cx,
    employee: EmployeeId,
    new: &NewAccount,
    must_change: bool,
) -> Result<AccountId, IdentityError> {
    let user = new.user.trim();
    if user.is_empty() || user.contains(char::is_whitespace) {
        return Err(IdentityError::field("user", "identity-problem-user"));
    }
    sound(&new.roles)?;
    let made = store::insert_account(&mut cx.tx, employee, user, &new.password.0, must_change, cx.now).await;
    let made = made.map_err(|e| if e.is_unique() { IdentityError::UserTaken } else { e.into() })?;
    for role in &new.roles {
        store::grant_role(&mut cx.tx, made, *role, cx.now).await?;
    }
    Ok(made)
}

/// Fails when these roles are no set that an account may have: none at all, or the auditor's with another.
fn sound(roles: &[Role]) -> Result<(), IdentityError> {
    if roles.is_empty() {
        return Err(IdentityError::field("roles", "identity-problem-no-role"));
    }
    if roles.contains(&Role::Auditor) && roles.iter().any(|role| *role != Role::Auditor) {
        return Err(IdentityError::field("roles", "identity-problem-auditor"));
    }
    Ok(())
}

/// All accounts by user name, also those of people who left.
///
/// # Errors
/// When forbidden.
pub async fn accounts(cx: &mut Cx) -> Result<Vec<AccountLine>, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let mut roles = BTreeMap::<_, Vec<_>>::new();
    for grant in store::all_roles(&mut cx.tx).await? {
        roles.entry(grant.account).or_default().push(grant.role);
    }
    let held = store::held_names(&mut cx.tx, cx.now).await?.into_iter().map(|row| (row.name, row.until));
    let held: BTreeMap<_, _> = held.collect();
    let today = cx.now.day();
    let rows = store::accounts(&mut cx.tx, today).await?;
    let line = |mut row: store::LineRow| {
        let held = held.get(&name_key(&row.account.user_name)).copied();
        row.account.locked_until = row.account.locked_until.max(held);
        AccountLine {
            employee: row.account.employee,
            name: row.name,
            roles: roles.remove(&row.account.id).unwrap_or_default(),
            left: row.is_gone,
            account: row.account,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Whose account has this user name, locked or not.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn employee_of(cx: &mut Cx, user: &str) -> Result<EmployeeId, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    store::employee_of(&mut cx.tx, greek::fold(user)).await?.ok_or(IdentityError::NotFound)
}

/// Gives an employee an account; the password is to be changed at the first sign-in.
///
/// # Errors
/// When forbidden; [`IdentityError::UserTaken`]; [`IdentityError::Invalid`].
pub async fn create_account(cx: &mut Cx, employee: EmployeeId, new: NewAccount) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    if store::account_of(&mut cx.tx, employee).await?.is_some() {
        return Err(IdentityError::UserTaken);
    }
    let id = insert(cx, employee, &new, true).await?;
    let data = serde_json::json!({ "roles": new.roles });
    let event =
        Event { kind: events::ACCOUNT_ADDED, subject_kind: events::ACCOUNT, subject: id.0, label: &new.user, data };
    Ok(cx.record(event).await?)
}

/// Locks an account: nobody signs in with it, its sessions end, its tokens do not open.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] for oneself and the last administrator.
pub async fn lock(cx: &mut Cx, employee: EmployeeId) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    keep_an_administrator(cx, &account).await?;
    store::set_disabled(&mut cx.tx, account.id, Some(cx.now)).await?;
    store::end_sessions(&mut cx.tx, account.id, None, cx.now).await?;
    store::end_invitation(&mut cx.tx, account.id, cx.now).await?;
    record(cx, events::LOCKED, &account, serde_json::json!({})).await
}

/// Fails when the account is the actor's own, or when nobody else could sign in as administrator. Two that take the
/// role from one another come one after the other.
pub(super) async fn keep_an_administrator(cx: &mut Cx, account: &AccountState) -> Result<(), IdentityError> {
    if cx.actor.employee().is_some_and(|e| e.id == account.employee) {
        return Err(IdentityError::field("account", "identity-problem-self"));
    }
    store::hold_role(&mut cx.tx, Role::Administrator).await?;
    let role = Role::Administrator;
    let is_administrator = store::roles(&mut cx.tx, account.id).await?.contains(&role);
    if is_administrator && store::other_holders(&mut cx.tx, role, account.id).await? == 0 {
        return Err(IdentityError::field("account", "identity-problem-last-administrator"));
    }
    Ok(())
}

/// Opens a locked account again, also one that locked itself after too many failures.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn unlock(cx: &mut Cx, employee: EmployeeId) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    // In the order of signing in: whoever takes these locks takes them alike.
    store::forgive_name(&mut cx.tx, name_key(&account.user_name)).await?;
    store::set_disabled(&mut cx.tx, account.id, None).await?;
    record(cx, events::UNLOCKED, &account, serde_json::json!({})).await
}

/// Sets a password that must be changed at the next sign-in, and ends all sessions. With `code` the one-time codes are
/// taken away too, for somebody who lost the telephone.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn reset(
    cx: &mut Cx,
    employee: EmployeeId,
    password: &PasswordHash,
    code: bool,
) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    store::forgive_name(&mut cx.tx, name_key(&account.user_name)).await?;
    store::set_password(&mut cx.tx, account.id, &password.0, true).await?;
    store::end_sessions(&mut cx.tx, account.id, None, cx.now).await?;
    store::end_invitation(&mut cx.tx, account.id, cx.now).await?;
    if code {
        store::set_totp(&mut cx.tx, account.id, None, 0).await?;
        store::delete_recovery_codes(&mut cx.tx, account.id).await?;
    }
    record(cx, events::PASSWORD_RESET, &account, serde_json::json!({ "code_removed": code })).await
}

/// Ends every session of somebody.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn end_sessions_of(cx: &mut Cx, employee: EmployeeId) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    let count = store::end_sessions(&mut cx.tx, account.id, None, cx.now).await?;
    record(cx, events::SESSION_ENDED, &account, serde_json::json!({ "count": count })).await
}

/// Sets what somebody is in the program.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] when no administrator would be left, when
/// there is no role at all, or the auditor's and another.
pub async fn set_roles(cx: &mut Cx, employee: EmployeeId, roles: &[Role]) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    if cx.actor.employee().is_some_and(|own| own.id == employee) {
        return Err(IdentityError::field("roles", "identity-problem-own-roles"));
    }
    sound(roles)?;
    let before = store::roles(&mut cx.tx, account.id).await?;
    let (added, removed) = (missing(roles, &before), missing(&before, roles));
    if removed.contains(&Role::Administrator) {
        keep_an_administrator(cx, &account).await?;
    }
    for role in &removed {
        store::end_role(&mut cx.tx, account.id, *role, cx.now).await?;
    }
    for role in &added {
        store::grant_role(&mut cx.tx, account.id, *role, cx.now).await?;
    }
    if added.is_empty() && removed.is_empty() {
        return Ok(());
    }
    record(cx, events::ROLES_CHANGED, &account, serde_json::json!({ "added": added, "removed": removed })).await
}

/// What is in `these` and not in `those`, each once.
fn missing(these: &[Role], those: &[Role]) -> Vec<Role> {
    let set: std::collections::BTreeSet<Role> = these.iter().filter(|r| !those.contains(r)).copied().collect();
    set.into_iter().collect()
}

/// Makes an API token for a user, which opens for `days`. The secret is shown once and never kept.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn create_token(
    cx: &mut Cx,
    user: &str,
    name: &str,
    scopes: &[Permission],
    days: u16,
) -> Result<String, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let (now, today) = (cx.now, cx.now.day());
    let account = store::account(&mut cx.tx, greek::fold(user), today).await?.ok_or(IdentityError::NotFound)?;
    let secret = format!("asty_{}", token::make()?);
    let words: Vec<&str> = scopes.iter().map(|s| s.as_str()).collect();
    let until = now.plus_seconds(i64::from(days) * 24 * 3600);
    store::insert_token(&mut cx.tx, account.id, token::hash(&secret), name, words.join(" "), (now, until)).await?;
    let data = serde_json::json!({ "name": name, "scopes": words, "until": until });
    let (kind, subject, label) = (events::TOKEN_ADDED, account.id.0, account.user_name.as_str());
    cx.record(Event { kind, subject_kind: events::ACCOUNT, subject, label, data }).await?;
    Ok(secret)
}

/// Takes an API token of somebody out of force.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn revoke_token(cx: &mut Cx, employee: EmployeeId, id: TokenId) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    if store::end_token(&mut cx.tx, account.id, id, cx.now).await? == 0 {
        return Err(IdentityError::NotFound);
    }
    record(cx, events::TOKEN_REVOKED, &account, serde_json::json!({ "token": id })).await
}
