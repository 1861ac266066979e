//! Inviting somebody by e-mail, and what they do with the link.

use super::{
    account::{of, record},
    session::{locked_row, open},
};
use crate::{
    AccountState, IdentityError, Invitation, InvitationState, PasswordHash, SignedIn, Waiting, WaitingCounts, events,
    store, token,
};
use db::{Cx, Event};
use kernel::{EmployeeId, Permission};
use mail::Mail;

/// How long a link opens.
const OPEN_SECONDS: i64 = 7 * 24 * 3600;

/// Invites an employee to set a password: `letter` is sent after the commit. A link that was sent before ends.
///
/// # Errors
/// When forbidden; [`IdentityError::NotFound`]; [`IdentityError::Invalid`] without an e-mail, for a closed account, and
/// for whoever has a password of their own.
pub async fn invite(
    cx: &mut Cx,
    employee: EmployeeId,
    letter: impl Fn(&Invitation) -> Mail,
) -> Result<(), IdentityError> {
    let account = of(cx, employee).await?;
    let person = store::person(&mut cx.tx, employee).await?.ok_or(IdentityError::NotFound)?;
    let Some(email) = person.email else {
        return Err(IdentityError::field("email", "identity-problem-no-email"));
    };
    if account.has_password && !account.must_change {
        return Err(IdentityError::field("account", "identity-problem-has-password"));
    }
    send(cx, &account, person.name, email, letter).await
}

async fn send(
    cx: &mut Cx,
    account: &AccountState,
    name: String,
    email: String,
    letter: impl Fn(&Invitation) -> Mail,
) -> Result<(), IdentityError> {
    // Under the lock of the account: of two invitations at once, one ends the other.
    store::hold_account(&mut cx.tx, account.id).await?;
    let today = cx.now.day();
    if store::account_by_id(&mut cx.tx, account.id, today).await?.is_none() {
        return Err(IdentityError::field("account", "identity-problem-account-closed"));
    }
    store::end_invitation(&mut cx.tx, account.id, cx.now).await?;
    let (token, until) = (token::make()?, cx.now.plus_seconds(OPEN_SECONDS));
    let hash = token::hash(&token);
    let key: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    store::insert_invitation(&mut cx.tx, hash, account.id, (cx.now, until)).await?;
    let invitation = Invitation { name, email, user: account.user_name.clone(), token, until };
    mail::enqueue(cx, &format!("invitation {key}"), &letter(&invitation)).await?;
    let data = serde_json::json!({ "email": invitation.email, "until": until });
    record(cx, events::INVITED, account, data).await
}

/// Invites those who can be reached, have not set a password and have no link that opens, at most `limit` of them; how
/// many it were.
///
/// # Errors
/// When forbidden.
pub async fn invite_waiting(
    cx: &mut Cx,
    limit: u16,
    letter: impl Fn(&Invitation) -> Mail,
) -> Result<usize, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let when = (cx.now.day(), cx.now);
    let all = store::waiting(&mut cx.tx, when, true, None, i64::from(limit)).await?;
    for one in &all {
        invite(cx, one.id, &letter).await?;
    }
    Ok(all.len())
}

/// A page of those who have an account and have not set a password yet, by name.
///
/// # Errors
/// When forbidden.
pub async fn waiting(
    cx: &mut Cx,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<Waiting>, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let when = (cx.now.day(), cx.now);
    Ok(store::waiting(&mut cx.tx, when, false, after, limit).await?)
}

/// How many have not set a password yet.
///
/// # Errors
/// When forbidden.
pub async fn count_waiting(cx: &mut Cx) -> Result<WaitingCounts, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let today = cx.now.day();
    Ok(store::count_waiting(&mut cx.tx, today, cx.now).await?)
}

/// What a link leads to. Asks for no permission: whoever has the secret was invited.
///
/// # Errors
/// [`IdentityError::NotFound`] when there never was such a link, or it is long forgotten.
pub async fn invitation(cx: &mut Cx, token: &str) -> Result<InvitationState, IdentityError> {
    let row = store::invitation(&mut cx.tx, token::hash(token)).await?.ok_or(IdentityError::NotFound)?;
    if row.used_at.is_some() {
        return Ok(InvitationState::Used);
    }
    let today = cx.now.day();
    let account = store::account_by_id(&mut cx.tx, row.account, today).await?;
    if row.ended_at.is_some() || row.expires_at <= cx.now || account.is_none() {
        return Ok(InvitationState::Ended);
    }
    Ok(InvitationState::Open { name: row.name, user: row.user_name, until: row.expires_at })
}

/// Sets the password of whoever was invited, uses the link up and opens a session, which asks for the one-time code
/// where there is one.
///
/// # Errors
/// [`IdentityError::NotFound`] when the link does not open; [`IdentityError::Locked`] as when signing in.
pub async fn accept(
    cx: &mut Cx,
    token: &str,
    password: &PasswordHash,
    user_agent: &str,
) -> Result<SignedIn, IdentityError> {
    let hash = token::hash(token);
    let row = store::invitation(&mut cx.tx, hash.clone()).await?.ok_or(IdentityError::NotFound)?;
    let account = locked_row(cx, row.account).await?.ok_or(IdentityError::NotFound)?;
    // Read again under the lock: of two who come with one link, one is too late.
    if !matches!(invitation(cx, token).await?, InvitationState::Open { .. }) {
        return Err(IdentityError::NotFound);
    }
    store::set_password(&mut cx.tx, account.id, &password.0, false).await?;
    store::use_invitation(&mut cx.tx, hash, cx.now).await?;
    store::end_sessions(&mut cx.tx, account.id, None, cx.now).await?;
    let (kind, data) = (events::ACCEPTED, serde_json::json!({}));
    let (subject, label) = (account.id.0, account.user_name.as_str());
    cx.record(Event { kind, subject_kind: events::ACCOUNT, subject, label, data }).await?;
    open(cx, &account, user_agent, account.totp_secret.is_some(), "invitation").await
}
