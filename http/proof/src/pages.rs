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
}

#[derive(Serialize)]
struct VerifyPage {
    /// The public keys, with which the browser judges without sending the file.
    keys: String,
    result: Option<Shown>,
    problem: Option<String>,
}

/// The key of the log, and those that handed it over.
pub(crate) async fn trusted(ask: &Ask) -> Result<Vec<VerifierKey>, Error> {
    let notes = proof::key_notes(&mut ask.read().await?.tx).await?;
    Ok(proof::keys(&notes, ask.town.log.key.verifier()))
}

async fn page(ask: &Ask, result: Option<Shown>, problem: Option<String>) -> Reply {
    let keys: Vec<String> = trusted(ask).await?.iter().map(VerifierKey::to_string).collect();
    ask.page("proof/verify.html", VerifyPage { keys: keys.join(" "), result, problem })
}

async fn form(ask: Ask) -> Reply {
    page(&ask, None, None).await
}

fn shown(ask: &Ask, verdict: Verdict) -> Result<Shown, Error> {
    let stated: Stated = serde_json::from_str(&verdict.statement).map_err(|e| Error::Internal(Box::new(e)))?;
    let Verdict { leaf, index, size, .. } = verdict;
    let of = [("year", leaf.year.to_string()), ("number", leaf.number.to_string())];
    Ok(Shown {
        said: ask.text(&format!("proof-said-{}", leaf.act), &of),
        reason: stated.reason.unwrap_or_default(),
        act: ask.text(&format!("proof-act-{}", leaf.act), &[]),
        at: leaf.at.greek(),
        place: index + 1,
        size,
        subject: stated.entry.subject,
        correspondent: stated.entry.correspondent.map(|c| c.name).unwrap_or_default(),
        files: stated.files,
    })
}

/// Judges a proof, or the one that travels inside a receipt.
fn judge(bytes: Vec<u8>, keys: &[VerifierKey]) -> Result<Verdict, Refusal> {
    let text = if bytes.starts_with(b"%PDF-") {
        pdf::attachment(&bytes, TlogProof::HEADER.as_bytes()).ok_or(Refusal::NotAProof)?
    } else {
        bytes
    };
    proof::judge(std::str::from_utf8(&text).map_err(|_| Refusal::NotAProof)?, keys)
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
    // Reading a stranger's PDF may take a while.
    let judged = tokio::task::spawn_blocking(move || judge(bytes, &keys)).await;
    let verdict = judged.map_err(|e| Error::Internal(Box::new(e)))?;
    match verdict {
        Ok(verdict) => page(&ask, Some(shown(&ask, verdict)?), None).await,
        Err(refusal) => {
            let key = match refusal {
                Refusal::NotAProof => "proof-problem-not-a-proof",
                Refusal::NotInLog => "proof-problem-not-in-log",
                Refusal::Altered => "proof-problem-altered",
            };
            page(&ask, None, Some(ask.text(key, &[]))).await
        }
    }
}
