//! Signing in at an OpenID Connect provider.

use crate::sign_in::{again, with_cookie};
use axum::{
    extract::Query,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use oidc::{Provider, Ticket};
use serde::Deserialize;

/// Keeps the ticket in the browser that began, for ten minutes.
const COOKIE: &str = "asty_oidc";

fn provider(ask: &Ask) -> Result<(&Provider, String), Error> {
    let provider = ask.town.oidc.as_ref().ok_or(Error::NotFound)?;
    Ok((provider, format!("{}/login/oidc/back", ask.town.url)))
}

fn failed(ask: &Ask, error: &oidc::OidcError) -> Reply {
    tracing::warn!(municipality = ask.town.host, %error, "sign-in with OpenID Connect");
    again(ask, String::new(), ask.text("identity-problem-oidc", &[]))
}

pub(crate) async fn begin(ask: Ask) -> Reply {
    let (provider, back) = provider(&ask)?;
    match provider.begin(&back).await {
        Ok((url, ticket)) => {
            let cookie = ask.set_cookie(COOKIE, &ticket.cookie(), Some(600));
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&url)).into_response())
        }
        Err(error) => failed(&ask, &error),
    }
}

/// With what the provider sends the browser back.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Back {
    code: String,
    state: String,
}

pub(crate) async fn finish(ask: Ask, headers: HeaderMap, Query(asked): Query<Back>) -> Reply {
    let (provider, back) = provider(&ask)?;
    let ticket = http_shell::cookie(&headers, COOKIE, ask.town.secure()).and_then(Ticket::parse);
    let found = match ticket {
        Some(ticket) => provider.finish(&back, ticket, &asked.state, &asked.code).await,
        None => Err(oidc::OidcError::Foreign),
    };
    let who = match found {
        Ok(who) => who,
        Err(error) => return failed(&ask, &error),
    };
    let agent = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut cx = ask.write().await?;
    let key = (who.issuer.as_str(), who.subject.as_str());
    let signed_in = identity::sign_in_external(&mut cx, key, who.email.as_deref(), agent).await?;
    // A refusal is recorded, so it is committed too.
    cx.commit().await?;
    match signed_in {
        Some(signed_in) => Ok(with_cookie(&ask, &signed_in.token, "/home")),
        None => again(&ask, String::new(), ask.text("identity-problem-oidc-unknown", &[])),
    }
}
