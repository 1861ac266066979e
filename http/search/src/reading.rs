//! The files whose text is read in the background.

use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::{Instant, Permission};
use search::{Reading, ReadingState};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    state: Option<String>,
    /// The last line of the page before: its time and its content.
    after: String,
    again: Option<u64>,
}

#[derive(Serialize)]
struct ReadingPage {
    counts: Vec<(ReadingState, i64)>,
    state: ReadingState,
    files: Vec<Reading>,
    next: Option<String>,
    /// Entries in the index, and bytes.
    entries: i64,
    size: i64,
    may_again: bool,
    again: Option<u64>,
}

fn after(text: &str) -> Option<(Instant, Vec<u8>)> {
    let (at, content) = text.split_once('-')?;
    let content: Option<Vec<u8>> = (0..content.len() / 2)
        .map(|byte| content.get(byte * 2..byte * 2 + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    Some((Instant::from_micros(at.parse().ok()?), content?))
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let state = asked.state.as_deref().and_then(|word| word.parse().ok()).unwrap_or(ReadingState::Waiting);
    let (known, files, more) = search::readings(&mut cx, state, after(&asked.after)).await?;
    drop(cx);
    let index = &ask.town.index;
    let of = |state: &ReadingState| known.iter().find(|(s, _)| s == state).map_or(0, |(_, count)| *count);
    let page = ReadingPage {
        counts: ReadingState::ALL.iter().map(|state| (*state, of(state))).collect(),
        state,
        next: files.last().filter(|_| more).map(|f| format!("{}-{}", f.asked_at.micros(), kernel::hex(&f.sha256))),
        files,
        entries: i64::try_from(index.count()).unwrap_or(i64::MAX),
        size: i64::try_from(index.size()).unwrap_or(i64::MAX),
        may_again: ask.actor.may(Permission::OrganisationWrite),
        again: asked.again,
    };
    ask.page("search/reading.html", page)
}

#[derive(Deserialize)]
pub(crate) struct Again {
    csrf: String,
}

pub(crate) async fn again(ask: Ask, Form(form): Form<Again>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let count = search::readings_again(&mut cx).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/admin/system/reading?again={count}")).into_response())
}
