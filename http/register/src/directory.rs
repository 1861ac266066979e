//! The directory of correspondents.

use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::CorrespondentId;
use register::Correspondent;
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
}

pub(crate) async fn show(ask: Ask, Path(id): Path<CorrespondentId>) -> Reply {
    let (one, alike) = register::correspondent(&mut ask.read().await?, id).await?;
    ask.page("register/correspondent.html", OnePage { one, alike })
}

#[derive(Deserialize)]
pub(crate) struct Merge {
    csrf: String,
    other: CorrespondentId,
}

pub(crate) async fn merge(ask: Ask, Path(id): Path<CorrespondentId>, Form(form): Form<Merge>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    register::merge(&mut cx, id, form.other).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/directory/{id}")).into_response())
}
