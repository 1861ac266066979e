//! The table of routes.

use crate::{App, Ask, Error, origin, problem};
use axum::{
    Router,
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::MethodRouter,
};
use kernel::Permission;
use serde::Serialize;
use std::{sync::Arc, time::Instant};

/// Who may call a route at all. Rules on single records come on top, in the actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Public,
    /// Anyone, by any host name: what belongs to no municipality.
    Anywhere,
    /// Whoever has the permission.
    Needs(Permission),
}

/// A line of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// What answers.
    pub handler: MethodRouter<App>,
}

/// The server's routes, each behind its access.
pub fn router(app: &App, routes: Vec<Route>) -> Router {
    let mut router = Router::new();
    for route in routes {
        let access = route.access;
        let guard = move |State(app): State<App>, request: Request, next: Next| guarded(app, access, request, next);
        router = router.route(route.path, route.handler.layer(middleware::from_fn_with_state(app.clone(), guard)));
    }
    router
        .fallback(|| async { Error::NotFound })
        .layer(middleware::from_fn_with_state(app.clone(), finish))
        .with_state(app.clone())
}

async fn guarded(app: App, access: Access, request: Request, next: Next) -> Response {
    if access == Access::Anywhere {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    // No text of ours has a NUL, and PostgreSQL knows none.
    if parts.uri.query().is_some_and(|query| query.contains("%00")) {
        return Error::BadRequest("NUL is no character".into()).into_response();
    }
    let ask = match Ask::from_request_parts(&mut parts, &app).await {
        Ok(ask) => ask,
        Err(error) => return error.into_response(),
    };
    // A form of another site is refused for every route alike, before the word that each form of ours carries is asked
    // for. Programs carry a token, which no browser sends by itself.
    let form = !parts.method.is_safe() && !parts.uri.path().starts_with("/api/");
    if form && origin::foreign(&parts.headers, &ask.town.host) {
        return Error::Forbidden.into_response();
    }
    if let Access::Needs(permission) = access {
        match (ask.actor.employee(), ask.actor.may(permission)) {
            (None, _) => return Error::Unauthorized.into_response(),
            // A password that somebody else made up opens only the page that changes it.
            _ if ask.must_change && permission != Permission::OwnAccount => {
                return Redirect::to("/desk/account/password").into_response();
            }
            (_, false) => return Error::Forbidden.into_response(),
            _ => {}
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

#[derive(Serialize)]
struct ErrorPage {
    status: u16,
    title: String,
    text: String,
}

/// The page of an error; none where the answer leads to the login.
fn error_page(ask: &Ask, error: &Error) -> Option<Response> {
    if matches!(error, Error::Unauthorized) {
        return None;
    }
    let title = ask.text(error.key(), &[]);
    let text = ask.text(&format!("{}-text", error.key()), &[]);
    let page = ErrorPage { status: error.status().as_u16(), title, text };
    let mut page = ask.page("shell/error.html", page).ok()?;
    *page.status_mut() = error.status();
    Some(page)
}

/// Why the answer is none: our own error, or what the web framework refused in words for programmers.
fn why(response: &Response) -> Option<Arc<Error>> {
    if let Some(error) = response.extensions().get::<Arc<Error>>() {
        return Some(error.clone());
    }
    let error = match response.status() {
        StatusCode::NOT_FOUND if !is_page(response) => Error::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY if !is_page(response) => {
            Error::BadRequest(String::new())
        }
        _ => return None,
    };
    Some(Arc::new(error))
}

fn is_page(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Turns errors into pages or problem documents, and sets the headers that every answer has.
async fn finish(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let for_program = parts.uri.path().starts_with("/api/");
    let asked = Asked::new(&parts);
    let ask = Ask::from_request_parts(&mut parts, &app).await;
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if for_program {
        response = problem::dress(response).await;
    } else if let (Some(error), Ok(ask)) = (why(&response), &ask) {
        response = error_page(ask, &error).unwrap_or(response);
    }
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    ));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    asked.answered(&app, ask.as_ref().map_or("", |ask| &ask.town.host), response.status());
    response
}

/// What log and figures say of a request: the route's pattern and never its path, which may carry a secret or a name.
struct Asked {
    method: Method,
    route: Option<MatchedPath>,
    since: Instant,
}

impl Asked {
    fn new(parts: &Parts) -> Self {
        let route = parts.extensions.get::<MatchedPath>().cloned();
        Self { method: parts.method.clone(), route, since: Instant::now() }
    }

    fn answered(&self, app: &App, host: &str, status: StatusCode) {
        let (route, took) = (self.route.as_ref().map_or("", MatchedPath::as_str), self.since.elapsed());
        app.metrics.count(&self.method, route, status, took);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(host, method = self.method.as_str(), route, status = status.as_u16(), micros, "answered");
    }
}
