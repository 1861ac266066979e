//! One's own account: password, one-time code, sessions, API tokens.

use crate::{
    Problems,
    sign_in::{Csrf, locked},
    words,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use identity::{AccountState, ApiToken, IdentityError, NewCode, NoticeKind, OpenSession, PasswordHash};
use kernel::{SessionId, TokenId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct AccountPage {
    account: AccountState,
    roles: Vec<String>,
    sessions: Vec<OpenSession>,
    current: Option<SessionId>,
    tokens: Vec<ApiToken>,
    /// Every kind of notice, and whether it is wanted.
    notices: Vec<(NoticeKind, bool)>,
    done: String,
    problem: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: String,
}

pub(crate) async fn show(ask: Ask, Query(query): Query<Done>) -> Reply {
    render(&ask, query.done, None).await
}

async fn render(ask: &Ask, done: String, problem: Option<String>) -> Reply {
    let mut cx = ask.read().await?;
    let (account, sessions, tokens) = identity::own_account(&mut cx).await?;
    let refused = identity::refused_notices(&mut cx).await?;
    drop(cx);
    let notices = NoticeKind::ALL.iter().map(|kind| (*kind, !refused.contains(kind))).collect();
    let roles = ask.actor.employee().map(|e| e.roles.clone()).unwrap_or_default();
    let roles = roles.iter().map(|role| ask.text(&format!("identity-role-{role}"), &[])).collect();
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = AccountPage { account, roles, sessions, current: ask.session, tokens, notices, done, problem };
    let mut page = ask.page("identity/account.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

fn back(done: &str) -> Reply {
    Ok(Redirect::to(&format!("/desk/account?done={done}")).into_response())
}

#[derive(Serialize)]
struct PasswordPage {
    forced: bool,
    user_name: String,
    problems: Problems,
}

async fn password_page(ask: &Ask, problems: Problems) -> Reply {
    let (account, ..) = identity::own_account(&mut ask.read().await?).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PasswordPage { forced: account.must_change, user_name: account.user_name, problems };
    let mut page = ask.page("identity/password.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn password(ask: Ask) -> Reply {
    password_page(&ask, Problems::new()).await
}

#[derive(Deserialize)]
pub(crate) struct NewPassword {
    csrf: String,
    current: String,
    password: String,
    again: String,
}

pub(crate) async fn do_password(ask: Ask, Form(form): Form<NewPassword>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let problem = |field, text| password_page(&ask, Problems::from([(field, text)]));
    let (account, ..) = identity::own_account(&mut ask.read().await?).await?;
    if let Some(wrong) = identity::password_problem(&form.password, &account.user_name) {
        return password_page(&ask, words(&ask, &[wrong])).await;
    }
    if form.password != form.again {
        return problem("again", ask.text("identity-problem-password-again", &[])).await;
    }
    if form.password == form.current {
        return problem("password", ask.text("identity-problem-password-same", &[])).await;
    }
    let new = PasswordHash::make(form.password).await?;
    match with_password(&ask, &account.user_name, form.current, Act::Change(new)).await? {
        None => back("password"),
        Some(text) => problem("current", text).await,
    }
}

enum Act {
    Change(PasswordHash),
    RemoveCode,
}

/// Does what needs the password again; otherwise the words that say why not.
async fn with_password(ask: &Ask, user: &str, password: String, act: Act) -> Result<Option<String>, Error> {
    let attempt = match identity::attempt(ask.read().await?, user, password).await {
        Err(IdentityError::Locked { until }) => return Ok(Some(locked(ask, until))),
        other => other?,
    };
    let mut cx = ask.write().await?;
    let right = match &act {
        Act::Change(new) => identity::change_password(&mut cx, attempt, new).await,
        Act::RemoveCode => identity::remove_code(&mut cx, attempt).await,
    };
    match right {
        Err(IdentityError::Locked { until }) => Ok(Some(locked(ask, until))),
        other => {
            let right = other?;
            // A wrong password is counted, so it is committed too.
            cx.commit().await?;
            Ok((!right).then(|| ask.text("identity-problem-current", &[])))
        }
    }
}

#[derive(Serialize)]
struct CodePage {
    has_code: bool,
    secret: String,
    size: i32,
    path: String,
    problem: Option<String>,
}

async fn code_page(ask: &Ask, secret: Option<&str>, problem: Option<String>) -> Reply {
    let (account, ..) = identity::own_account(&mut ask.read().await?).await?;
    let new = NewCode::make(&ask.town.name, &account.user_name, secret)?;
    let (size, path) = html::qr(&new.url).unwrap_or_default();
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = CodePage { has_code: account.has_code, secret: new.secret, size, path, problem };
    let mut page = ask.page("identity/code.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn code(ask: Ask) -> Reply {
    code_page(&ask, None, None).await
}

#[derive(Deserialize)]
pub(crate) struct CodeForm {
    csrf: String,
    secret: String,
    code: String,
    /// Asked where there is a code already.
    password: Option<String>,
}

#[derive(Serialize)]
struct RecoveryPage {
    codes: Vec<String>,
}

pub(crate) async fn do_code(ask: Ask, Form(form): Form<CodeForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (account, ..) = identity::own_account(&mut ask.read().await?).await?;
    let again = |text| code_page(&ask, Some(&form.secret), Some(text));
    let attempt = match form.password.filter(|_| account.has_code) {
        Some(password) => match identity::attempt(ask.read().await?, &account.user_name, password).await {
            Err(IdentityError::Locked { until }) => return again(locked(&ask, until)).await,
            attempt => Some(attempt?),
        },
        None => None,
    };
    let mut cx = ask.write().await?;
    match identity::add_code(&mut cx, &form.secret, &form.code, attempt).await {
        Ok(Some(codes)) => {
            cx.commit().await?;
            ask.page("identity/recovery.html", RecoveryPage { codes })
        }
        Ok(None) => {
            // A wrong password is counted, so it is committed too.
            cx.commit().await?;
            again(ask.text("identity-problem-current", &[])).await
        }
        Err(IdentityError::Invalid(_)) => {
            drop(cx);
            again(ask.text("identity-problem-code", &[])).await
        }
        Err(IdentityError::Locked { until }) => {
            drop(cx);
            again(locked(&ask, until)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(crate) struct Confirmed {
    csrf: String,
    password: String,
}

pub(crate) async fn remove_code(ask: Ask, Form(form): Form<Confirmed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (account, ..) = identity::own_account(&mut ask.read().await?).await?;
    match with_password(&ask, &account.user_name, form.password, Act::RemoveCode).await? {
        None => back("code-removed"),
        problem => render(&ask, String::new(), problem).await,
    }
}

/// A writing context for a form that carries the session's word.
async fn checked(ask: &Ask, csrf: &str) -> Result<Cx, Error> {
    if ask.csrf_fits(csrf) { ask.write().await } else { Err(Error::Forbidden) }
}

/// What was ticked: `notice-assigned`, ….
#[derive(Deserialize)]
pub(crate) struct Notices {
    csrf: String,
    #[serde(flatten)]
    ticked: BTreeMap<String, String>,
}

pub(crate) async fn notices(ask: Ask, Form(form): Form<Notices>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let wanted = |kind: &NoticeKind| form.ticked.contains_key(&format!("notice-{kind}"));
    let refused: Vec<NoticeKind> = NoticeKind::ALL.iter().copied().filter(|kind| !wanted(kind)).collect();
    identity::refuse_notices(&mut cx, &refused).await?;
    cx.commit().await?;
    back("notices")
}

pub(crate) async fn end_others(ask: Ask, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    identity::end_other_sessions(&mut cx).await?;
    cx.commit().await?;
    back("sessions")
}

pub(crate) async fn end_session(ask: Ask, Path(id): Path<SessionId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    identity::end_own_session(&mut cx, id).await?;
    cx.commit().await?;
    back("sessions")
}

pub(crate) async fn revoke_token(ask: Ask, Path(id): Path<TokenId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    identity::revoke_own_token(&mut cx, id).await?;
    cx.commit().await?;
    back("tokens")
}
