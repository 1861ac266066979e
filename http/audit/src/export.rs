//! The trail, taken out of the house.

use crate::pages::Asked;
use audit::{Before, Filter, Line};
use axum::{body::Body, extract::Query, http::header, response::IntoResponse};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use http_shell::{Ask, Error, Reply};

/// Lines that are read at once.
const BATCH: u16 = 1000;
const HEADS: [&str; 12] = [
    "id",
    "at",
    "actor",
    "actor_name",
    "address",
    "via",
    "session",
    "kind",
    "subject_kind",
    "subject",
    "label",
    "data",
];

enum Next {
    Start,
    Before(Before),
    End,
}

/// Batch by batch, each a read of its own: a slow reader holds no connection. Without a filter nothing is meant.
fn batches(ask: Ask, filter: Option<Filter>) -> impl Stream<Item = Result<Vec<Line>, Error>> {
    let first = if filter.is_some() { Next::Start } else { Next::End };
    stream::try_unfold((ask, filter.unwrap_or_default(), first), |(ask, mut filter, next)| async move {
        match next {
            Next::Start => {}
            Next::Before(before) => filter.before = Some(before),
            Next::End => return Ok(None),
        }
        let page = audit::list(&mut ask.read().await?, &filter, BATCH).await?;
        let next = page.next.map_or(Next::End, Next::Before);
        Ok(Some((page.lines, (ask, filter, next))))
    })
}

/// What is exported: nothing where somebody is meant whom nobody is. A day that is none is refused, not left out.
async fn filter(ask: &Ask, asked: &mut Asked) -> Result<Option<Filter>, Error> {
    if let Some(field) = asked.wrong().first() {
        return Err(Error::BadRequest(format!("{field} is no date")));
    }
    asked.people(ask).await?;
    Ok((!asked.unclear()).then(|| asked.filter()))
}

async fn note(ask: &Ask, asked: &Asked, format: &str) -> Result<(), Error> {
    let mut cx = ask.write().await?;
    let asked = serde_json::to_value(asked).unwrap_or_default();
    audit::exported(&mut cx, format, asked).await?;
    Ok(cx.commit().await?)
}

fn answer(media: &'static str, name: &'static str, body: Body) -> Reply {
    let headers = [(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

fn cells(line: &Line) -> [String; 12] {
    let text = |value: Option<String>| value.unwrap_or_default();
    [
        line.id.to_string(),
        line.at.athens(),
        text(line.actor.map(|id| id.to_string())),
        line.actor_name.clone(),
        text(line.address.clone()),
        text(line.via.map(|via| via.to_string())),
        text(line.session.map(|id| id.to_string())),
        line.kind.clone(),
        line.subject_kind.clone(),
        line.subject.to_string(),
        line.label.clone(),
        line.data.clone(),
    ]
}

pub(crate) async fn csv(ask: Ask, Query(mut asked): Query<Asked>) -> Reply {
    let filter = filter(&ask, &mut asked).await?;
    note(&ask, &asked, "csv").await?;
    let mut head = sheets::BOM.as_bytes().to_vec();
    head.extend(sheets::row(&HEADS));
    let lines = batches(ask, filter).map(|batch| {
        batch.map(|lines| Bytes::from(lines.iter().flat_map(|line| sheets::row(&cells(line))).collect::<Vec<u8>>()))
    });
    let body = stream::once(async { Ok(Bytes::from(head)) }).chain(lines);
    answer("text/csv; charset=utf-8", "attachment; filename=\"audit.csv\"", Body::from_stream(body))
}

/// One line as a document: `data` is JSON already, and stays it.
fn document(line: &Line) -> Option<String> {
    let mut value = serde_json::to_value(line).ok()?;
    value["data"] = serde_json::from_str(&line.data).ok()?;
    Some(value.to_string())
}

pub(crate) async fn json(ask: Ask, Query(mut asked): Query<Asked>) -> Reply {
    let filter = filter(&ask, &mut asked).await?;
    note(&ask, &asked, "json").await?;
    let lines = batches(ask, filter).enumerate().map(|(place, batch)| {
        batch.map(|lines| {
            let text = lines.iter().filter_map(document).collect::<Vec<_>>().join(",\n");
            let comma = if place > 0 && !text.is_empty() { ",\n" } else { "" };
            Bytes::from(format!("{comma}{text}"))
        })
    });
    let start = stream::once(async { Ok(Bytes::from_static(b"[")) });
    let end = stream::once(async { Ok(Bytes::from_static(b"]\n")) });
    let body = Body::from_stream(start.chain(lines).chain(end));
    answer("application/json", "attachment; filename=\"audit.json\"", body)
}
