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
        write("/admin/law/numbers/withdraw", post(withdraw)),
        write("/admin/law/holidays", post(add_holiday)),
        write("/admin/law/holidays/remove", post(remove_holiday)),
    ]
}

#[derive(Serialize)]
struct LawPage {
    law: Law,
    today: String,
    year: i16,
    /// The holidays of the whole country in that year, by name.
    national: Vec<National>,
    keys: &'static [Key],
    /// What was typed, when it is to be corrected or confirmed.
    form: Option<NewNumber>,
    retroactive: bool,
    /// The day that a confirmation would confirm.
    confirmed: String,
    may_change: bool,
    done: bool,
    problem: Option<String>,
}

#[derive(Serialize)]
struct National {
    day: Day,
    name: String,
}

/// The holidays of the whole country in a year, in their order.
fn national(ask: &Ask, year: i16) -> Vec<National> {
    let name = |place: usize| ask.text(&format!("law-national-{place}"), &[]);
    let days = greek::holidays(year).into_iter().enumerate();
    let mut days: Vec<_> = days.map(|(place, day)| National { day: Day(day), name: name(place) }).collect();
    days.sort_by_key(|holiday| holiday.day);
    days
}

/// What the page answers.
#[derive(Default)]
struct Answer {
    form: Option<NewNumber>,
    retroactive: bool,
    done: bool,
    problem: Option<&'static str>,
}

impl Answer {
    fn problem(key: &'static str) -> Self {
        Self { problem: Some(key), ..Self::default() }
    }
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

async fn show(ask: Ask, Query(query): Query<Done>) -> Reply {
    page(&ask, Answer { done: query.done.is_some(), ..Answer::default() }).await
}

async fn page(ask: &Ask, answer: Answer) -> Reply {
    let law = law::list(&mut ask.read().await?).await?;
    let today = ask.app.clock.now().day();
    let Answer { form, retroactive, done, problem } = answer;
    let confirmed = form.as_ref().and_then(|f| f.effective_from.parse::<Day>().ok());
    let page = LawPage {
        confirmed: confirmed.map(|day| day.to_string()).unwrap_or_default(),
        law,
        today: today.to_string(),
        year: today.0.year(),
        national: national(ask, today.0.year()),
        keys: Key::ALL,
        form,
        retroactive,
        may_change: ask.actor.may(Permission::OrganisationWrite),
        done,
        problem: problem.map(|key| ask.text(key, &[])),
    };
    let mut answer = ask.page("law/law.html", page)?;
    if problem.is_some() || retroactive {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

/// Commits what was done and shows the page again; says what is wrong otherwise.
async fn answer(ask: &Ask, cx: db::Cx, done: Result<(), LawError>, form: Option<NewNumber>) -> Reply {
    let problem = match done {
        Ok(()) => {
            cx.commit().await?;
            return Ok(Redirect::to("/admin/law?done=1").into_response());
        }
        Err(LawError::Retroactive) => None,
        Err(LawError::Invalid) => Some("law-problem-invalid"),
        Err(LawError::Hours) => Some("law-problem-hours"),
        Err(LawError::National) => Some("law-problem-national"),
        Err(LawError::First) => Some("law-problem-first"),
        Err(LawError::NotInForce(_)) => Some("law-problem-withdrawn"),
        Err(error) => return Err(error.into()),
    };
    drop(cx);
    page(ask, Answer { form, retroactive: problem.is_none(), problem, done: false }).await
}

#[derive(Serialize, Deserialize)]
struct NewNumber {
    #[serde(skip_serializing)]
    csrf: String,
    key: String,
    effective_from: String,
    value: String,
    legal_basis: String,
    /// That it counts for days which are past, as the page asked.
    confirmed: Option<String>,
}

/// A number of days, or a time of the day as `7:30` in minutes after midnight.
fn worth(key: Key, typed: &str) -> Option<i64> {
    if !key.is_time() {
        return typed.trim().parse().ok();
    }
    let (hour, minute) = typed.trim().split_once([':', '.'])?;
    let (hour, minute): (i64, i64) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

async fn amend(ask: Ask, Form(form): Form<NewNumber>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (Ok(key), Ok(effective_from)) = (form.key.parse(), form.effective_from.parse::<Day>()) else {
        return page(&ask, Answer { form: Some(form), ..Answer::problem("law-problem-date") }).await;
    };
    let Some(value) = worth(key, &form.value) else {
        let problem = if Key::is_time(key) { "law-problem-time" } else { "law-problem-invalid" };
        return page(&ask, Answer { form: Some(form), ..Answer::problem(problem) }).await;
    };
    let mut cx = ask.write().await?;
    let new = Amendment { key, effective_from, value, legal_basis: form.legal_basis.trim().to_owned() };
    // Whoever confirmed one day and then wrote another is asked again.
    let confirmed = form.confirmed.as_deref() == Some(effective_from.to_string().as_str());
    let done = law::amend(&mut cx, new, confirmed).await;
    answer(&ask, cx, done, Some(form)).await
}

#[derive(Deserialize)]
struct Withdrawn {
    csrf: String,
    key: Key,
    effective_from: Day,
}

async fn withdraw(ask: Ask, Form(form): Form<Withdrawn>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = law::withdraw(&mut cx, form.key, form.effective_from).await;
    answer(&ask, cx, done, None).await
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
    let Ok(day) = form.day.parse() else { return page(&ask, Answer::problem("law-problem-date")).await };
    let mut cx = ask.write().await?;
    let done = law::add_holiday(&mut cx, Holiday { day, name: form.name.trim().to_owned() }).await;
    answer(&ask, cx, done, None).await
}

async fn remove_holiday(ask: Ask, Form(form): Form<NewHoliday>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let Ok(day) = form.day.parse() else { return page(&ask, Answer::problem("law-problem-date")).await };
    let mut cx = ask.write().await?;
    let done = law::remove_holiday(&mut cx, day).await;
    answer(&ask, cx, done, None).await
}
