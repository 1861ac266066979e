//! One person: details, positions, account.

use crate::{
    Problems, invitation,
    organisation::UnitChoice,
    people::{RoleChoice, SecretPage, account, problems_of, role_choices, ticked},
    sign_in::Csrf,
    some,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use identity::{IdentityError, NewPosition, PasswordHash, PersonDetails, PersonPage};
use kernel::{Day, EmployeeId, TokenId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Page {
    id: EmployeeId,
    person: PersonPage,
    units: Vec<UnitChoice>,
    roles: Vec<RoleChoice>,
    today: Day,
    mails: bool,
    problems: Problems,
    /// What was done, in words.
    done: Option<String>,
}

/// What was done, in its own words.
fn said(ask: &Ask, word: &str, email: &str) -> String {
    const WORDS: [&str; 8] = ["invited", "left", "stays", "locked", "unlocked", "sessions", "token", "roles"];
    let word = WORDS.iter().find(|known| **known == word).copied();
    word.map_or_else(
        || ask.text("identity-done", &[]),
        |word| ask.text(&format!("identity-person-done-{word}"), &[("email", email.to_owned())]),
    )
}

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

pub(crate) async fn show(ask: Ask, Path(id): Path<EmployeeId>, Query(query): Query<Done>) -> Reply {
    render(&ask, id, Problems::new(), query.done).await
}

pub(crate) async fn render(ask: &Ask, id: EmployeeId, problems: Problems, done: Option<String>) -> Reply {
    let mut cx = ask.read().await?;
    let person = identity::person(&mut cx, id).await?;
    let today = cx.now.day();
    drop(cx);
    let units = UnitChoice::today(ask).await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let roles = role_choices(ask, &person.roles);
    let done = done.map(|word| said(ask, &word, person.details.email.as_deref().unwrap_or_default()));
    let mails = ask.town.mails;
    let mut page = ask.page("identity/person.html", Page { id, person, units, roles, today, mails, problems, done })?;
    *page.status_mut() = status;
    Ok(page)
}

/// A writing context for a form that carries the session's word.
async fn checked(ask: &Ask, csrf: &str) -> Result<Cx, Error> {
    if ask.csrf_fits(csrf) { ask.write().await } else { Err(Error::Forbidden) }
}

/// Commits and goes back to the page, or shows it with what is wrong.
async fn finish(ask: &Ask, id: EmployeeId, cx: Cx, done: Result<(), IdentityError>, word: &str) -> Reply {
    match done {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/admin/people/{id}?done={word}")).into_response())
        }
        Err(error) => {
            drop(cx);
            let problems = problems_of(ask, error)?;
            render(ask, id, problems, None).await
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct Details {
    csrf: String,
    name: String,
    code: String,
    email: String,
    phone: String,
}

pub(crate) async fn details(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Details>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let details = PersonDetails {
        name: form.name.trim().to_owned(),
        code: some(&form.code),
        email: some(&form.email),
        phone: some(&form.phone),
    };
    let done = identity::change_person(&mut cx, id, details).await;
    finish(&ask, id, cx, done, "1").await
}

/// The day of a form, or the words that it is none.
fn day(ask: &Ask, field: &'static str, text: &str) -> Result<Day, Problems> {
    text.parse().map_err(|_| Problems::from([(field, ask.text("identity-problem-date", &[]))]))
}

#[derive(Deserialize)]
pub(crate) struct Leave {
    csrf: String,
    to: String,
}

pub(crate) async fn leave(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Leave>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let to = match day(&ask, "to", &form.to) {
        Ok(day) => day,
        Err(problems) => {
            drop(cx);
            return render(&ask, id, problems, None).await;
        }
    };
    let done = identity::end_person(&mut cx, id, to).await;
    finish(&ask, id, cx, done, "left").await
}

pub(crate) async fn stay(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let done = identity::keep_person(&mut cx, id).await;
    finish(&ask, id, cx, done, "stays").await
}

pub(crate) async fn add_position(
    ask: Ask,
    Path(id): Path<EmployeeId>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Reply {
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let mut cx = checked(&ask, text("csrf")).await?;
    let (unit, from) = match (text("unit").parse(), day(&ask, "from", text("from"))) {
        (Ok(unit), Ok(from)) => (unit, from),
        (_, from) => {
            drop(cx);
            let unit = Problems::from([("unit", ask.text("identity-problem-required", &[]))]);
            return render(&ask, id, from.err().unwrap_or(unit), None).await;
        }
    };
    let new = NewPosition {
        unit,
        title: text("title").trim().to_owned(),
        is_main: form.contains_key("main"),
        is_head: form.contains_key("head"),
        is_deputy: form.contains_key("deputy"),
    };
    let done = identity::add_position(&mut cx, id, new, from).await;
    finish(&ask, id, cx, done, "1").await
}

#[derive(Deserialize)]
pub(crate) struct EndPosition {
    csrf: String,
    unit: UnitId,
    from: Day,
    to: String,
}

pub(crate) async fn end_position(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<EndPosition>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let to = match day(&ask, "end", &form.to) {
        Ok(day) => day,
        Err(problems) => {
            drop(cx);
            return render(&ask, id, problems, None).await;
        }
    };
    let done = identity::end_position(&mut cx, id, (form.unit, form.from), to).await;
    finish(&ask, id, cx, done, "1").await
}

async fn secret(ask: &Ask, id: EmployeeId, password: String) -> Reply {
    let person = identity::person(&mut ask.read().await?, id).await?;
    let user_name = person.account.map(|a| a.user_name).unwrap_or_default();
    ask.page("identity/secret.html", SecretPage { id, name: person.details.name, user_name, password })
}

pub(crate) async fn add_account(
    ask: Ask,
    Path(id): Path<EmployeeId>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Reply {
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (new, password) = account(text("user").trim().to_owned(), &form).await?;
    let mut cx = checked(&ask, text("csrf")).await?;
    let made = match identity::create_account(&mut cx, id, new).await {
        Ok(()) if password.is_none() => invitation::send(&ask, &mut cx, id).await,
        made => made,
    };
    match (made, password) {
        (Ok(()), Some(password)) => {
            cx.commit().await?;
            secret(&ask, id, password).await
        }
        (Ok(()), None) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/admin/people/{id}?done=invited")).into_response())
        }
        (failed, _) => finish(&ask, id, cx, failed, "1").await,
    }
}

#[derive(Deserialize)]
pub(crate) struct Reset {
    csrf: String,
    code: Option<String>,
}

pub(crate) async fn reset(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Reset>) -> Reply {
    let password = identity::temporary_password()?;
    let hash = PasswordHash::make(password.clone()).await?;
    let mut cx = checked(&ask, &form.csrf).await?;
    identity::reset(&mut cx, id, &hash, form.code.is_some()).await?;
    cx.commit().await?;
    secret(&ask, id, password).await
}

pub(crate) async fn roles(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<BTreeMap<String, String>>) -> Reply {
    let mut cx = checked(&ask, form.get("csrf").map(String::as_str).unwrap_or_default()).await?;
    let done = identity::set_roles(&mut cx, id, &ticked(&form)).await;
    finish(&ask, id, cx, done, "roles").await
}

pub(crate) async fn lock(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let done = identity::lock(&mut cx, id).await;
    finish(&ask, id, cx, done, "locked").await
}

pub(crate) async fn unlock(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let done = identity::unlock(&mut cx, id).await;
    finish(&ask, id, cx, done, "unlocked").await
}

pub(crate) async fn end_sessions(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<Csrf>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let done = identity::end_sessions_of(&mut cx, id).await;
    finish(&ask, id, cx, done, "sessions").await
}

#[derive(Deserialize)]
pub(crate) struct RevokeToken {
    csrf: String,
    token: TokenId,
}

pub(crate) async fn revoke_token(ask: Ask, Path(id): Path<EmployeeId>, Form(form): Form<RevokeToken>) -> Reply {
    let mut cx = checked(&ask, &form.csrf).await?;
    let done = identity::revoke_token(&mut cx, id, form.token).await;
    finish(&ask, id, cx, done, "token").await
}
