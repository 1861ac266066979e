//! The daily digest of a unit, as a page; and when it is sent.

use ::pdf::{Sheet, SheetPart};
use axum::{
    Form,
    extract::Query,
    http::header,
    response::{IntoResponse, Redirect},
};
use circulation::{Digest, DigestPart, DigestSetting, SentDigest};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use identity::Membership;
use kernel::{Day, Instant, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which unit; the first of the reader's own where none is named.
#[derive(Deserialize)]
pub(crate) struct Asked {
    of: Option<UnitId>,
    done: Option<String>,
}

#[derive(Serialize)]
struct DigestPage {
    digest: Digest,
    units: Vec<Membership>,
    setting: DigestSetting,
    sent: Vec<SentView>,
    leads: bool,
    done: bool,
}

/// A digest that was made, and what became of its mails.
#[derive(Serialize)]
struct SentView {
    day: Day,
    at: Instant,
    mails: Vec<MailView>,
}

#[derive(Serialize)]
struct MailView {
    address: String,
    /// `lost`, `waiting`, `again`, `failed`, `done`; none when it was so long ago that it was forgotten.
    state: Option<&'static str>,
    /// When the mail server took it.
    at: Option<Instant>,
}

/// What became of the mails of these digests of a unit.
async fn became(cx: &mut Cx, unit: UnitId, sent: Vec<SentDigest>) -> Result<Vec<SentView>, Error> {
    let key = |of: &SentDigest, address: &str| circulation::digest_key(unit, of.day, address);
    let keys: Vec<_> = sent.iter().flat_map(|of| of.addresses().map(|address| key(of, address))).collect();
    let jobs = mail::standing(cx, &keys).await?;
    let jobs: BTreeMap<_, _> = jobs.into_iter().map(|job| (job.key.clone(), job)).collect();
    let mail = |of: &SentDigest, address: &str| {
        let job = jobs.get(&key(of, address));
        let state = match job {
            // What no server takes is noted as what came back is.
            Some(job) if job.state == queue::State::Failed => Some("failed"),
            _ if of.lost.iter().any(|lost| lost == address) => Some("lost"),
            Some(job) if job.state == queue::State::Waiting && job.attempts > 1 => Some("again"),
            Some(job) => Some(job.state.as_str()),
            None => None,
        };
        let at = job.filter(|_| state == Some("done")).and_then(|job| job.ended_at);
        MailView { address: address.to_owned(), state, at }
    };
    let view = |of: SentDigest| SentView {
        mails: of.addresses().map(|address| mail(&of, address)).collect(),
        day: of.day,
        at: of.at,
    };
    Ok(sent.into_iter().map(view).collect())
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let units = identity::memberships(&mut cx).await?;
    // Whoever works in no unit has a tray all the same.
    let Some(unit) = asked.of.or_else(|| units.first().map(|unit| unit.unit)) else {
        return Ok(Redirect::to("/desk/tray").into_response());
    };
    let digest = circulation::digest(&mut cx, unit).await?;
    let (setting, sent, leads) = circulation::digests(&mut cx, unit).await?;
    let sent = became(&mut cx, unit, sent).await?;
    drop(cx);
    let page = DigestPage { digest, units, setting, sent, leads, done: asked.done.is_some() };
    ask.page("circulation/digest.html", page)
}

/// The sheet for printing.
pub(crate) async fn pdf(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let unit = asked.of.ok_or(Error::NotFound)?;
    let (at, digest) = (cx.now, circulation::digest(&mut cx, unit).await?);
    drop(cx);
    let word = |key: &str| ask.text(key, &[]);
    let sheet = Sheet {
        lang: ask.lang.to_string(),
        municipality: ask.town.name.clone(),
        title: format!("{} {}", word("circulation-digest"), digest.day.greek()),
        sub: digest.unit_name.clone(),
        parts: digest.parts.iter().map(|part| part_of(&ask, part)).collect(),
        empty: word("circulation-digest-empty"),
    };
    let made = tokio::task::spawn_blocking(move || ::pdf::sheet(&sheet, at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], bytes).into_response())
}

fn part_of(ask: &Ask, part: &DigestPart) -> SheetPart {
    let word = |key: &str| ask.text(key, &[]);
    let columns = ["register-number", "register-subject", "circulation-holder", "circulation-due"];
    let line = |line: &circulation::DigestLine| {
        let restricted = line.subject.is_empty();
        vec![
            format!("{}/{}", line.number, line.year),
            match &line.correspondent_name {
                _ if restricted => word("circulation-mail-restricted"),
                Some(correspondent) => format!("{} · {correspondent}", line.subject),
                None => line.subject.clone(),
            },
            line.employee_name.clone().unwrap_or_else(|| word("circulation-load-unit")),
            line.due.map_or_else(|| "–".to_owned(), kernel::Day::greek),
        ]
    };
    let more = part.count - part.lines.len() as i64;
    SheetPart {
        title: word(&format!("circulation-section-{}", part.section)),
        count: part.count.to_string(),
        columns: columns.map(word).to_vec(),
        lines: part.lines.iter().map(line).collect(),
        note: if more > 0 {
            ask.text("circulation-digest-more", &[("count", more.to_string())])
        } else {
            String::new()
        },
    }
}

/// When it is sent.
#[derive(Deserialize)]
pub(crate) struct Typed {
    csrf: String,
    of: UnitId,
    hour: i64,
    when_empty: Option<String>,
}

pub(crate) async fn set(ask: Ask, Form(form): Form<Typed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let setting = DigestSetting { hour: form.hour, when_empty: form.when_empty.is_some() };
    let mut cx = ask.write().await?;
    circulation::set_digest(&mut cx, form.of, setting).await?;
    cx.commit().await?;
    Ok(Redirect::to(&format!("/desk/digest?of={}&done=1", form.of)).into_response())
}
