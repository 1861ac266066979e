//! Signing in and out, and who stands behind a token.

use super::throttle;
use crate::{Attempt, IdentityError, PasswordHash, Session, SignedIn, events, store, token, totp};
use db::{Cx, Event, Tx};
use kernel::{AccountId, Actor, Bearer, Employee, EmployeeId, Instant, Permission, SessionId, TokenId};
use std::sync::Arc;

const SESSION_SECONDS: i64 = 12 * 3600;
/// How long a session waits for its one-time code.
const WAIT_SECONDS: i64 = 10 * 60;
/// How long what opens nothing any more is kept.
const KEPT_SECONDS: i64 = 90 * DAY_SECONDS;
const DAY_SECONDS: i64 = 24 * 3600;
const FAILURES: i64 = 5;
const LOCK_SECONDS: i64 = 15 * 60;

/// Checks a user name and a password; to be called on a reading context, and the result handed to [`sign_in`].
///
/// # Errors
/// [`IdentityError::Locked`] after too many failures, of accounts that do not exist too; what the database refuses.
pub async fn attempt(cx: Cx, user: &str, password: String) -> Result<Attempt, IdentityError> {
    let mut cx = cx;
    throttle::allowed(&mut cx, user).await?;
    let today = cx.now.day();
    let row = store::account(&mut cx.tx, greek::fold(user), today).await?;
    // The hash takes long: no connection is held meanwhile.
    drop(cx);
    let hash = row.as_ref().map_or_else(PasswordHash::none, |r| PasswordHash(r.password_hash.clone()));
    let fits = hash.fits(password).await;
    Ok(Attempt { right: fits && row.is_some(), user: user.to_owned(), account: row.map(|r| r.id) })
}

/// Counts a wrong one-time code under the writer's lock, so that guesses at the same time are all counted. Who tries them
/// knows the password, so it is the account that waits, wherever they sit.
async fn failed(cx: &mut Cx, row: &store::AccountRow) -> Result<(), IdentityError> {
    // A lock that ended is the end of its failures too: one guess in a quarter of an hour keeps nobody out.
    let failures = if row.locked_until.is_some() { 1 } else { row.failures + 1 };
    let lock = (failures >= FAILURES).then(|| cx.now.plus_seconds(LOCK_SECONDS));
    Ok(store::set_failures(&mut cx.tx, row.id, failures, lock).await?)
}

/// The account as it stands under the lock of this transaction.
pub(super) async fn locked_row(cx: &mut Cx, id: AccountId) -> Result<Option<store::AccountRow>, IdentityError> {
    store::hold_account(&mut cx.tx, id).await?;
    let row = store::account_by_id(&mut cx.tx, id, cx.now.day()).await?;
    match row.as_ref().and_then(|r| r.locked_until).filter(|until| *until > cx.now) {
        Some(until) => Err(IdentityError::Locked { until }),
        None => Ok(row),
    }
}

/// Whether the attempt was right; a wrong one is counted, and the caller commits in both cases.
pub(super) async fn judge(cx: &mut Cx, attempt: &Attempt) -> Result<Option<store::AccountRow>, IdentityError> {
    // Others may have guessed while this password was being hashed.
    throttle::still_allowed(cx, &attempt.user).await?;
    let row = match attempt.account.filter(|_| attempt.right) {
        Some(account) => {
            store::hold_account(&mut cx.tx, account).await?;
            store::account_by_id(&mut cx.tx, account, cx.now.day()).await?
        }
        None => None,
    };
    match row {
        Some(_) => throttle::forgive(cx, &attempt.user).await?,
        None => throttle::count(cx, &attempt.user).await?,
    }
    Ok(row)
}

/// Opens a session, or counts the failure: the caller commits in both cases.
///
/// # Errors
/// What the database refuses. `Ok(None)` is a wrong user or password.
pub async fn sign_in(cx: &mut Cx, attempt: Attempt, user_agent: &str) -> Result<Option<SignedIn>, IdentityError> {
    let row = judge(cx, &attempt).await?;
    let subject = attempt.account.map(|a| a.0).unwrap_or_default();
    // A name that is nobody's may be a password in the wrong field: its beginning is enough to know a series by.
    let known = attempt.account.is_some();
    let mut label: String = attempt.user.chars().take(if known { 100 } else { 2 }).collect();
    if !known {
        label.push('…');
    }
    let Some(row) = row else {
        let (kind, data) = (events::REFUSED, serde_json::json!({}));
        cx.record(Event { kind, subject_kind: events::ACCOUNT, subject, label: &label, data }).await?;
        return Ok(None);
    };
    open(cx, &row, user_agent, row.totp_secret.is_some(), "password").await.map(Some)
}

/// Opens a session of an account, which may still have to wait for its one-time code.
pub(super) async fn open(
    cx: &mut Cx,
    row: &store::AccountRow,
    user_agent: &str,
    needs_code: bool,
    by: &str,
) -> Result<SignedIn, IdentityError> {
    let token = token::make()?;
    let session = store::NewSession {
        account: row.id,
        hash: token::hash(&token),
        from: cx.now,
        to: cx.now.plus_seconds(if needs_code { WAIT_SECONDS } else { SESSION_SECONDS }),
        address: cx.address.map(|a| a.to_string()),
        user_agent: user_agent.chars().take(200).collect(),
        needs_code,
    };
    let session = store::insert_session(&mut cx.tx, session).await?;
    if !needs_code {
        store::set_failures(&mut cx.tx, row.id, 0, None).await?;
        signed_in(cx, row, session, by).await?;
    }
    Ok(SignedIn { token, needs_code })
}

/// From here on it is known who acts: the trail names them, although the request came from a stranger.
async fn signed_in(cx: &mut Cx, row: &store::AccountRow, session: SessionId, by: &str) -> Result<(), IdentityError> {
    let (kind, data) = (events::SIGNED_IN, serde_json::json!({ "by": by }));
    let (subject, label) = (row.id.0, row.user_name.as_str());
    let owner = Employee {
        id: row.employee,
        name: row.name.clone(),
        unit: None,
        unit_name: None,
        roles: Vec::new(),
        scopes: None,
        bearer: Some(Bearer::Session(session)),
    };
    let before = std::mem::replace(&mut cx.actor, Arc::new(Actor::Employee(owner)));
    let recorded = cx.record(Event { kind, subject_kind: events::ACCOUNT, subject, label, data }).await;
    cx.actor = before;
    Ok(recorded?)
}

/// Opens a session that waits for its one-time code, with that code or a recovery code: the caller commits always.
///
/// # Errors
/// [`IdentityError::Locked`]; [`IdentityError::NotFound`] when nothing waits. `Ok(false)` is a wrong code.
pub async fn confirm(cx: &mut Cx, token: &str, code: &str) -> Result<bool, IdentityError> {
    let waiting = store::waiting_session(&mut cx.tx, token::hash(token), cx.now).await?;
    let waiting = waiting.ok_or(IdentityError::NotFound)?;
    let row = locked_row(cx, waiting.account).await?.ok_or(IdentityError::NotFound)?;
    let by = if let Some(step) = row.totp_secret.as_deref().and_then(|s| totp::step(s, code, cx.now, row.totp_step)) {
        store::set_totp(&mut cx.tx, row.id, row.totp_secret.clone(), step).await?;
        "code"
    } else if store::use_recovery_code(&mut cx.tx, row.id, totp::recovery_hash(code), cx.now).await? {
        "recovery code"
    } else {
        failed(cx, &row).await?;
        let (kind, data) = (events::REFUSED, serde_json::json!({ "by": "code" }));
        let (subject, label) = (row.id.0, row.user_name.as_str());
        cx.record(Event { kind, subject_kind: events::ACCOUNT, subject, label, data }).await?;
        return Ok(false);
    };
    store::open_session(&mut cx.tx, waiting.id, cx.now.plus_seconds(SESSION_SECONDS)).await?;
    store::set_failures(&mut cx.tx, row.id, 0, None).await?;
    signed_in(cx, &row, waiting.id, by).await?;
    Ok(true)
}

/// Ends the session.
///
/// # Errors
/// What the database refuses.
pub async fn sign_out(cx: &mut Cx, id: SessionId) -> Result<(), IdentityError> {
    cx.require(Permission::OwnAccount)?;
    let Some(account) = super::own::account(cx).await? else { return Ok(()) };
    store::end_session(&mut cx.tx, account.id, id, cx.now).await?;
    super::account::record(cx, events::SIGNED_OUT, &account, serde_json::json!({})).await
}

/// Who stands behind the token of a browser's cookie.
///
/// # Errors
/// What the database refuses.
pub async fn session(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<Session>, IdentityError> {
    let Some(row) = store::session(tx, token::hash(token), now).await? else { return Ok(None) };
    let (id, account, must_change) = (SessionId(row.bearer), row.account, row.must_change);
    Ok(Some(Session { id, account, must_change, employee: employee(row, Bearer::Session(id), None) }))
}

/// Who stands behind an API token, with no more than what the token allows.
///
/// # Errors
/// What the database refuses.
pub async fn token_bearer(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<Employee>, IdentityError> {
    let Some(row) = store::api_token(tx, token::hash(token), now).await? else { return Ok(None) };
    let scopes = row.scopes.split(' ').filter_map(|scope| scope.parse().ok()).collect();
    let bearer = Bearer::Token(TokenId(row.bearer));
    Ok(Some(employee(row, bearer, Some(scopes))))
}

/// An employee as a program of theirs that reads the register and does nothing else; none without an account that is
/// open.
///
/// # Errors
/// What the database refuses.
pub async fn reader(tx: &mut Tx, id: EmployeeId, now: Instant) -> Result<Option<Employee>, IdentityError> {
    let Some(row) = store::bearer_of(tx, id, now).await? else { return Ok(None) };
    let bearer = Bearer::Token(TokenId(row.bearer));
    Ok(Some(employee(row, bearer, Some(vec![Permission::RegisterRead]))))
}

/// Forgets sessions, tokens and invitations that ended more than ninety days ago, and wrong passwords of the day before;
/// how many there were. The trail keeps what was done with them.
///
/// # Errors
/// When forbidden.
pub async fn forget(cx: &mut Cx) -> Result<u64, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let limit = cx.now.plus_seconds(-KEPT_SECONDS);
    let failures = store::forget_failures(&mut cx.tx, cx.now.plus_seconds(-DAY_SECONDS)).await?;
    Ok(failures + store::forget(&mut cx.tx, limit).await?)
}

fn employee(row: store::BearerRow, bearer: Bearer, scopes: Option<Vec<Permission>>) -> Employee {
    let roles = row.roles.split_whitespace().filter_map(|role| role.parse().ok()).collect();
    let bearer = Some(bearer);
    Employee { id: row.employee, name: row.name, unit: row.unit, unit_name: row.unit_name, roles, scopes, bearer }
}
