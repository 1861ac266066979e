//! Whose mails are registered without a person.

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use intake::{IntakeError, NewRule, Rule};
use kernel::RuleId;
use register::{Folder, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was done just before.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    done: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    sender: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    folder: String,
    #[serde(default)]
    unit: String,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct RulesPage {
    rules: Vec<Rule>,
    /// Whether the mail server says whose mails are what they say.
    checked: bool,
    kinds: Vec<Choice>,
    folders: Vec<Choice>,
    units: Vec<Choice>,
    sender: String,
    words: String,
    kind: String,
    folder: String,
    unit: String,
    problems: BTreeMap<&'static str, String>,
    done: String,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    page(&ask, asked, Typed::default(), None).await
}

async fn page(ask: &Ask, asked: Asked, typed: Typed, wrong: Option<(&'static str, &str)>) -> Reply {
    let mut cx = ask.read().await?;
    let rules = intake::rules(&mut cx).await?;
    let none = || Choice { value: String::new(), label: String::new() };
    let folder = |one: Folder| Choice { label: format!("{} {}", one.code, one.title), value: one.code };
    let folders = register::folders(&mut cx).await?.into_iter().map(folder);
    let unit = |node: identity::Node| Choice { value: node.unit.id.to_string(), label: node.label() };
    let units = identity::tree(identity::units(&mut cx).await?).into_iter().map(unit);
    let kind = |kind: &Kind| Choice { value: kind.to_string(), label: ask.text(&format!("register-kind-{kind}"), &[]) };
    let page = RulesPage {
        rules,
        checked: ask.town.senders_checked,
        kinds: Kind::ALL.iter().map(kind).collect(),
        folders: std::iter::once(none()).chain(folders).collect(),
        units: std::iter::once(none()).chain(units).collect(),
        sender: typed.sender,
        words: typed.words,
        kind: if typed.kind.is_empty() { Kind::Letter.to_string() } else { typed.kind },
        folder: typed.folder,
        unit: typed.unit,
        problems: wrong.map(|(field, key)| (field, ask.text(key, &[]))).into_iter().collect(),
        done: asked.done,
    };
    drop(cx);
    let mut page = ask.page("intake/rules.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn add(ask: Ask, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let unit = typed.unit.parse().ok();
    if unit.is_none() && !typed.unit.is_empty() {
        return page(&ask, Asked::default(), typed, Some(("unit", "register-problem-unit"))).await;
    }
    let new = NewRule {
        sender: typed.sender.clone(),
        words: typed.words.clone(),
        kind: typed.kind.parse().ok(),
        folder: typed.folder.clone(),
        unit,
    };
    let mut cx = ask.write().await?;
    match intake::add_rule(&mut cx, new).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to("/desk/intake/rules?done=added").into_response())
        }
        Err(IntakeError::Invalid(field, key)) => {
            drop(cx);
            page(&ask, Asked::default(), typed, Some((field, key))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The word of the session.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    csrf: String,
}

pub(crate) async fn end(ask: Ask, Path(id): Path<RuleId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    intake::end_rule(&mut cx, id).await?;
    cx.commit().await?;
    Ok(Redirect::to("/desk/intake/rules?done=ended").into_response())
}
