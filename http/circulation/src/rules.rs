//! Rules by which documents are assigned.

use crate::recipient::{Choice, Choices};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{CirculationError, Conditions, Purpose, Rule};
use http_shell::{Ask, Error, Reply};
use kernel::RuleId;
use register::Kind;
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
    kind: String,
    #[serde(default)]
    sender: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    folder: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    purpose: String,
    automatic: Option<String>,
}

#[derive(Serialize)]
struct RulesPage {
    rules: Vec<Rule>,
    kinds: &'static [Kind],
    purposes: &'static [Purpose],
    choices: Vec<Choice>,
    kind: String,
    sender: String,
    words: String,
    folder: String,
    to: String,
    purpose: String,
    automatic: bool,
    problems: BTreeMap<&'static str, String>,
    done: String,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    page(&ask, asked, Typed::default(), None).await
}

async fn page(ask: &Ask, asked: Asked, typed: Typed, wrong: Option<(&'static str, &str)>) -> Reply {
    let mut cx = ask.read().await?;
    let rules = circulation::rules(&mut cx).await?;
    let choices = Choices::units(&mut cx).await?;
    drop(cx);
    let page = RulesPage {
        rules,
        kinds: Kind::ALL,
        purposes: Purpose::ALL,
        choices: choices.list(),
        kind: typed.kind,
        sender: typed.sender,
        words: typed.words,
        folder: typed.folder,
        to: typed.to,
        purpose: typed.purpose,
        automatic: typed.automatic.is_some(),
        problems: wrong.map(|(field, key)| (field, ask.text(key, &[]))).into_iter().collect(),
        done: asked.done,
    };
    let mut page = ask.page("circulation/rules.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn add(ask: Ask, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let to = Choices::units(&mut cx).await?.read(&typed.to);
    let when = Conditions {
        kind: typed.kind.parse().ok(),
        sender: typed.sender.clone(),
        words: typed.words.clone(),
        folder: typed.folder.clone(),
    };
    let purpose = typed.purpose.parse().unwrap_or(Purpose::Action);
    let done = match to {
        Ok(to) if !typed.to.trim().is_empty() => {
            circulation::add_rule(&mut cx, when, (to.unit, purpose, typed.automatic.is_some())).await
        }
        Ok(_) => Err(CirculationError::Invalid("to", "circulation-problem-nobody")),
        Err(_) if typed.to.trim().is_empty() => Err(CirculationError::Invalid("to", "circulation-problem-nobody")),
        Err(key) => Err(CirculationError::Invalid("to", key)),
    };
    match done {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to("/desk/rules?done=added").into_response())
        }
        Err(CirculationError::Invalid(field, key)) => {
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
    circulation::end_rule(&mut cx, id).await?;
    cx.commit().await?;
    Ok(Redirect::to("/desk/rules?done=ended").into_response())
}
