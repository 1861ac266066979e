//! Many entries of the list go into a folder at once, and back.

use axum::{
    Form,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use register::RegisterError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many go at once: the lines of a page.
const MANY: usize = 50;

/// What was done just before, as the address of the list says it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Filed {
    /// How many went into a folder, and how many did not.
    filed: Option<usize>,
    kept: usize,
    /// Those that went, each with its revision: `2026-123.4`.
    undo: String,
    /// How many went back.
    unfiled: Option<usize>,
}

/// What was ticked: `pick-2026-123`, and where it goes.
#[derive(Deserialize)]
pub(crate) struct Picked {
    csrf: String,
    #[serde(default)]
    folder: String,
    /// The list on which it was ticked.
    #[serde(default)]
    query: String,
    #[serde(flatten)]
    rows: BTreeMap<String, String>,
}

fn place(name: &str) -> Option<(i64, i64)> {
    let (year, number) = name.split_once('-')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

/// Back to the list from which it came.
fn back(query: &str, said: &str) -> Reply {
    // What is no address is left out.
    let query = if query.chars().all(|c| c.is_ascii_graphic()) { query } else { "" };
    let between = if query.is_empty() { "" } else { "&" };
    Ok(Redirect::to(&format!("/desk/register?{query}{between}{said}")).into_response())
}

/// Puts every ticked entry into the folder; what cannot go is counted.
pub(crate) async fn file(ask: Ask, Form(form): Form<Picked>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let reason = ask.text("register-refile-reason", &[("code", form.folder.clone())]);
    let (mut gone, mut kept) = (Vec::new(), 0);
    let mut cx = ask.write().await?;
    for (year, number) in form.rows.keys().filter_map(|key| place(key.strip_prefix("pick-")?)).take(MANY) {
        match register::refile(&mut cx, (year, number), &form.folder, &reason).await {
            Ok(Some(revision)) => gone.push(format!("{year}-{number}.{revision}")),
            Ok(None) => {}
            Err(error) if is_about_one(&error) => kept += 1,
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit().await?;
    back(&form.query, &format!("filed={}&kept={kept}&undo={}", gone.len(), gone.join(",")))
}

/// Whether an entry could not go, and others may.
fn is_about_one(error: &RegisterError) -> bool {
    use RegisterError::{Cancelled, Forbidden, Invalid, NotFound, Stale, Unchanged};
    matches!(error, Cancelled | Forbidden(_) | Invalid(_) | NotFound | Stale | Unchanged)
}

/// What goes back.
#[derive(Deserialize)]
pub(crate) struct Undo {
    csrf: String,
    #[serde(default)]
    query: String,
    keys: String,
}

/// Puts them back where they were, where nothing was corrected since.
pub(crate) async fn undo(ask: Ask, Form(form): Form<Undo>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let reason = ask.text("register-refile-back-reason", &[]);
    let (mut unfiled, mut kept) = (0, 0);
    let key = |key: &str| {
        let (name, revision) = key.split_once('.')?;
        Some((place(name)?, revision.parse::<i64>().ok()?))
    };
    let mut cx = ask.write().await?;
    for (place, revision) in form.keys.split(',').filter_map(key).take(MANY) {
        match register::refile_back(&mut cx, place, revision, &reason).await {
            Ok(()) => unfiled += 1,
            Err(error) if is_about_one(&error) => kept += 1,
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit().await?;
    back(&form.query, &format!("unfiled={unfiled}&kept={kept}"))
}
