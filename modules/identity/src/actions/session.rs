//! Signing in and out, and who stands behind a token.

use crate::{Attempt, IdentityError, PasswordHash, Session, SignedIn, events, store, token};
use db::{Cx, Event, Tx};
use kernel::{Employee, Instant, Permission, SessionId};

const SESSION_SECONDS: i64 = 12 * 3600;
const FAILURES: i64 = 5;
const LOCK_SECONDS: i64 = 15 * 60;
/// The hash of a password that nobody has: unknown users take as long as known ones.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YXN0eWFzdHlhc3R5YXN0eQ$gS0Gf0RB0rdDgSGg2pvCmr2rlQvUBCSVEQVCrEBFlBk";

/// Checks a user name and a password; to be called on a reading context, and the result handed to [`sign_in`].
///
/// # Errors
/// [`IdentityError::Locked`] when the account had too many failures; what the database refuses.
pub async fn attempt(cx: Cx, user: &str, password: String) -> Result<Attempt, IdentityError> {
    let mut cx = cx;
    let row = store::account(&mut cx.tx, greek::fold(user)).await?;
    let now = cx.now;
    // The hash takes long: no connection is held meanwhile.
    drop(cx);
    if let Some(until) = row.as_ref().and_then(|r| r.locked_until).filter(|until| *until > now) {
        return Err(IdentityError::Locked { until });
    }
    let hash = row.as_ref().map_or(NOBODY, |r| r.password_hash.as_str()).to_owned();
    let fits = PasswordHash(hash).fits(password).await;
    Ok(Attempt {
        right: fits && row.is_some(),
        user: user.to_owned(),
        failures: row.as_ref().map_or(0, |r| r.failures),
        locked_until: row.as_ref().and_then(|r| r.locked_until),
        account: row.map(|r| r.id),
    })
}

/// Opens a session, or counts the failure: the caller commits in both cases.
///
/// # Errors
/// What the database refuses. `Ok(None)` is a wrong user or password.
pub async fn sign_in(cx: &mut Cx, attempt: Attempt, user_agent: &str) -> Result<Option<SignedIn>, IdentityError> {
    let (kind, subject) = (if attempt.right { events::SIGNED_IN } else { events::REFUSED }, attempt.account);
    let mut signed_in = None;
    if let Some(account) = attempt.account {
        if attempt.right {
            let token = token::make()?;
            let period = (cx.now, cx.now.plus_seconds(SESSION_SECONDS));
            let agent: String = user_agent.chars().take(200).collect();
            let address = cx.address.map(|a| a.to_string());
            store::insert_session(&mut cx.tx, account, token::hash(&token), period, address, agent).await?;
            store::set_failures(&mut cx.tx, account, 0, None).await?;
            signed_in = Some(SignedIn { token });
        } else {
            let failures = attempt.failures + 1;
            let lock = (failures >= FAILURES).then(|| cx.now.plus_seconds(LOCK_SECONDS));
            store::set_failures(&mut cx.tx, account, failures, lock.or(attempt.locked_until)).await?;
        }
    }
    let label: String = attempt.user.chars().take(100).collect();
    let subject = subject.map(|a| a.0).unwrap_or_default();
    let data = serde_json::json!({});
    cx.record(Event { kind, subject_kind: "account", subject, label: &label, data }).await?;
    Ok(signed_in)
}

/// Ends the session.
///
/// # Errors
/// What the database refuses.
pub async fn sign_out(cx: &mut Cx, id: SessionId) -> Result<(), IdentityError> {
    cx.require(Permission::OwnAccount)?;
    store::end_session(&mut cx.tx, id, cx.now).await?;
    let data = serde_json::json!({});
    let event = Event { kind: events::SIGNED_OUT, subject_kind: "session", subject: id.0, label: "", data };
    cx.record(event).await?;
    Ok(())
}

/// Who stands behind the token of a browser's cookie.
///
/// # Errors
/// What the database refuses.
pub async fn session(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<Session>, IdentityError> {
    let Some(row) = store::session(tx, token::hash(token), now).await? else { return Ok(None) };
    let (id, account) = (row.session, row.account);
    Ok(Some(Session { id, account, employee: employee(tx, row, None).await? }))
}

/// Who stands behind an API token, with no more than what the token allows.
///
/// # Errors
/// What the database refuses.
pub async fn token_bearer(tx: &mut Tx, token: &str, now: Instant) -> Result<Option<Employee>, IdentityError> {
    let Some(row) = store::api_token(tx, token::hash(token), now).await? else { return Ok(None) };
    let scopes = row.scopes.split(' ').filter_map(|scope| scope.parse().ok()).collect();
    Ok(Some(employee(tx, row, Some(scopes)).await?))
}

async fn employee(
    tx: &mut Tx,
    row: store::BearerRow,
    scopes: Option<Vec<Permission>>,
) -> Result<Employee, IdentityError> {
    let roles = store::roles(tx, row.account).await?;
    let session = Some(row.session);
    Ok(Employee { id: row.employee, name: row.name, unit: row.unit, unit_name: row.unit_name, roles, scopes, session })
}
