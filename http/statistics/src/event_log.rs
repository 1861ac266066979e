//! The log of events, as long as it may be and never in memory at once.

use crate::asked::{Typed, frame};
use axum::{body::Bytes, extract::Query, http::header, response::IntoResponse};
use db::Cx;
use futures_util::stream;
use http_shell::{Ask, Error, Reply, Spool};
use serde::Deserialize;
use statistics::{EventLog, People};

/// Whether people are called by their names.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Of {
    people: String,
}

/// The next bytes; none at the end.
async fn next((mut cx, mut log): (Cx, EventLog)) -> Result<Option<(Bytes, (Cx, EventLog))>, Error> {
    Ok(log.next(&mut cx).await?.map(|text| (text.into(), (cx, log))))
}

pub(crate) async fn export(ask: Ask, Query(typed): Query<Typed>, Query(of): Query<Of>) -> Reply {
    let people = if of.people == "named" { People::Named } else { People::Pseudonyms };
    let (asked, frame) = frame(&ask, typed).await?;
    if let Some(problem) = frame.problems.into_values().next() {
        return Err(Error::BadRequest(problem));
    }
    let mut cx = ask.write().await?;
    let log = statistics::event_log(&mut cx, asked.period, people).await?;
    cx.commit().await?;
    let name = format!("attachment; filename=\"events-{}-{}.jsonocel\"", asked.period.from, asked.period.to);
    let headers = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)];
    // One reading transaction for all of it: the log shows one moment.
    let spool = Spool::turn().await?;
    let cx = ask.read().await?;
    let body = spool.body(stream::try_unfold((cx, log), next)).await?;
    Ok((headers, body).into_response())
}
