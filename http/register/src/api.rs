//! The register for programs: `/api/v1/register/entries`.

use crate::{
    entry::{self, back_to, whole},
    receipt, stamped,
};
use axum::{
    Json,
    extract::{Path, Query},
    http::StatusCode,
    response::IntoResponse,
};
use db::Cx;
use documents::{File, Sha256};
use http_shell::{
    Ask, Begun, Error, Once, Reply,
    upload::{self, Parts, Upload},
};
use kernel::{CorrespondentId, Day, FileId, Instant, Permission, UnitId};
use register::{Direction, Entry, Fields, Filter, Handling, Kind, Row, Sort, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    paths(create, list, show, receipt::receipt, entry::proof, entry::file, stamped::create, correct, cancel),
    tags((name = "register", description = "The register of documents")),
)]
struct Api;

/// What the interface for programs offers here.
#[must_use]
pub fn description() -> utoipa::openapi::OpenApi {
    Api::openapi()
}

/// A file of an entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct FileJson {
    id: FileId,
    name: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of its bytes, hexadecimal.
    sha256: String,
    /// What it is, by its content.
    media_type: String,
}

impl From<File> for FileJson {
    fn from(f: File) -> Self {
        Self { id: f.id, name: f.name, size: f.size, sha256: f.sha256.to_string(), media_type: f.media_type }
    }
}

/// An entry of the register.
#[derive(Serialize, ToSchema)]
struct EntryJson {
    /// The year of its number.
    year: i64,
    /// Its number (αριθμός πρωτοκόλλου).
    number: i64,
    /// The legal time, with the offset of Athens.
    registered_at: Instant,
    state: State,
    /// How often it was corrected or cancelled: each act has a proof and a receipt of its own, `?revision=…`.
    revision: i64,
    entry: Fields,
    files: Vec<FileJson>,
    /// Copies of its files with the number above the first page; no part of what the entry states.
    stamped: Vec<StampedJson>,
    links: Links,
}

/// A copy of a file with the number above the first page.
#[derive(Serialize, ToSchema)]
pub(crate) struct StampedJson {
    /// The file that it was made from.
    pub original: FileId,
    #[serde(flatten)]
    pub file: FileJson,
}

/// Where more is to be had.
#[derive(Serialize, ToSchema)]
struct Links {
    #[serde(rename = "self")]
    own: String,
    /// The proof that the entry is in the register.
    proof: String,
    /// The electronic proof of entry, a PDF.
    receipt: String,
    /// The folder of its files: add the `id`.
    files: String,
    /// The page for people.
    page: String,
}

fn json(entry: Entry) -> EntryJson {
    let (year, number) = (entry.year, entry.number);
    let own = format!("/api/v1/register/entries/{year}/{number}");
    let at = |what: &str| format!("{own}/{what}");
    let page = back_to(year, number);
    let links = Links { proof: at("proof"), receipt: at("receipt"), files: at("files/"), page, own: own.clone() };
    EntryJson {
        year,
        number,
        registered_at: entry.registered_at,
        state: entry.state,
        revision: entry.revision,
        entry: entry.fields,
        files: entry.files.into_iter().map(FileJson::from).collect(),
        stamped: entry.stamped.into_iter().map(|s| StampedJson { original: s.original, file: s.file.into() }).collect(),
        links,
    }
}

/// A document to be registered.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described: the parts are read one by one, files as streams")]
struct NewEntry {
    entry: Fields,
    /// Any number of files.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Option<Vec<u8>>,
}

/// The parts of a registration; files are on disk by now.
async fn receive(ask: &Ask, mut parts: Parts) -> Result<(Fields, Vec<Upload>), Error> {
    let (mut fields, mut uploads) = (None, Vec::new());
    while let Some(part) = parts.next().await? {
        match part.name() {
            Some("entry") if fields.is_none() => {
                let text = upload::text(part).await?;
                let parsed: Fields =
                    serde_json::from_str(&text).map_err(|e| Error::BadRequest(format!("entry: {e}")))?;
                fields = Some(parsed);
            }
            Some("entry") => return Err(Error::BadRequest("there is more than one part 'entry'".into())),
            Some("file") => uploads.extend(upload::receive(ask, part, &uploads).await?),
            _ => return Err(Error::BadRequest("the parts are 'entry' and 'file'".into())),
        }
    }
    let fields = fields.ok_or_else(|| Error::BadRequest("the part 'entry' is missing".into()))?;
    Ok((fields, uploads))
}

/// Registers a document.
///
/// The answer comes when entry and files survive the loss of power. The number is final.
#[utoipa::path(post, path = "/api/v1/register/entries", tag = "register",
    request_body(content = NewEntry, content_type = "multipart/form-data"),
    responses((status = 201, description = "Registered", body = EntryJson,
        headers(("Location" = String, description = "The entry")))))]
pub(crate) async fn create(ask: Ask, once: Once, parts: Parts) -> Reply {
    let (fields, uploads) = receive(&ask, parts).await?;
    let files: Vec<_> = uploads.iter().map(|u| (&u.name, Sha256(u.stored.sha256).to_string())).collect();
    let mut cx = match once.begin(&ask, &(&fields, files)).await? {
        Begun::Open(cx) => cx,
        Begun::Answered(answer) => return Ok(answer),
    };
    let mut files = Vec::with_capacity(uploads.len());
    for upload in &uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    let entry = json(register::register(&mut cx, fields, files).await?);
    once.end(cx, StatusCode::CREATED, Some(entry.links.own.clone()), &entry).await
}

/// One entry.
#[utoipa::path(get, path = "/api/v1/register/entries/{year}/{number}", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path)),
    responses((status = 200, description = "The entry", body = EntryJson)))]
pub(crate) async fn show(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    Ok(Json(json(entry)).into_response())
}

/// The entry after an act on it; whoever gets a restricted one has read it. Who has just closed an open one has not:
/// they know what they sent.
async fn answer(mut cx: Cx, once: Once, entry: Entry) -> Reply {
    if entry.fields.confidentiality.is_restricted() && cx.actor.may(Permission::RegisterConfidential) {
        register::open(&mut cx, &entry).await?;
    }
    once.end(cx, StatusCode::OK, None, &json(entry)).await
}

/// What is to be stated instead, and why.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correction {
    #[schema(min_length = 3, max_length = 1000)]
    reason: String,
    /// All fields, as they shall stand.
    entry: Fields,
    /// The `revision` that was read: when the entry was corrected since, nothing is done (409).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    revision: Option<i64>,
}

/// Corrects what is stated of an entry; what stood before stays visible.
///
/// Number, time and files never change.
#[utoipa::path(post, path = "/api/v1/register/entries/{year}/{number}/correct", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path)),
    responses((status = 200, description = "Corrected", body = EntryJson)))]
pub(crate) async fn correct(
    ask: Ask,
    once: Once,
    Path((year, number)): Path<(i64, i64)>,
    Json(wanted): Json<Correction>,
) -> Reply {
    let mut cx = match once.begin(&ask, &wanted).await? {
        Begun::Open(cx) => cx,
        Begun::Answered(answer) => return Ok(answer),
    };
    let entry = register::correct(&mut cx, (year, number), wanted.revision, wanted.entry, &wanted.reason).await?;
    answer(cx, once, entry).await
}

/// Why an entry is to be cancelled.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cancellation {
    #[schema(min_length = 3, max_length = 1000)]
    reason: String,
}

/// Cancels an entry. It keeps its number and shows why.
#[utoipa::path(post, path = "/api/v1/register/entries/{year}/{number}/cancel", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path)),
    responses((status = 200, description = "Cancelled", body = EntryJson)))]
pub(crate) async fn cancel(
    ask: Ask,
    once: Once,
    Path((year, number)): Path<(i64, i64)>,
    Json(wanted): Json<Cancellation>,
) -> Reply {
    let mut cx = match once.begin(&ask, &wanted).await? {
        Begun::Open(cx) => cx,
        Begun::Answered(answer) => return Ok(answer),
    };
    let entry = register::cancel(&mut cx, year, number, &wanted.reason).await?;
    answer(cx, once, entry).await
}

/// Which entries are wanted: the filters of the page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words of the subject, the correspondent, the remarks or the names of files, or a number: `123/2026`, or `123` of
    /// any year.
    q: Option<String>,
    year: Option<i64>,
    direction: Option<Direction>,
    state: Option<State>,
    handling: Option<Handling>,
    kind: Option<Kind>,
    /// Registered by this unit.
    unit: Option<UnitId>,
    /// That this unit is to deal with.
    competent_unit: Option<UnitId>,
    correspondent: Option<CorrespondentId>,
    /// In this folder of the classification plan.
    folder: Option<String>,
    /// Registered on this day or later.
    from: Option<Day>,
    /// Registered on this day or earlier.
    to: Option<Day>,
    /// `number` unless given.
    sort: Option<Sort>,
    /// Backwards; unless given, so is the order by number: newest first.
    descending: Option<bool>,
    /// `next` of the page before.
    cursor: Option<String>,
}

impl Wanted {
    fn filter(self) -> Result<Filter, Error> {
        let place = |cursor: &str| {
            let (year, number) = cursor.split_once('-')?;
            Some((year.parse().ok()?, number.parse().ok()?))
        };
        let unknown = || Error::BadRequest("unknown cursor".into());
        if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            return Err(Error::BadRequest("'from' is later than 'to'".into()));
        }
        Ok(Filter {
            q: self.q,
            year: self.year,
            direction: self.direction,
            state: self.state,
            handling: self.handling,
            kind: self.kind,
            unit: self.unit,
            competent_unit: self.competent_unit,
            correspondent: self.correspondent,
            folder: self.folder,
            sort: self.sort.unwrap_or(Sort::Number),
            descending: self.descending.unwrap_or(matches!(self.sort, None | Some(Sort::Number))),
            from: self.from,
            to: self.to,
            before: self.cursor.map(|cursor| place(&cursor).ok_or_else(unknown)).transpose()?,
        })
    }
}

/// A page of the register.
#[derive(Serialize, ToSchema)]
struct ListJson {
    entries: Vec<Row>,
    /// The `cursor` of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Entries, newest first unless another order is wanted.
///
/// Of restricted entries those who may not read them get number, time and direction.
#[utoipa::path(get, path = "/api/v1/register/entries", tag = "register", params(Wanted),
    responses((status = 200, description = "A page of entries", body = ListJson)))]
pub(crate) async fn list(ask: Ask, Query(wanted): Query<Wanted>) -> Reply {
    let mut cx = ask.read().await?;
    let page = register::list(&mut cx, &wanted.filter()?).await?;
    let next = page.next.map(|(year, number)| format!("{year}-{number}"));
    Ok(Json(ListJson { entries: page.rows, next }).into_response())
}
