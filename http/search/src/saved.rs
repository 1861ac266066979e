//! Searches that are kept.

use crate::asked::Asked;
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::SearchId;
use search::{NewSaved, SearchError};
use serde::{Deserialize, Serialize};

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    csrf: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    unit: String,
    feed: Option<String>,
    mails: Option<String>,
}

/// The search was kept, or why not.
#[derive(Serialize)]
struct SavedPage {
    name: String,
    query: String,
    /// The address of its feed, shown once.
    feed: Option<String>,
    problem: Option<String>,
}

pub(crate) async fn save(ask: Ask, Form(typed): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&typed.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    if Asked::kept(&typed.query, cx.now.day()).is_none() {
        drop(cx);
        let problem = Some(ask.text("search-problem-query", &[]));
        return ask.page("search/saved.html", SavedPage { name: typed.name, query: typed.query, feed: None, problem });
    }
    let new = NewSaved {
        name: typed.name.clone(),
        query: typed.query.clone(),
        unit: typed.unit.parse().ok(),
        feed: typed.feed.is_some(),
        mails: typed.mails.is_some(),
    };
    let kept = search::save(&mut cx, new).await;
    let (feed, problem) = match kept {
        Ok(kept) => {
            cx.commit().await?;
            (kept.feed.map(|secret| format!("{}/feed/{secret}", ask.town.url)), None)
        }
        Err(SearchError::Invalid(_, key)) => (None, Some(ask.text(key, &[]))),
        Err(error) => return Err(error.into()),
    };
    if feed.is_none() && problem.is_none() {
        return Ok(Redirect::to(&format!("/desk/search?{}", typed.query)).into_response());
    }
    ask.page("search/saved.html", SavedPage { name: typed.name, query: typed.query, feed, problem })
}

#[derive(Deserialize)]
pub(crate) struct Removed {
    csrf: String,
}

pub(crate) async fn remove(ask: Ask, Path(id): Path<SearchId>, Form(form): Form<Removed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    search::remove_saved(&mut cx, id).await?;
    cx.commit().await?;
    Ok(Redirect::to("/desk/search").into_response())
}
