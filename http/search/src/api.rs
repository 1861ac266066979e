//! Search for programs.

use crate::asked::Asked;
use axum::{Json, extract::Query, response::IntoResponse};
use http_shell::{Ask, Error, Reply};
use register::Row;
use search::{Counted, Hit};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(search), tags((name = "search", description = "Finding entries by whatever is said in them")))]
struct Api;

/// What the interface for programs offers here.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// A passage of a result.
#[derive(Serialize, ToSchema)]
struct PassageJson {
    /// The file; none where it was said of the entry.
    file: Option<String>,
    /// Its page, from 1.
    page: Option<i64>,
    /// The text.
    text: String,
}

/// A result.
#[derive(Serialize, ToSchema)]
struct HitJson {
    #[serde(flatten)]
    row: Row,
    /// Where it stands in the entry; the best first.
    passages: Vec<PassageJson>,
}

/// How many results have a label.
#[derive(Serialize, ToSchema)]
struct CountJson {
    /// A year, a kind, the key of a unit.
    label: String,
    /// How many.
    count: u64,
}

/// What was found.
#[derive(Serialize, ToSchema)]
struct ResultsJson {
    /// How many there are in all.
    total: u64,
    /// That nothing has all the words: these have some of them.
    relaxed: bool,
    /// A page of them.
    hits: Vec<HitJson>,
    /// How many there are by year, unit, kind, direction, folder and state.
    counts: BTreeMap<String, Vec<CountJson>>,
    /// The address of the next page.
    next: Option<String>,
}

/// Finds entries by whatever is said in them or in their files.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(Asked), responses((status = 200, body = ResultsJson)))]
pub(crate) async fn search(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let read = asked.read(cx.now.day()).ok_or_else(|| Error::BadRequest("a year or a day cannot be read".into()))?;
    let results = match asked.like() {
        Some(place) => ::search::find_alike(&mut cx, &ask.town.index, place).await?,
        None => ::search::find(&mut cx, &ask.town.index, &read).await?,
    };
    drop(cx);
    let counts = |counts: Vec<Counted>| -> Vec<CountJson> {
        counts.into_iter().map(|one| CountJson { label: one.label, count: one.count }).collect()
    };
    let next =
        results.more.then(|| format!("/api/v1/search?{}", asked.with(&[("page", &(asked.at() + 2).to_string())])));
    let mut by = BTreeMap::from([("year".to_owned(), counts(results.years))]);
    by.extend(results.labels.into_iter().map(|(facet, labels)| (facet.name().to_owned(), counts(labels))));
    let hits = results.hits.into_iter().map(hit).collect();
    let (total, relaxed) = (results.total, results.relaxed);
    Ok(Json(ResultsJson { total, relaxed, hits, counts: by, next }).into_response())
}

fn hit(hit: Hit) -> HitJson {
    let passages = hit.passages.into_iter().map(|one| PassageJson {
        file: one.file,
        page: one.page,
        text: one.pieces.into_iter().map(|piece| piece.text).collect(),
    });
    HitJson { passages: passages.collect(), row: hit.row }
}
