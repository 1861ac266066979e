//! Signing in at somebody else's door.

use super::session::open;
use crate::{IdentityError, SignedIn, events, store};
use db::{Cx, Event};
use uuid::Uuid;

/// Opens a session for whoever a provider says has come. The first time, the account is found by the e-mail that the
/// provider vouches for, when exactly one employee has it; from then on by the provider's own key. The caller commits
/// in both cases.
///
/// # Errors
/// What the database refuses. `Ok(None)` is somebody without an account.
pub async fn sign_in_external(
    cx: &mut Cx,
    (issuer, subject): (&str, &str),
    email: Option<&str>,
    user_agent: &str,
) -> Result<Option<SignedIn>, IdentityError> {
    let today = cx.now.day();
    let account = match store::linked_account(&mut cx.tx, issuer, subject).await? {
        Some(account) => Some(account),
        None => link(cx, (issuer, subject), email).await?,
    };
    let row = match account {
        Some(account) => store::account_by_id(&mut cx.tx, account, today).await?,
        None => None,
    };
    let Some(row) = row else {
        let label: String = email.unwrap_or(subject).chars().take(100).collect();
        let (kind, data) = (events::REFUSED, serde_json::json!({ "by": issuer }));
        let event = Event { kind, subject_kind: events::ACCOUNT, subject: Uuid::nil(), label: &label, data };
        cx.record(event).await?;
        return Ok(None);
    };
    open(cx, &row, user_agent, false, issuer).await.map(Some)
}

async fn link(
    cx: &mut Cx,
    (issuer, subject): (&str, &str),
    email: Option<&str>,
) -> Result<Option<kernel::AccountId>, IdentityError> {
    let Some(email) = email else { return Ok(None) };
    let today = cx.now.day();
    let accounts = store::accounts_with_email(&mut cx.tx, email, today).await?;
    let [account] = accounts.as_slice() else { return Ok(None) };
    store::insert_link(&mut cx.tx, (issuer, subject), account.id, cx.now).await?;
    let (kind, data) = (events::LINKED, serde_json::json!({ "issuer": issuer, "subject": subject, "email": email }));
    let (subject_kind, label) = (events::ACCOUNT, account.user_name.as_str());
    cx.record(Event { kind, subject_kind, subject: account.id.0, label, data }).await?;
    Ok(Some(account.id))
}
