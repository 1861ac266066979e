//! One entry: its page, files, proof and cancellation.

use crate::form::{language, said};
use axum::{
    Form,
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply, disposition, show_file};
use kernel::{FileId, Permission};
use register::{Confidentiality, Entry, Fields, Found, RegisterError, Revision, Row, Stamped, State};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

/// The address of an entry.
pub(crate) fn back_to(year: i64, number: i64) -> String {
    format!("/desk/register/{year}/{number}")
}

/// What is stated of an entry.
pub(crate) fn fields_of(entry: Entry) -> Fields {
    entry.fields
}

/// The entry, when the reader may see it whole.
pub(crate) async fn whole(ask: &Ask, year: i64, number: i64) -> Result<Entry, Error> {
    let found = register::get(&mut ask.read().await?, year, number).await?;
    let Found::Whole(entry) = found else { return Err(Error::Forbidden) };
    opened(ask, &entry).await?;
    Ok(*entry)
}

/// Writes into the trail that a restricted entry was read: the one thing that a reading page writes.
async fn opened(ask: &Ask, entry: &Entry) -> Result<(), Error> {
    note_opened(ask, entry, entry.fields.confidentiality.is_restricted()).await
}

/// The same, where what was read may be restricted though the entry is open now.
pub(crate) async fn note_opened(ask: &Ask, entry: &Entry, restricted: bool) -> Result<(), Error> {
    if restricted {
        let mut cx = ask.write().await?;
        register::open(&mut cx, entry).await?;
        cx.commit().await?;
    }
    Ok(())
}

/// `123/2026` and the address of that entry.
#[derive(Serialize)]
struct Link {
    label: String,
    href: String,
}

fn link(label: String) -> Link {
    let (number, year) = label.split_once('/').unwrap_or((&label, ""));
    Link { href: format!("/desk/register/{year}/{number}"), label }
}

#[derive(Serialize)]
struct FileView {
    id: String,
    name: String,
    size: i64,
    sha256: String,
    viewable: bool,
    /// Whether a copy with the number can be made.
    stampable: bool,
    /// The copy with the number.
    stamped: Option<Box<FileView>>,
}

#[derive(Serialize)]
struct ChangeView {
    field: String,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct RevisionView {
    revision: i64,
    act: String,
    at: String,
    by: String,
    reason: Option<String>,
    changes: Vec<ChangeView>,
}

#[derive(Default, Serialize)]
struct Latest {
    revision: i64,
    act: String,
}

#[derive(Serialize)]
struct EntryPage {
    year: i64,
    number: i64,
    entry: Fields,
    at: String,
    by: String,
    unit: Option<String>,
    competent: Option<String>,
    cancelled: bool,
    files: Vec<FileView>,
    related: Vec<Link>,
    related_from: Vec<Link>,
    folder: Option<String>,
    language: String,
    view: Option<String>,
    revisions: Vec<RevisionView>,
    /// The last act, whose receipt says what stands.
    latest: Latest,
    /// Who has it and had it.
    way: circulation::Way,
    /// The last day of the answer that the law asks for.
    due: Option<kernel::Day>,
    may_change: bool,
    /// Its scan is still to come.
    awaits: bool,
    may_stamp: bool,
    /// A copy with the number was asked for and could not be made.
    unfit: bool,
    done: bool,
    restricted: bool,
    outline: Option<Row>,
}

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
    unfit: Option<String>,
}

pub(crate) async fn show(ask: Ask, Path((year, number)): Path<(i64, i64)>, Query(query): Query<Done>) -> Reply {
    let mut cx = ask.read().await?;
    let entry = match register::get(&mut cx, year, number).await? {
        Found::Whole(entry) => *entry,
        Found::Outline(row) => return outline(&ask, row),
    };
    let revisions = register::revisions(&mut cx, year, number).await?;
    let related_from = register::related_from(&mut cx, year, number).await?;
    let folder = match entry.fields.folder.as_deref() {
        Some(code) => Some(register::folder_name(&mut cx, code).await?),
        None => None,
    };
    let stands = entry.state == State::Active;
    let due = if stands { circulation::answer_by(&mut cx, &entry.fields, entry.registered_at).await? } else { None };
    let way = circulation::way(&mut cx, &entry).await?;
    let awaits = register::awaits_scan(&mut cx, (year, number)).await?;
    drop(cx);
    let latest = revisions.last().map(|act| Latest { revision: act.revision, act: act.act.clone() });
    let past = ask.actor.may(Permission::RegisterConfidential) && revisions.iter().any(|act| act.restricted);
    note_opened(&ask, &entry, past || entry.fields.confidentiality.is_restricted()).await?;
    let open = |f: &documents::File| format!("{}/files/{}", back_to(year, number), f.id);
    let page = EntryPage {
        year,
        number,
        at: entry.registered_at.athens(),
        by: entry.registered_by_name,
        unit: entry.unit_name,
        competent: entry.competent_name,
        cancelled: entry.state == State::Cancelled,
        view: entry.files.iter().find(|f| f.viewable()).map(open),
        files: entry.files.iter().map(|f| file_view(f, &entry.stamped)).collect(),
        related: entry.fields.related.iter().cloned().map(link).collect(),
        related_from: related_from.into_iter().map(link).collect(),
        folder,
        language: language(&ask, &entry.fields.language),
        revisions: revisions.into_iter().map(|r| revision_view(&ask, r)).collect(),
        latest: latest.unwrap_or_default(),
        way,
        awaits,
        due,
        may_change: ask.actor.may(Permission::RegisterWrite) && stands,
        may_stamp: ask.actor.may(Permission::RegisterWrite),
        unfit: query.unfit.is_some(),
        done: query.done.is_some(),
        restricted: entry.fields.confidentiality != Confidentiality::Open,
        entry: entry.fields,
        outline: None,
    };
    ask.page("register/entry.html", page)
}

#[derive(Serialize)]
struct OutlinePage {
    year: i64,
    number: i64,
    outline: Row,
}

fn outline(ask: &Ask, row: Row) -> Reply {
    ask.page("register/entry.html", OutlinePage { year: row.year, number: row.number, outline: row })
}

fn file_view(file: &documents::File, copies: &[Stamped]) -> FileView {
    let copy = copies.iter().find(|copy| copy.original == file.id);
    FileView {
        id: file.id.to_string(),
        name: file.name.clone(),
        size: file.size,
        sha256: file.sha256.to_string(),
        viewable: file.viewable(),
        stampable: file.media_type == "application/pdf" && copy.is_none(),
        stamped: copy.map(|copy| Box::new(file_view(&copy.file, &[]))),
    }
}

fn revision_view(ask: &Ask, revision: Revision) -> RevisionView {
    let change = |c: register::Change| ChangeView {
        before: in_words(ask, &c.field, c.before),
        after: in_words(ask, &c.field, c.after),
        field: ask.text(&format!("register-{}", c.field.replace('_', "-")), &[]),
    };
    RevisionView {
        revision: revision.revision,
        act: ask.text(&format!("register-act-{}", revision.act), &[]),
        at: revision.at.athens(),
        by: revision.by,
        reason: revision.reason,
        changes: revision.changes.into_iter().map(change).collect(),
    }
}

/// A stated value as people write it.
fn in_words(ask: &Ask, field: &str, value: String) -> String {
    match field {
        _ if value.is_empty() => value,
        "direction" | "kind" | "channel" | "confidentiality" => ask.text(&format!("register-{field}-{value}"), &[]),
        "language" => language(ask, &value),
        "their_date" => value.parse().map(kernel::Day::greek).unwrap_or(value),
        _ => value,
    }
}

/// Which act on an entry.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfAct {
    /// 0, or absent, for the registration, then one more for each correction and the cancellation.
    #[serde(default)]
    #[param(minimum = 0)]
    pub revision: i64,
}

/// What the files of an act are called: `12-2026`, `12-2026-1`.
pub(crate) fn name_of(year: i64, number: i64, revision: i64) -> String {
    if revision == 0 { format!("{number}-{year}") } else { format!("{number}-{year}-{revision}") }
}

/// The proof that the entry is in the register (C2SP tlog-proof).
///
/// Checked with the public key of the log alone: `asty verify`, the page `/verify`, or any program that knows C2SP.
#[utoipa::path(get, path = "/api/v1/register/entries/{year}/{number}/proof", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path), OfAct),
    responses((status = 200, description = "The proof", body = String, content_type = "text/plain")))]
pub(crate) async fn proof(
    ask: Ask,
    Path((year, number)): Path<(i64, i64)>,
    Query(OfAct { revision }): Query<OfAct>,
) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let mut cx = ask.read().await?;
    let (statement, proof) = register::proof_of(&mut cx, &ask.town.log, (year, number), revision).await?;
    drop(cx);
    note_opened(&ask, &entry, statement.is_restricted() && !entry.fields.confidentiality.is_restricted()).await?;
    let name = format!("{}.tlog-proof", name_of(year, number, revision));
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("attachment", &name)),
    ];
    Ok((headers, proof.encode()).into_response())
}

/// A file of the entry, byte for byte as it came, or the stamped copy of one.
#[utoipa::path(get, path = "/api/v1/register/entries/{year}/{number}/files/{id}", tag = "register",
    params(("year" = i64, Path), ("number" = i64, Path), ("id" = FileId, Path)),
    responses((status = 200, description = "The file", content_type = "*/*")))]
pub(crate) async fn file(ask: Ask, Path((year, number, id)): Path<(i64, i64, FileId)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let copies = entry.stamped.into_iter().map(|copy| copy.file);
    let file = entry.files.into_iter().chain(copies).find(|f| f.id == id).ok_or(Error::NotFound)?;
    show_file(&ask, &file).await
}

#[derive(Serialize)]
struct CancelPage {
    year: i64,
    number: i64,
    subject: String,
    reason: String,
    problem: Option<String>,
}

pub(crate) async fn cancel(ask: Ask, Path((year, number)): Path<(i64, i64)>) -> Reply {
    let entry = whole(&ask, year, number).await?;
    let subject = entry.fields.subject;
    ask.page("register/cancel.html", CancelPage { year, number, subject, reason: String::new(), problem: None })
}

#[derive(Deserialize)]
pub(crate) struct Cancel {
    csrf: String,
    reason: String,
}

pub(crate) async fn do_cancel(ask: Ask, Path((year, number)): Path<(i64, i64)>, Form(form): Form<Cancel>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    match register::cancel(&mut cx, year, number, &form.reason).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to(&back_to(year, number)).into_response())
        }
        Err(RegisterError::Invalid(problems)) => {
            drop(cx);
            let subject = whole(&ask, year, number).await?.fields.subject;
            let problem = problems.first().map(|p| said(&ask, p));
            let page = CancelPage { year, number, subject, reason: form.reason, problem };
            let mut page = ask.page("register/cancel.html", page)?;
            *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page)
        }
        Err(error) => Err(error.into()),
    }
}
