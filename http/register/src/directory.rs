//! The directory of correspondents: looked up, mended, and cleared of doubles.

use crate::form::{Problems, words};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::CorrespondentId;
use register::{Card, Correspondent, RegisterError};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct DirectoryPage {
    q: String,
    found: Vec<Correspondent>,
    /// The last one, when there are more.
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Looked {
    q: String,
    after: String,
}

pub(crate) async fn list(ask: Ask, Query(looked): Query<Looked>) -> Reply {
    let mut cx = ask.read().await?;
    let (found, more) = register::directory(&mut cx, &looked.q, looked.after.parse().ok()).await?;
    let next = found.last().filter(|_| more).map(|c| c.id.to_string());
    ask.page("register/directory.html", DirectoryPage { q: looked.q, found, next })
}

#[derive(Serialize)]
struct OnePage {
    one: Correspondent,
    alike: Vec<Correspondent>,
    /// What was looked for, to be merged by hand, and what was found.
    q: String,
    found: Vec<Correspondent>,
    /// What was done: `merged`, `saved`.
    done: String,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Shown {
    q: String,
    done: String,
}

pub(crate) async fn show(ask: Ask, Path(id): Path<CorrespondentId>, Query(shown): Query<Shown>) -> Reply {
    let mut cx = ask.read().await?;
    let (one, alike) = register::correspondent(&mut cx, id).await?;
    let (mut found, _) = match shown.q.trim() {
        "" => (Vec::new(), false),
        typed => register::directory(&mut cx, typed, None).await?,
    };
    found.retain(|other| other.id != id);
    found.truncate(20);
    let done = if ["merged", "saved"].contains(&shown.done.as_str()) { shown.done } else { String::new() };
    ask.page("register/correspondent.html", OnePage { one, alike, q: shown.q, found, done })
}

#[derive(Serialize)]
struct EditPage {
    id: CorrespondentId,
    card: CardForm,
    problems: Problems,
    order: [&'static str; 5],
}

/// The card, as typed.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CardForm {
    csrf: String,
    correspondent_name: String,
    correspondent_tax_id: String,
    correspondent_email: String,
    correspondent_phone: String,
    correspondent_address: String,
}

const ORDER: [&str; 5] = [
    "correspondent_name",
    "correspondent_tax_id",
    "correspondent_email",
    "correspondent_phone",
    "correspondent_address",
];

fn edit_page(ask: &Ask, id: CorrespondentId, card: CardForm, problems: Problems) -> Reply {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = ask.page("register/correspondent-edit.html", EditPage { id, card, problems, order: ORDER })?;
    *page.status_mut() = status;
    Ok(page)
}

pub(crate) async fn edit(ask: Ask, Path(id): Path<CorrespondentId>) -> Reply {
    let card = register::correspondent(&mut ask.read().await?, id).await?.0.card;
    let form = CardForm {
        csrf: String::new(),
        correspondent_name: card.name,
        correspondent_tax_id: card.tax_id.unwrap_or_default(),
        correspondent_email: card.email.unwrap_or_default(),
        correspondent_phone: card.phone.unwrap_or_default(),
        correspondent_address: card.address.unwrap_or_default(),
    };
    edit_page(&ask, id, form, Problems::new())
}

pub(crate) async fn do_edit(ask: Ask, Path(id): Path<CorrespondentId>, Form(form): Form<CardForm>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.trim().is_empty());
    let card = Card {
        name: form.correspondent_name.clone(),
        tax_id: some(&form.correspondent_tax_id),
        email: some(&form.correspondent_email),
        phone: some(&form.correspondent_phone),
        address: some(&form.correspondent_address),
    };
    let mut cx = ask.write().await?;
    match register::change_correspondent(&mut cx, id, card).await {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/directory/{id}?done=saved")).into_response())
        }
        Err(RegisterError::Unchanged) => Ok(Redirect::to(&format!("/desk/directory/{id}")).into_response()),
        Err(RegisterError::Invalid(list)) => edit_page(&ask, id, form, words(&ask, &list)),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(crate) struct Other {
    other: CorrespondentId,
}

#[derive(Serialize)]
struct MergePage {
    /// The one from which the merging began, and the other.
    both: [Correspondent; 2],
}

/// Shows both before they become one.
pub(crate) async fn ask_merge(
    ask: Ask,
    Path(id): Path<CorrespondentId>,
    Query(Other { other }): Query<Other>,
) -> Reply {
    let mut cx = ask.read().await?;
    let (one, _) = register::correspondent(&mut cx, id).await?;
    let (other, _) = register::correspondent(&mut cx, other).await?;
    ask.page("register/correspondent-merge.html", MergePage { both: [one, other] })
}

#[derive(Deserialize)]
pub(crate) struct Merge {
    csrf: String,
    other: CorrespondentId,
    /// Which of them stays; the one from which it began, unless it is said.
    keep: Option<CorrespondentId>,
}

pub(crate) async fn merge(ask: Ask, Path(id): Path<CorrespondentId>, Form(form): Form<Merge>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let (keep, gone) = if form.keep == Some(form.other) { (form.other, id) } else { (id, form.other) };
    let mut cx = ask.write().await?;
    register::merge(&mut cx, keep, gone).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/directory/{keep}?done=merged")).into_response())
}
