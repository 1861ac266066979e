//! The list of people, and somebody new.

use crate::{Problems, invitation, organisation::UnitChoice, some, words};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use identity::{IdentityError, NewAccount, NewEmployee, NewPosition, PasswordHash, PeopleFilter, PersonRow};
use kernel::{Day, EmployeeId, Role};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Lines of a page.
const PAGE: usize = 50;

#[derive(Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Asked {
    q: String,
    /// A role, or `locked`, `without-code`, `left`.
    show: String,
    after: String,
    id: Option<EmployeeId>,
}

#[derive(Serialize)]
struct ListPage {
    q: String,
    show: String,
    choices: Vec<Choice>,
    people: Vec<PersonRow>,
    count: i64,
    today: Day,
    next: Option<PersonRow>,
}

/// Whom a list may show.
#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

fn choices(ask: &Ask) -> Vec<Choice> {
    let choice = |value: &str, key: String| Choice { value: value.to_owned(), label: ask.text(&key, &[]) };
    let role = |role: &Role| choice(role.as_str(), format!("identity-role-{role}"));
    let state = |word: &&str| choice(word, format!("identity-people-show-{word}"));
    Role::ALL.iter().map(role).chain(["locked", "without-code", "left"].iter().map(state)).collect()
}

impl Asked {
    fn filter(&self) -> PeopleFilter {
        let show = self.show.as_str();
        PeopleFilter {
            words: self.q.clone(),
            role: show.parse().ok(),
            locked: show == "locked",
            without_code: show == "without-code",
            left: show == "left",
        }
    }
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let filter = asked.filter();
    let after = asked.id.map(|id| (asked.after, id));
    let mut cx = ask.read().await?;
    let mut people = identity::people(&mut cx, &filter, after, PAGE as i64 + 1).await?;
    let (count, today) = (identity::count_people(&mut cx, &filter).await?, cx.now.day());
    drop(cx);
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let next = people.last().filter(|_| more).cloned();
    let choices = choices(&ask);
    let page = ListPage { q: asked.q, show: asked.show, choices, people, count, today, next };
    ask.page("identity/people.html", page)
}

/// A role that can be ticked.
#[derive(Serialize)]
pub(crate) struct RoleChoice {
    role: Role,
    label: String,
    held: bool,
}

pub(crate) fn role_choices(ask: &Ask, held: &[Role]) -> Vec<RoleChoice> {
    let choice = |role: &Role| RoleChoice {
        role: *role,
        label: ask.text(&format!("identity-role-{role}"), &[]),
        held: held.contains(role),
    };
    Role::ALL.iter().map(choice).collect()
}

/// The roles that are ticked in a form: `role-clerk=on`.
pub(crate) fn ticked(form: &BTreeMap<String, String>) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| form.contains_key(&format!("role-{role}"))).collect()
}

#[derive(Serialize)]
struct NewPage {
    form: BTreeMap<String, String>,
    units: Vec<UnitChoice>,
    roles: Vec<RoleChoice>,
    problems: Problems,
}

async fn new_page(ask: &Ask, form: BTreeMap<String, String>, problems: Problems) -> Reply {
    let units = UnitChoice::today(ask).await?;
    let mut held = ticked(&form);
    if form.is_empty() {
        held.push(Role::Employee);
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = NewPage { units, roles: role_choices(ask, &held), form, problems };
    let mut page = ask.page("identity/person_new.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn new(ask: Ask) -> Reply {
    new_page(&ask, BTreeMap::new(), Problems::new()).await
}

/// A password to be told to somebody, shown once.
#[derive(Serialize)]
pub(crate) struct SecretPage {
    pub id: EmployeeId,
    pub name: String,
    pub user_name: String,
    pub password: String,
}

/// Everything that a form of somebody new shows to be wrong, all at once; the rest only the database knows.
fn wrong(ask: &Ask, form: &BTreeMap<String, String>) -> Problems {
    let text = |name: &str| form.get(name).map(|text| text.trim()).unwrap_or_default();
    let account = !text("user").is_empty();
    let roles = ticked(form);
    let checks = [
        ("name", text("name").is_empty(), "identity-problem-required"),
        ("from", text("from").parse::<Day>().is_err(), "identity-problem-date"),
        ("deputy", form.contains_key("head") && form.contains_key("deputy"), "identity-problem-head-deputy"),
        ("user", text("user").contains(char::is_whitespace), "identity-problem-user"),
        ("roles", account && roles.is_empty(), "identity-problem-no-role"),
        ("roles", account && roles.len() > 1 && roles.contains(&Role::Auditor), "identity-problem-auditor"),
        ("email", account && text("way") == "invite" && text("email").is_empty(), "identity-problem-no-email"),
    ];
    checks.into_iter().filter(|(_, wrong, _)| *wrong).map(|(field, _, key)| (field, ask.text(key, &[]))).collect()
}

pub(crate) async fn create(ask: Ask, Form(form): Form<BTreeMap<String, String>>) -> Reply {
    let text = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    if !ask.csrf_fits(text("csrf")) {
        return Err(Error::Forbidden);
    }
    let unit = text("unit").parse().ok();
    let (problems, valid_from) = (wrong(&ask, &form), text("from").parse());
    let Some(valid_from) = valid_from.ok().filter(|_| problems.is_empty()) else {
        return new_page(&ask, form, problems).await;
    };
    let position = |unit| NewPosition {
        unit,
        title: text("title").trim().to_owned(),
        is_main: true,
        is_head: form.contains_key("head"),
        is_deputy: form.contains_key("deputy"),
    };
    let new = NewEmployee {
        name: text("name").trim().to_owned(),
        email: some(text("email")),
        code: some(text("code")),
        positions: unit.map(position).into_iter().collect(),
        account: None,
        valid_from,
    };
    let account = match some(text("user")) {
        Some(user) => Some(account(user, &form).await?),
        None => None,
    };
    let mut cx = ask.write().await?;
    match store(&ask, &mut cx, new, account.as_ref()).await {
        Ok(id) => {
            cx.commit().await?;
            match account {
                Some((account, Some(password))) => {
                    let (name, user_name) = (text("name").to_owned(), account.user);
                    ask.page("identity/secret.html", SecretPage { id, name, user_name, password })
                }
                Some((_, None)) => Ok(Redirect::to(&format!("/admin/people/{id}?done=invited")).into_response()),
                None => Ok(Redirect::to(&format!("/admin/people/{id}?done=1")).into_response()),
            }
        }
        Err(error) => {
            drop(cx);
            let problems = problems_of(&ask, error)?;
            new_page(&ask, form, problems).await
        }
    }
}

/// The account of a form; with a password that was made up and that password, unless they are to be invited.
pub(crate) async fn account(
    user: String,
    form: &BTreeMap<String, String>,
) -> Result<(NewAccount, Option<String>), Error> {
    let roles = ticked(form);
    if form.get("way").is_some_and(|way| way == "invite") {
        return Ok((NewAccount { user, password: PasswordHash::none(), roles }, None));
    }
    let text = identity::temporary_password()?;
    let password = PasswordHash::make(text.clone()).await?;
    Ok((NewAccount { user, password, roles }, Some(text)))
}

async fn store(
    ask: &Ask,
    cx: &mut db::Cx,
    new: NewEmployee,
    account: Option<&(NewAccount, Option<String>)>,
) -> Result<EmployeeId, IdentityError> {
    let id = identity::create_employee(cx, new).await?;
    if let Some((account, password)) = account {
        identity::create_account(cx, id, account.clone()).await?;
        if password.is_none() {
            invitation::send(ask, cx, id).await?;
        }
    }
    Ok(id)
}

/// The words for what is wrong with a form; any other error stays one.
pub(crate) fn problems_of(ask: &Ask, error: IdentityError) -> Result<Problems, Error> {
    match error {
        IdentityError::Invalid(problems) => Ok(words(ask, &problems)),
        IdentityError::UserTaken => Ok(Problems::from([("user", ask.text("identity-problem-user-taken", &[]))])),
        other => Err(other.into()),
    }
}
