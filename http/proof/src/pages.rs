//! The public log as tiles, and the page that verifies.

use crate::log;
use axum::{
    Json,
    extract::{DefaultBodyLimit, Multipart, Path},
    http::{Method, header},
    response::IntoResponse,
    routing::{get, post},
};
use html::Template;
use http_shell::{Access, Ask, Error, Reply, Route};
use proof::{Refusal, Verdict};
use serde::{Deserialize, Serialize};
use tlog::{TileId, TlogProof, VerifierKey};
use tokio::sync::Semaphore;

/// The largest file that is judged, bytes: a receipt has some tens of thousands.
const MAX_FILE: usize = 5_000_000;
/// The largest form: the file and what a form puts around it.
const MAX_FORM: usize = MAX_FILE + 64 * 1024;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "proof/verify.html", source: include_str!("../templates/verify.html") },
    Template { name: "proof/log.html", source: include_str!("../templates/log.html") },
];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let public = |method, path, handler| Route { method, path, access: Access::Public, handler };
    vec![
        public(Method::GET, "/log", get(log::show)),
        public(Method::GET, "/log/checkpoint", get(checkpoint)),
        public(Method::GET, "/log/checkpoints/{day}", get(log::of_day)),
        public(Method::GET, "/log/keys", get(keys)),
        public(Method::GET, "/log/tile/{*path}", get(tile)),
        public(Method::GET, "/verify", get(form)),
        public(Method::POST, "/verify", post(verify).layer(DefaultBodyLimit::max(MAX_FORM))),
    ]
}

async fn checkpoint(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let (_, signed) = proof::checkpoint(&mut cx.tx, &ask.town.log).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], signed).into_response())
}

/// The handovers from key to key, each signed by both: whoever trusts one key of the log can follow to the others.
async fn keys(ask: Ask) -> Reply {
    let notes: Vec<String> =
        proof::key_notes(&mut ask.read().await?.tx).await?.into_iter().map(|note| note.text).collect();
    Ok(Json(notes).into_response())
}

async fn tile(ask: Ask, Path(path): Path<String>) -> Reply {
    let (level, tail) = path.split_once('/').ok_or(Error::NotFound)?;
    let mut cx = ask.read().await?;
    let bytes = if level == "entries" {
        let id = TileId::parse(0, tail).map_err(|_| Error::NotFound)?;
        proof::entries(&mut cx.tx, id).await?
    } else {
        let number: u8 = level.parse().map_err(|_| Error::NotFound)?;
        if number.to_string() != level {
            return Err(Error::NotFound);
        }
        proof::tile(&mut cx.tx, TileId::parse(number, tail).map_err(|_| Error::NotFound)?).await?
    };
    // A tile never changes: every copy on the way may keep it.
    let keep = "public, max-age=31536000, immutable";
    Ok(([(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, keep)], bytes).into_response())
}

/// What the page shows of a statement. It belongs to the register; here it is read as anyone may read it.
#[derive(Deserialize)]
struct Stated {
    reason: Option<String>,
    entry: StatedEntry,
    files: Vec<StatedFile>,
}

#[derive(Deserialize)]
struct StatedEntry {
    subject: String,
    correspondent: Option<StatedParty>,
    #[serde(default)]
    further: Vec<StatedParty>,
}

#[derive(Deserialize)]
struct StatedParty {
    name: String,
}

#[derive(Serialize, Deserialize)]
struct StatedFile {
    name: String,
    sha256: String,
}

#[derive(Serialize)]
struct Shown {
    /// What is proven, in words.
    said: String,
    act: String,
    reason: String,
    at: String,
    place: u64,
    size: u64,
    subject: String,
    correspondent: String,
    files: Vec<StatedFile>,
    /// What was done with the entry after it, in words.
    later: Vec<String>,
}

#[derive(Serialize)]
struct VerifyPage {
    /// The public keys, with which the browser judges without sending the file.
    keys: String,
    result: Option<Shown>,
    problem: Option<String>,
    /// The file is no proof at all.
    none: bool,
}

/// The key of the log, and those that handed it over.
pub(crate) async fn trusted(ask: &Ask) -> Result<Vec<VerifierKey>, Error> {
    let notes = proof::key_notes(&mut ask.read().await?.tx).await?;
    Ok(proof::keys(&notes, ask.town.log.key.verifier()))
}

async fn page(ask: &Ask, result: Option<Shown>, refusal: Option<Refusal>) -> Reply {
    let none = matches!(refusal, Some(Refusal::NotAProof));
    let problem = refusal.map(|refusal| {
        let key = match refusal {
            Refusal::NotAProof => "proof-problem-not-a-proof",
            Refusal::NotInLog => "proof-problem-not-in-log",
            Refusal::Altered => "proof-problem-altered",
        };
        ask.text(key, &[])
    });
    let keys: Vec<String> = trusted(ask).await?.iter().map(VerifierKey::to_string).collect();
    ask.page("proof/verify.html", VerifyPage { keys: keys.join(" "), result, problem, none })
}

async fn form(ask: Ask) -> Reply {
    page(&ask, None, None).await
}

fn said_later(ask: &Ask, act: &Verdict) -> String {
    ask.text(&format!("proof-later-{}", act.leaf.act), &[("at", act.leaf.at.greek())])
}

fn shown(ask: &Ask, verdict: Verdict, later: &[Verdict]) -> Result<Shown, Error> {
    let stated: Stated = serde_json::from_str(&verdict.statement).map_err(|e| Error::Internal(Box::new(e)))?;
    let Verdict { leaf, index, size, .. } = verdict;
    let of = [("year", leaf.year.to_string()), ("number", leaf.number.to_string())];
    let parties: Vec<_> = stated.entry.correspondent.into_iter().chain(stated.entry.further).map(|c| c.name).collect();
    Ok(Shown {
        said: ask.text(&format!("proof-said-{}", leaf.act), &of),
        reason: stated.reason.unwrap_or_default(),
        act: ask.text(&format!("proof-act-{}", leaf.act), &[]),
        at: leaf.at.greek(),
        place: index + 1,
        size,
        subject: stated.entry.subject,
        correspondent: parties.join(" · "),
        files: stated.files,
        later: later.iter().map(|act| said_later(ask, act)).collect(),
    })
}

/// Files are judged one after the other: a stranger's may cost a second, and the desks wait behind none of them.
static TURN: Semaphore = Semaphore::const_new(1);

/// Judges a proof, or those that travel inside a receipt: of its own act, and of what came after.
fn judge(bytes: Vec<u8>, keys: &[VerifierKey]) -> Result<(Verdict, Vec<Verdict>), Refusal> {
    let is_pdf = bytes.starts_with(b"%PDF-");
    let texts = if is_pdf { pdf::attachments(&bytes, TlogProof::HEADER.as_bytes()) } else { vec![bytes] };
    proof::judge_all(&texts, keys)
}

async fn verify(ask: Ask, mut form: Multipart) -> Reply {
    let mut bytes = Vec::new();
    let wrong = |_| Error::BadRequest("the form was cut off".into());
    while let Some(mut part) = form.next_field().await.map_err(wrong)? {
        while let Some(chunk) = part.chunk().await.map_err(wrong)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_FILE {
                return Err(Error::TooLarge);
            }
        }
    }
    let keys = trusted(&ask).await?;
    let _turn = TURN.acquire().await.map_err(|e| Error::Internal(Box::new(e)))?;
    let judged = tokio::task::spawn_blocking(move || judge(bytes, &keys)).await;
    let verdict = judged.map_err(|e| Error::Internal(Box::new(e)))?;
    match verdict {
        Ok((verdict, later)) => page(&ask, Some(shown(&ask, verdict, &later)?), None).await,
        Err(refusal) => page(&ask, None, Some(refusal)).await,
    }
}
