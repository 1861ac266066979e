//! Exports of a list: CSV, XLSX and JSON, as long as they may be and never in memory at once.

use crate::lists::Asked;
use axum::{body::Bytes, extract::Query, http::header, response::IntoResponse};
use db::Cx;
use futures_util::stream;
use http_shell::{Ask, Error, Reply, Spool, disposition};
use register::{Filter, Line};
use serde::Deserialize;
use sheets::{Cell, SheetError, Workbook};

/// The columns: keys of the translation files.
const COLUMNS: [&str; 19] = [
    "register-year",
    "register-number",
    "register-registered-at",
    "register-direction",
    "register-subject",
    "register-correspondent",
    "register-correspondent-tax-id",
    "register-further",
    "register-their-number",
    "register-their-date",
    "register-kind",
    "register-channel",
    "register-folder",
    "register-competent-unit",
    "register-files",
    "register-confidentiality",
    "register-state",
    "register-by",
    "register-unit",
];

#[derive(Deserialize)]
pub(crate) struct Format {
    #[serde(default)]
    format: String,
}

/// The form of the export, and what it has written.
enum Writer {
    Csv(Vec<u8>),
    Xlsx(Box<Workbook>),
    Json { bytes: Vec<u8>, first: bool },
}

impl Writer {
    fn new(ask: &Ask, format: &str) -> Result<Self, Error> {
        let heads: Vec<String> = COLUMNS.iter().map(|key| ask.text(key, &[])).collect();
        Ok(match format {
            "csv" => Writer::Csv([sheets::BOM.as_bytes(), &sheets::row(&heads)].concat()),
            "xlsx" => Writer::Xlsx(Box::new(Workbook::new(&ask.text("register-title", &[]), heads).map_err(failed)?)),
            "json" => Writer::Json { bytes: b"[".to_vec(), first: true },
            _ => return Err(Error::BadRequest("the format is csv, xlsx or json".into())),
        })
    }

    fn line(&mut self, ask: &Ask, line: &Line) -> Result<(), Error> {
        match self {
            Writer::Csv(bytes) => {
                let cells: Vec<String> = cells(ask, line).iter().map(Cell::to_string).collect();
                bytes.extend(sheets::row(&cells));
            }
            Writer::Xlsx(book) => book.row(&cells(ask, line)).map_err(failed)?,
            Writer::Json { bytes, first } => {
                bytes.extend_from_slice(if std::mem::take(first) { b"\n" } else { b",\n" });
                serde_json::to_writer(bytes, line).map_err(|e| Error::Internal(Box::new(e)))?;
            }
        }
        Ok(())
    }

    fn take(&mut self) -> Vec<u8> {
        match self {
            Writer::Csv(bytes) | Writer::Json { bytes, .. } => std::mem::take(bytes),
            Writer::Xlsx(book) => book.take(),
        }
    }

    fn finish(self) -> Result<Vec<u8>, Error> {
        match self {
            Writer::Csv(bytes) => Ok(bytes),
            Writer::Xlsx(book) => book.finish().map_err(failed),
            Writer::Json { bytes, .. } => Ok([bytes, b"\n]\n".to_vec()].concat()),
        }
    }
}

fn failed(error: SheetError) -> Error {
    Error::Internal(Box::new(error))
}

/// A line in words, in the order of [`COLUMNS`].
pub(crate) fn cells(ask: &Ask, line: &Line) -> Vec<Cell> {
    let word = |kind: &str, value: &str| Cell::Text(ask.text(&format!("register-{kind}-{value}"), &[]));
    let text = |value: Option<&str>| Cell::Text(value.unwrap_or_default().to_owned());
    vec![
        Cell::Number(line.year),
        Cell::Number(line.number),
        Cell::Text(line.registered_at.greek()),
        word("direction", line.direction.as_str()),
        Cell::Text(line.subject.clone()),
        text(line.correspondent_name.as_deref()),
        text(line.correspondent_tax_id.as_deref()),
        Cell::Text(line.further.names().collect::<Vec<_>>().join("; ")),
        text(line.their_number.as_deref()),
        text(line.their_date.map(kernel::Day::greek).as_deref()),
        line.kind.map_or(text(None), |kind| word("kind", kind.as_str())),
        line.channel.map_or(text(None), |channel| word("channel", channel.as_str())),
        text(line.folder.as_deref()),
        text(line.competent_name.as_deref()),
        Cell::Number(line.file_count),
        word("confidentiality", line.confidentiality.as_str()),
        word("state", line.state.as_str()),
        Cell::Text(line.registered_by_name.clone()),
        text(line.unit_name.as_deref()),
    ]
}

/// An export on its way.
struct Export {
    ask: Ask,
    cx: Cx,
    filter: Filter,
    writer: Option<Writer>,
}

/// The next bytes; none at the end.
async fn next(mut export: Export) -> Result<Option<(Bytes, Export)>, Error> {
    let Some(mut writer) = export.writer.take() else { return Ok(None) };
    let page = register::lines(&mut export.cx, &export.filter).await?;
    for line in &page.rows {
        writer.line(&export.ask, line)?;
    }
    let bytes = match page.next {
        Some(place) => {
            export.filter.before = Some(place);
            let bytes = writer.take();
            export.writer = Some(writer);
            bytes
        }
        None => writer.finish()?,
    };
    Ok(Some((bytes.into(), export)))
}

pub(crate) async fn export(ask: Ask, Query(asked): Query<Asked>, Query(Format { format }): Query<Format>) -> Reply {
    let writer = Writer::new(&ask, &format)?;
    let mut cx = ask.write().await?;
    let (filter, problems) = asked.filter(&ask, cx.now.day());
    if let Some(problem) = problems.into_values().next() {
        return Err(Error::BadRequest(problem));
    }
    register::exported(&mut cx, &format, &asked.query(String::new())).await?;
    cx.commit().await?;
    let media = match format.as_str() {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/json",
    };
    let name = format!("{}.{format}", ask.text("register-title", &[]));
    let headers =
        [(header::CONTENT_TYPE, media.to_owned()), (header::CONTENT_DISPOSITION, disposition("attachment", &name))];
    // One reading transaction for all of it: the export shows one moment.
    let spool = Spool::turn().await?;
    let cx = ask.read().await?;
    let body = spool.body(stream::try_unfold(Export { ask, cx, filter, writer: Some(writer) }, next)).await?;
    Ok((headers, body).into_response())
}
