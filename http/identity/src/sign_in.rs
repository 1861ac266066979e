//! Signing in, with a password and where wanted a one-time code, and out.

use axum::{
    Form,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use http_shell::{Ask, Error, Reply, SESSION_COOKIE};
use identity::IdentityError;
use kernel::Permission;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct LoginPage {
    username: String,
    provider: Option<String>,
    problem: Option<String>,
}

pub(crate) async fn form(ask: Ask) -> Reply {
    login_page(&ask, String::new(), None)
}

fn login_page(ask: &Ask, username: String, problem: Option<String>) -> Reply {
    let provider = ask.town.oidc.as_ref().map(|p| p.name.clone());
    ask.page("identity/login.html", LoginPage { username, provider, problem })
}

#[derive(Deserialize)]
pub(crate) struct Login {
    user: String,
    password: String,
}

pub(crate) fn with_cookie(ask: &Ask, token: &str, to: &str) -> Response {
    let cookie = ask.set_cookie(SESSION_COOKIE, token, None);
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

pub(crate) fn locked(ask: &Ask, until: kernel::Instant) -> String {
    ask.text("identity-problem-locked", &[("until", until.greek())])
}

pub(crate) async fn login(ask: Ask, headers: HeaderMap, Form(login): Form<Login>) -> Reply {
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let attempt = match identity::attempt(ask.read().await?, &login.user, login.password).await {
        Ok(attempt) => attempt,
        Err(IdentityError::Locked { until }) => return again(&ask, login.user, locked(&ask, until)),
        Err(error) => return Err(error.into()),
    };
    let mut cx = ask.write().await?;
    let signed_in = match identity::sign_in(&mut cx, attempt, agent).await {
        Err(IdentityError::Locked { until }) => return again(&ask, login.user, locked(&ask, until)),
        other => other?,
    };
    // A failure is counted, so it is committed too.
    cx.commit().await?;
    match signed_in {
        Some(signed_in) => {
            Ok(with_cookie(&ask, &signed_in.token, if signed_in.needs_code { "/login/code" } else { "/home" }))
        }
        None => again(&ask, login.user, ask.text("identity-problem-credentials", &[])),
    }
}

fn unprocessable(mut page: Response) -> Response {
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    page
}

pub(crate) fn again(ask: &Ask, username: String, problem: String) -> Reply {
    login_page(ask, username, Some(problem)).map(unprocessable)
}

#[derive(Serialize)]
struct CodePage {
    problem: Option<String>,
}

pub(crate) async fn code_form(ask: Ask) -> Reply {
    ask.page("identity/login_code.html", CodePage { problem: None })
}

#[derive(Deserialize)]
pub(crate) struct Code {
    code: String,
}

pub(crate) async fn code(ask: Ask, headers: HeaderMap, Form(form): Form<Code>) -> Reply {
    let token = http_shell::cookie(&headers, SESSION_COOKIE, ask.town.secure()).unwrap_or_default();
    let mut cx = ask.write().await?;
    let problem = match identity::confirm(&mut cx, token, &form.code).await {
        Ok(true) => {
            cx.commit().await?;
            return Ok(Redirect::to("/home").into_response());
        }
        Ok(false) => {
            cx.commit().await?;
            ask.text("identity-problem-code", &[])
        }
        Err(IdentityError::Locked { until }) => locked(&ask, until),
        // The ten minutes are over: from the beginning.
        Err(IdentityError::NotFound) => return Ok(Redirect::to("/login").into_response()),
        Err(error) => return Err(error.into()),
    };
    ask.page("identity/login_code.html", CodePage { problem: Some(problem) }).map(unprocessable)
}

/// Where the day begins for whoever is signed in.
pub(crate) async fn home(ask: Ask) -> Reply {
    let to = if ask.actor.may(Permission::RegisterRead) { "/desk" } else { "/admin/people" };
    Ok(Redirect::to(to).into_response())
}

#[derive(Deserialize)]
pub(crate) struct Csrf {
    pub csrf: String,
}

pub(crate) async fn logout(ask: Ask, Form(form): Form<Csrf>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    if let Some(session) = ask.session {
        let mut cx = ask.write().await?;
        identity::sign_out(&mut cx, session).await?;
        cx.commit().await?;
    }
    let cookie = ask.set_cookie(SESSION_COOKIE, "", Some(0));
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}
