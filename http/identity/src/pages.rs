//! The pages of signing in and out.

use crate::api;
use axum::{
    Form,
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use html::Template;
use http_shell::{Access, Ask, Error, Reply, Route, SESSION_COOKIE};
use identity::IdentityError;
use kernel::Permission;
use serde::{Deserialize, Serialize};

/// The templates.
pub const TEMPLATES: &[Template] =
    &[Template { name: "identity/login.html", source: include_str!("../templates/login.html") }];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let own = Access::Needs(Permission::OwnAccount);
    let organisation = Access::Needs(Permission::OrganisationRead);
    let (units, employees) = ("/api/v1/organisation/units", "/api/v1/organisation/employees");
    vec![
        Route { method: Method::GET, path: units, access: organisation, handler: get(api::units) },
        Route { method: Method::GET, path: employees, access: organisation, handler: get(api::employees) },
        Route { method: Method::GET, path: "/login", access: Access::Public, handler: get(form) },
        Route { method: Method::POST, path: "/login", access: Access::Public, handler: post(login) },
        Route { method: Method::POST, path: "/logout", access: own, handler: post(logout) },
    ]
}

#[derive(Serialize)]
struct LoginPage {
    username: String,
    problem: Option<String>,
}

async fn form(ask: Ask) -> Reply {
    ask.page("identity/login.html", LoginPage { username: String::new(), problem: None })
}

#[derive(Deserialize)]
struct Login {
    user: String,
    password: String,
}

/// Whether the browser says that the form came from another site.
fn from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    matches!(site, Some("cross-site" | "same-site"))
}

async fn login(ask: Ask, headers: HeaderMap, Form(login): Form<Login>) -> Reply {
    if from_elsewhere(&headers) {
        return Err(Error::Forbidden);
    }
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let attempt = match identity::attempt(ask.read().await?, &login.user, login.password).await {
        Ok(attempt) => attempt,
        Err(IdentityError::Locked { until }) => {
            let until = until.greek();
            return again(&ask, login.user, ask.text("identity-problem-locked", &[("until", until)]));
        }
        Err(error) => return Err(error.into()),
    };
    let mut cx = ask.write().await?;
    let signed_in = identity::sign_in(&mut cx, attempt, agent).await?;
    // A failure is counted, so it is committed too.
    cx.commit().await?;
    match signed_in {
        Some(signed_in) => {
            let cookie = format!("{SESSION_COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", signed_in.token);
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/desk")).into_response())
        }
        None => again(&ask, login.user, ask.text("identity-problem-credentials", &[])),
    }
}

fn again(ask: &Ask, username: String, problem: String) -> Reply {
    let mut page = ask.page("identity/login.html", LoginPage { username, problem: Some(problem) })?;
    *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(page)
}

#[derive(Deserialize)]
struct Csrf {
    csrf: String,
}

async fn logout(ask: Ask, Form(form): Form<Csrf>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    if let Some(session) = ask.session {
        let mut cx = ask.write().await?;
        identity::sign_out(&mut cx, session).await?;
        cx.commit().await?;
    }
    let cookie = format!("{SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}
