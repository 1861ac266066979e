//! The work after the commit: what waits, what failed and why, what is done.

use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect},
};
use http_shell::{Ask, Error, Reply};
use kernel::{Instant, JobId, Permission};
use queue::{Count, Listed, State};
use serde::{Deserialize, Serialize};

/// The kind of the job that tidies once a day.
pub const TIDY: &str = "tidy";
/// The kinds that have words.
const KNOWN: [&str; 7] = ["mail", "checkpoint", "notice", "digest", "search", TIDY, "sender-letter"];
/// Lines of a page.
const PAGE: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    state: Option<String>,
    kind: String,
    before: Option<JobId>,
    again: Option<u64>,
}

#[derive(Serialize)]
struct Kind {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct Line {
    id: JobId,
    kind: String,
    created_at: Instant,
    /// When it is tried next, was tried last, or was done.
    at: Instant,
    attempts: i64,
    /// What went wrong last, in words where we have some.
    why: Option<String>,
    /// What was said besides the words.
    error: Option<String>,
    /// To whom a mail goes, and what it is about.
    to: Option<String>,
    about: Option<String>,
}

/// The outside of a letter; the text may hold the secret of an invitation.
#[derive(Deserialize, Default)]
struct Envelope {
    to: Option<String>,
    subject: Option<String>,
}

#[derive(Serialize)]
struct Page {
    counts: Vec<(State, i64)>,
    kinds: Vec<Kind>,
    state: State,
    kind: String,
    jobs: Vec<Line>,
    next: Option<JobId>,
    tidied_at: Option<Instant>,
    may_again: bool,
    again: Option<u64>,
}

fn label(ask: &Ask, kind: &str) -> String {
    if KNOWN.contains(&kind) { ask.text(&format!("system-job-kind-{kind}"), &[]) } else { kind.to_owned() }
}

/// The words for what an administrator can mend; whatever a server said stays as it was said.
fn why(error: &str) -> &'static str {
    if error.contains("mail.server") {
        "system-job-why-server"
    } else if error.contains("is no e-mail address") {
        "system-job-why-address"
    } else if error.contains("certificate") || error.contains("Certificate") {
        "system-job-why-certificate"
    } else if error.contains("permanent error (5") {
        "system-job-why-refused"
    } else if error.contains("onnection") {
        "system-job-why-connection"
    } else {
        "system-job-why-other"
    }
}

fn line(ask: &Ask, job: Listed) -> Line {
    let why = job.error.as_deref().map(why);
    let mail = if job.kind == KNOWN[0] { serde_json::from_str(&job.payload).ok() } else { None };
    let Envelope { to, subject } = mail.unwrap_or_default();
    Line {
        id: job.id,
        kind: label(ask, &job.kind),
        created_at: job.created_at,
        at: job.ended_at.unwrap_or(job.due_at),
        attempts: job.attempts,
        why: why.map(|key| ask.text(key, &[])),
        // Of a server that is not set the words say everything.
        error: job.error.filter(|_| why != Some("system-job-why-server")),
        to,
        about: subject,
    }
}

/// How many there are in a state.
pub(crate) fn total(counts: &[Count], state: State) -> i64 {
    counts.iter().filter(|c| c.state == state).map(|c| c.count).sum()
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let counts = queue::counts(&mut cx).await?;
    // What wants somebody's hand is shown first.
    let first = if total(&counts, State::Failed) > 0 { State::Failed } else { State::Waiting };
    let state = asked.state.and_then(|word| word.parse().ok()).unwrap_or(first);
    let kind = Some(asked.kind.as_str()).filter(|kind| !kind.is_empty());
    let limit = u16::try_from(PAGE + 1).unwrap_or(u16::MAX);
    let mut jobs = queue::list(&mut cx, state, kind, asked.before, limit).await?;
    let tidied_at = queue::last_done(&mut cx, TIDY).await?;
    let more = jobs.len() > PAGE;
    jobs.truncate(PAGE);
    let mut kinds: Vec<&str> = counts.iter().map(|c| c.kind.as_str()).collect();
    kinds.dedup();
    let page = Page {
        counts: State::ALL.iter().map(|state| (*state, total(&counts, *state))).collect(),
        kinds: kinds.iter().map(|kind| Kind { value: (*kind).to_owned(), label: label(&ask, kind) }).collect(),
        state,
        kind: asked.kind,
        next: jobs.last().filter(|_| more).map(|job| job.id),
        jobs: jobs.into_iter().map(|job| line(&ask, job)).collect(),
        tidied_at,
        may_again: ask.actor.may(Permission::OrganisationWrite),
        again: asked.again,
    };
    ask.page("system/jobs.html", page)
}

#[derive(Deserialize)]
pub(crate) struct Again {
    csrf: String,
    #[serde(default)]
    kind: String,
}

fn back(count: u64) -> Reply {
    Ok(Redirect::to(&format!("/admin/system/jobs?again={count}")).into_response())
}

pub(crate) async fn again(ask: Ask, Path(id): Path<JobId>, Form(form): Form<Again>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    queue::again(&mut cx, id).await?;
    cx.commit().await?;
    back(1)
}

pub(crate) async fn again_all(ask: Ask, Form(form): Form<Again>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let kind = Some(form.kind.as_str()).filter(|kind| !kind.is_empty());
    let count = queue::again_all(&mut cx, kind).await?;
    cx.commit().await?;
    back(count)
}
