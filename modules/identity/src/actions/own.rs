//! What everybody may do with their own account.

use super::{account::record, session::judge};
use crate::{AccountState, ApiToken, Attempt, IdentityError, OpenSession, PasswordHash, events, store, totp};
use db::Cx;
use kernel::{Permission, SessionId};

/// A one-time code that is about to be set up.
#[derive(Debug, Clone)]
pub struct NewCode {
    /// The secret in base32, for typing.
    pub secret: String,
    /// What the QR code says.
    pub url: String,
}

impl NewCode {
    /// A new secret for `user`, or the same again when `secret` is one already.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn make(municipality: &str, user: &str, secret: Option<&str>) -> Result<Self, IdentityError> {
        let known = secret.filter(|s| totp::bytes(s).is_some()).map(str::to_owned);
        let secret = known.map_or_else(totp::secret, Ok)?;
        let url = totp::url(&secret, municipality, user).unwrap_or_default();
        Ok(Self { secret, url })
    }
}

/// The account of whoever asks.
pub(super) async fn account(cx: &mut Cx) -> Result<Option<AccountState>, IdentityError> {
    cx.require(Permission::OwnAccount)?;
    let Some(employee) = cx.actor.employee().map(|e| e.id) else { return Ok(None) };
    Ok(store::account_of(&mut cx.tx, employee).await?)
}

async fn own(cx: &mut Cx) -> Result<AccountState, IdentityError> {
    account(cx).await?.ok_or(IdentityError::NotFound)
}

/// One's own account, where one is signed in, and one's API tokens.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn own_account(cx: &mut Cx) -> Result<(AccountState, Vec<OpenSession>, Vec<ApiToken>), IdentityError> {
    let account = own(cx).await?;
    let sessions = store::sessions(&mut cx.tx, account.id, cx.now).await?;
    let tokens = store::tokens(&mut cx.tx, account.id, cx.now).await?;
    Ok((account, sessions, tokens))
}

/// Sets a new password, when the attempt with the old one was right, and ends the other sessions. A wrong one is
/// counted, so the caller commits in both cases.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Locked`]. `Ok(false)` is a wrong old password.
pub async fn change_password(cx: &mut Cx, attempt: Attempt, new: &PasswordHash) -> Result<bool, IdentityError> {
    let account = own(cx).await?;
    if !confirmed(cx, &account, Some(attempt)).await? {
        return Ok(false);
    }
    store::set_password(&mut cx.tx, account.id, &new.0, false).await?;
    let keep = cx.actor.employee().and_then(|e| e.session);
    store::end_sessions(&mut cx.tx, account.id, keep, cx.now).await?;
    record(cx, events::PASSWORD_CHANGED, &account, serde_json::json!({})).await?;
    Ok(true)
}

/// Asks for a one-time code from now on, when `code` is one of `secret`. Gives the recovery codes, shown once. Where one
/// is asked already, it is replaced only with the attempt of a right password: a session that somebody found open must
/// not lock its owner out. A wrong one is counted, so the caller commits in both cases.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Locked`]; [`IdentityError::Invalid`] when the code is
/// wrong. `Ok(None)` is a wrong or missing password.
pub async fn add_code(
    cx: &mut Cx,
    secret: &str,
    code: &str,
    attempt: Option<Attempt>,
) -> Result<Option<Vec<String>>, IdentityError> {
    let account = own(cx).await?;
    let wrong = || IdentityError::field("code", "identity-problem-code");
    let bytes = totp::bytes(secret).ok_or_else(wrong)?;
    let step = totp::step(&bytes, code, cx.now, 0).ok_or_else(wrong)?;
    if account.has_code && !confirmed(cx, &account, attempt).await? {
        return Ok(None);
    }
    store::set_totp(&mut cx.tx, account.id, Some(bytes), step).await?;
    store::delete_recovery_codes(&mut cx.tx, account.id).await?;
    let codes = totp::recovery()?;
    for code in &codes {
        store::insert_recovery_code(&mut cx.tx, account.id, totp::recovery_hash(code)).await?;
    }
    record(cx, events::CODE_ADDED, &account, serde_json::json!({})).await?;
    Ok(Some(codes))
}

/// Whether the attempt was right, and with this account's password.
async fn confirmed(cx: &mut Cx, account: &AccountState, attempt: Option<Attempt>) -> Result<bool, IdentityError> {
    let Some(attempt) = attempt else { return Ok(false) };
    if attempt.account != Some(account.id) {
        return Err(IdentityError::NotFound);
    }
    Ok(judge(cx, &attempt).await?.is_some())
}

/// Asks for no one-time code any more, when the attempt with the password was right; a wrong one is counted.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Locked`]. `Ok(false)` is a wrong password.
pub async fn remove_code(cx: &mut Cx, attempt: Attempt) -> Result<bool, IdentityError> {
    let account = own(cx).await?;
    if !confirmed(cx, &account, Some(attempt)).await? {
        return Ok(false);
    }
    store::set_totp(&mut cx.tx, account.id, None, 0).await?;
    store::delete_recovery_codes(&mut cx.tx, account.id).await?;
    record(cx, events::CODE_REMOVED, &account, serde_json::json!({})).await?;
    Ok(true)
}

/// Ends one of one's own sessions.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn end_own_session(cx: &mut Cx, id: SessionId) -> Result<(), IdentityError> {
    let account = own(cx).await?;
    if store::end_session(&mut cx.tx, account.id, id, cx.now).await? == 0 {
        return Err(IdentityError::NotFound);
    }
    record(cx, events::SESSION_ENDED, &account, serde_json::json!({ "session": id })).await
}

/// Ends all of one's own sessions but this one.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn end_other_sessions(cx: &mut Cx) -> Result<(), IdentityError> {
    let account = own(cx).await?;
    let keep = cx.actor.employee().and_then(|e| e.session);
    let count = store::end_sessions(&mut cx.tx, account.id, keep, cx.now).await?;
    record(cx, events::SESSION_ENDED, &account, serde_json::json!({ "count": count })).await
}

/// Takes one of one's own API tokens out of force.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`].
pub async fn revoke_own_token(cx: &mut Cx, id: SessionId) -> Result<(), IdentityError> {
    let account = own(cx).await?;
    if store::end_token(&mut cx.tx, account.id, id, cx.now).await? == 0 {
        return Err(IdentityError::NotFound);
    }
    record(cx, events::TOKEN_REVOKED, &account, serde_json::json!({ "token": id })).await
}
