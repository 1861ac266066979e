//! Saying something of an entry.

use crate::{assign::back_to, recipient::Choices};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::{CirculationError, Recipient};
use http_shell::{Ask, Error, Reply};
use serde::{Deserialize, Serialize};

/// What is typed.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    comment: String,
    #[serde(default)]
    tell: String,
}

#[derive(Serialize)]
struct CommentPage {
    year: i64,
    number: i64,
    comment: String,
    tell: String,
    problem: Option<String>,
    tell_problem: Option<String>,
    choices: Vec<crate::recipient::Choice>,
}

pub(crate) async fn new(ask: Ask, Path(place): Path<(i64, i64)>) -> Reply {
    show(&ask, place, Typed::default(), None).await
}

async fn show(ask: &Ask, (year, number): (i64, i64), typed: Typed, wrong: Option<(&str, &str)>) -> Reply {
    let choices = Choices::of(&mut ask.read().await?).await?.list();
    let said = |of_tell: bool| wrong.filter(|w| (w.0 == "tell") == of_tell).map(|w| ask.text(w.1, &[]));
    let page = CommentPage {
        year,
        number,
        comment: typed.comment,
        tell: typed.tell,
        problem: said(false),
        tell_problem: said(true),
        choices,
    };
    let mut page = ask.page("circulation/comment.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn create(ask: Ask, Path(place): Path<(i64, i64)>, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let tell: Option<Recipient> = match typed.tell.trim() {
        "" => None,
        named => match Choices::of(&mut cx).await?.read(named) {
            Ok(to) => Some(to),
            Err(key) => {
                drop(cx);
                return show(&ask, place, typed, Some(("tell", key))).await;
            }
        },
    };
    match circulation::comment(&mut cx, place, &typed.comment, tell).await {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("{}#said", back_to(place))).into_response())
        }
        Err(CirculationError::Invalid(field, key)) => {
            drop(cx);
            show(&ask, place, typed, Some((field, key))).await
        }
        Err(error) => Err(error.into()),
    }
}
