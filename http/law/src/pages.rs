//! The numbers that the legislator changes, and the days on which the services are closed.

use axum::{
    Form,
    extract::Query,
    http::{Method, StatusCode},
    response::{IntoResponse, Redirect},
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Ask, Error, Reply, Route};
use kernel::{Day, Permission};
use law::{Amendment, Holiday, Key, Law, LawError};
use serde::{Deserialize, Serialize};

/// The templates.
pub const TEMPLATES: &[Template] = &[Template { name: "law/law.html", source: include_str!("../templates/law.html") }];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let route = |method, path, permission, handler: MethodRouter<App>| Route {
        method,
        path,
        access: Access::Needs(permission),
        handler,
    };
    let write = |path, handler| route(Method::POST, path, Permission::OrganisationWrite, handler);
    vec![
        route(Method::GET, "/admin/law", Permission::OrganisationRead, get(show)),
        write("/admin/law/numbers", post(amend)),
        write("/admin/law/holidays", post(add_holiday)),
        write("/admin/law/holidays/remove", post(remove_holiday)),
    ]
}

#[derive(Serialize)]
struct LawPage {
    law: Law,
    today: String,
    keys: &'static [Key],
    may_change: bool,
    done: bool,
    problem: Option<String>,
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

async fn show(ask: Ask, Query(query): Query<Done>) -> Reply {
    page(&ask, query.done.is_some(), None).await
}

async fn page(ask: &Ask, done: bool, problem: Option<&str>) -> Reply {
    let law = law::list(&mut ask.read().await?).await?;
    let page = LawPage {
        law,
        today: ask.app.clock.now().day().to_string(),
        keys: Key::ALL,
        may_change: ask.actor.may(Permission::OrganisationWrite),
        done,
        problem: problem.map(|key| ask.text(key, &[])),
    };
    let mut answer = ask.page("law/law.html", page)?;
    if problem.is_some() {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// Commits what was done and shows the page again; says what is wrong otherwise.
async fn answer(ask: &Ask, cx: db::Cx, done: Result<(), LawError>) -> Reply {
    match done {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to("/admin/law?done=1").into_response())
        }
        Err(LawError::Invalid) => {
            drop(cx);
            page(ask, false, Some("law-problem-invalid")).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
struct NewNumber {
    csrf: String,
    key: String,
    effective_from: String,
    value: String,
    legal_basis: String,
}

async fn amend(ask: Ask, Form(form): Form<NewNumber>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (Ok(key), Ok(effective_from)) = (form.key.parse(), form.effective_from.parse::<Day>()) else {
        return page(&ask, false, Some("law-problem-date")).await;
    };
    let Ok(value) = form.value.trim().parse() else { return page(&ask, false, Some("law-problem-invalid")).await };
    let mut cx = ask.write().await?;
    let new = Amendment { key, effective_from, value, legal_basis: form.legal_basis.trim().to_owned() };
    let done = law::amend(&mut cx, new).await;
    answer(&ask, cx, done).await
}

#[derive(Deserialize)]
struct NewHoliday {
    csrf: String,
    day: String,
    #[serde(default)]
    name: String,
}

async fn add_holiday(ask: Ask, Form(form): Form<NewHoliday>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let Ok(day) = form.day.parse() else { return page(&ask, false, Some("law-problem-date")).await };
    let mut cx = ask.write().await?;
    let done = law::add_holiday(&mut cx, Holiday { day, name: form.name.trim().to_owned() }).await;
    answer(&ask, cx, done).await
}

async fn remove_holiday(ask: Ask, Form(form): Form<NewHoliday>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let Ok(day) = form.day.parse() else { return page(&ask, false, Some("law-problem-date")).await };
    let mut cx = ask.write().await?;
    let done = law::remove_holiday(&mut cx, day).await;
    answer(&ask, cx, done).await
}
