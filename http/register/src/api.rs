//! The register for programs: `/api/v1/register/entries`.

use crate::{
    entry::whole,
    lists::Asked,
    upload::{self, Refused},
};
use axum::{
    Json,
    extract::{Multipart, Path, Query},
    http::{StatusCode, header},
    response::IntoResponse,
};
use http_shell::{Ask, Error, Reply};
use register::{Entry, Fields, Row};
use serde::Serialize;

#[derive(Serialize)]
struct FileJson {
    id: String,
    name: String,
    size: i64,
    sha256: String,
    media_type: String,
}

#[derive(Serialize)]
struct EntryJson {
    year: i64,
    number: i64,
    registered_at: String,
    state: &'static str,
    entry: Fields,
    files: Vec<FileJson>,
    links: Links,
}

#[derive(Serialize)]
struct Links {
    #[serde(rename = "self")]
    own: String,
    proof: String,
    receipt: String,
    page: String,
}

fn json(entry: Entry) -> EntryJson {
    let (year, number) = (entry.year, entry.number);
    let own = format!("/api/v1/register/entries/{year}/{number}");
    let file = |f: documents::File| FileJson {
        id: f.id.to_string(),
        name: f.name,
        size: f.size,
        sha256: f.sha256.to_string(),
        media_type: f.media_type,
    };
    EntryJson {
        year,
        number,
        registered_at: entry.registered_at.athens(),
        state: entry.state.as_str(),
        entry: entry.fields,
        files: entry.files.into_iter().map(file).collect(),
        links: Links {
            proof: format!("{own}/proof"),
            receipt: format!("{own}/receipt"),
            page: format!("/desk/register/{year}/{number}"),
            own,
        },
    }
}

/// Registers one document: part `entry` (JSON), any number of parts `file`.
pub(crate) async fn create(ask: Ask, mut parts: Multipart) -> Reply {
    // A browser's session is no key to the API: its cookie travels with forged requests.
    if ask.session.is_some() {
        return Err(Error::Forbidden);
    }
    let (mut fields, mut uploads) = (None, Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|e| Error::BadRequest(e.body_text()))? {
        match part.name() {
            Some("entry") => {
                let text = upload::text(part).await?;
                let parsed: Fields =
                    serde_json::from_str(&text).map_err(|e| Error::BadRequest(format!("entry: {e}")))?;
                fields = Some(parsed);
            }
            Some("file") => match upload::receive(&ask, part, uploads.len()).await {
                Ok(upload) => uploads.extend(upload),
                Err(Refused::Empty(name)) => return Err(Error::BadRequest(format!("the file '{name}' is empty"))),
                Err(Refused::Large(_)) => return Err(Error::TooLarge),
                Err(Refused::Other(error)) => return Err(error),
            },
            other => return Err(Error::BadRequest(format!("unknown part '{}'", other.unwrap_or_default()))),
        }
    }
    let fields = fields.ok_or_else(|| Error::BadRequest("the part 'entry' is missing".into()))?;
    let mut cx = ask.write().await?;
    let mut files = Vec::with_capacity(uploads.len());
    for upload in &uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    let entry = register::register(&mut cx, fields, files).await?;
    cx.commit().await?;
    let answer = json(entry);
    Ok((StatusCode::CREATED, [(header::LOCATION, answer.links.own.clone())], Json(answer)).into_response())
}

pub(crate) async fn show(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    Ok(Json(json(entry)).into_response())
}

#[derive(Serialize)]
struct ListJson {
    entries: Vec<Row>,
    /// The value of `before` for the next page.
    next: Option<String>,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let page = register::list(&mut cx, &asked.filter()).await?;
    let next = page.next.map(|(year, number)| format!("{year}-{number}"));
    Ok(Json(ListJson { entries: page.rows, next }).into_response())
}
