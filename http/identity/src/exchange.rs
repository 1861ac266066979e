//! The whole organisation, out and in as tables.

use axum::{
    extract::Multipart,
    http::{StatusCode, header},
    response::IntoResponse,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http_shell::{Ask, Error, Reply};
use identity::{Report, RowProblem};
use serde::Serialize;
use sheets::Sheet;

/// How many problems are listed at once.
const LISTED: usize = 200;

#[derive(Serialize)]
struct ProblemView {
    #[serde(flatten)]
    problem: RowProblem,
    text: String,
}

#[derive(Serialize, Default)]
struct Page {
    report: Option<Report>,
    problems: Vec<ProblemView>,
    more: usize,
    /// The files of the dry run, to be sent again without choosing them again.
    files: Vec<String>,
    done: bool,
    unreadable: bool,
}

pub(crate) async fn form(ask: Ask) -> Reply {
    ask.page("identity/exchange.html", Page::default())
}

/// What the form of an import holds.
#[derive(Default)]
struct Sent {
    csrf: String,
    really: bool,
    files: Vec<Vec<u8>>,
}

async fn receive(mut parts: Multipart) -> Result<Sent, Error> {
    let cut = |_| Error::BadRequest("the form was cut off".into());
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(cut)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(cut)?;
        match name.as_str() {
            "csrf" => sent.csrf = String::from_utf8_lossy(&bytes).into_owned(),
            "really" => sent.really = true,
            "again" => sent.files.push(STANDARD.decode(&bytes).map_err(|_| Error::BadRequest("no file".into()))?),
            "file" if !bytes.is_empty() => sent.files.push(bytes.to_vec()),
            _ => {}
        }
    }
    Ok(sent)
}

/// A dry run, and when that is confirmed the import.
pub(crate) async fn take(ask: Ask, parts: Multipart) -> Reply {
    let sent = receive(parts).await?;
    if !ask.csrf_fits(&sent.csrf) {
        return Err(Error::Forbidden);
    }
    let files = sent.files.clone();
    let read = move || files.iter().map(|f| sheets::read(f)).collect::<Result<Vec<Vec<Sheet>>, _>>();
    let tables = tokio::task::spawn_blocking(read).await.ok().and_then(Result::ok);
    let Some(tables) = tables.map(|t| t.concat()) else {
        let mut page = ask.page("identity/exchange.html", Page { unreadable: true, ..Page::default() })?;
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(page);
    };
    let mut cx = ask.write().await?;
    let mut report = identity::import(&mut cx, &tables).await?;
    let good = report.problems.is_empty();
    let done = good && sent.really;
    if done {
        cx.commit().await?;
    } else {
        drop(cx);
    }
    let more = report.problems.len().saturating_sub(LISTED);
    report.problems.truncate(LISTED);
    let view =
        |problem: RowProblem| ProblemView { text: ask.text(problem.key, &[("value", problem.value.clone())]), problem };
    let problems = std::mem::take(&mut report.problems).into_iter().map(view).collect();
    let files = if good && !done { sent.files.iter().map(|f| STANDARD.encode(f)).collect() } else { Vec::new() };
    let mut page = ask.page(
        "identity/exchange.html",
        Page { report: Some(report), problems, more, files, done, unreadable: false },
    )?;
    if !good {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

fn attachment(name: &'static str, media: &'static str, bytes: Vec<u8>) -> Reply {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, bytes).into_response())
}

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The whole organisation; that it leaves the house is noted.
async fn tables(ask: &Ask, form: &str) -> Result<[Sheet; 2], Error> {
    let mut cx = ask.write().await?;
    let tables = identity::export(&mut cx).await?;
    identity::exported(&mut cx, form).await?;
    cx.commit().await?;
    Ok(tables)
}

pub(crate) async fn xlsx(ask: Ask) -> Reply {
    let tables = tables(&ask, "organisation.xlsx").await?;
    let made = tokio::task::spawn_blocking(move || sheets::xlsx(&tables)).await;
    let bytes = made.map_err(|e| Error::Internal(e.into()))?.map_err(|e| Error::Internal(e.into()))?;
    attachment("organisation.xlsx", XLSX, bytes)
}

pub(crate) async fn units_csv(ask: Ask) -> Reply {
    let [units, _] = tables(&ask, "units.csv").await?;
    attachment("units.csv", CSV, sheets::csv(&units))
}

pub(crate) async fn people_csv(ask: Ask) -> Reply {
    let [_, people] = tables(&ask, "people.csv").await?;
    attachment("people.csv", CSV, sheets::csv(&people))
}
