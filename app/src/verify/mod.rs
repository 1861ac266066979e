//! `asty verify`: what is proven and what is not, in plain words.

mod database;
mod log;
mod source;

pub use database::{database, examined, kept};
pub use log::{export, followed, since, whole};
pub use source::Source;

use crate::AppError;
use proof::{Refusal, Verdict};
use tlog::{TlogProof, VerifierKey};

/// The keys that a person typed.
///
/// # Errors
/// [`AppError::Key`] when one is none.
pub fn keys(texts: &[String]) -> Result<Vec<VerifierKey>, AppError> {
    Ok(texts.iter().map(|text| VerifierKey::parse(text)).collect::<Result<_, _>>()?)
}

/// What the proof of an act cannot know.
const LATER: &str = "\n  That it was not corrected or cancelled later: its page shows that.";

/// Judges the bytes of a receipt (PDF) or of a proof (`.tlog-proof`) with the log's public keys.
///
/// # Errors
/// [`AppError::Refused`] with the reason.
pub fn file(bytes: &[u8], keys: &[VerifierKey]) -> Result<String, AppError> {
    let receipt = bytes.starts_with(b"%PDF-");
    let refused = |refusal: Refusal| AppError::Refused(format!("Not proven: {refusal}."));
    let texts = if receipt { pdf::attachments(bytes, TlogProof::HEADER.as_bytes()) } else { vec![bytes.to_vec()] };
    let (v, since) = proof::judge_all(&texts, keys).map_err(refused)?;
    let (leaf, place) = (&v.leaf, v.index + 1);
    let statement: serde_json::Value = serde_json::from_str(&v.statement)?;
    let page = "What the pages of the PDF show is not proven: compare it with the above.\n  ";
    let (stated, later) = match leaf.act.as_str() {
        "corrected" => ("why, and what stands since then, is exactly this", LATER),
        "cancelled" => ("why, and what had stood until then, is exactly this", ""),
        _ => ("what was stated then is exactly this", LATER),
    };
    Ok(format!(
        "Proven: entry {}/{} of {} was {} at {}, and {stated}:\n{}\n\
         It is line {place} of {} that the key signed.\n\
         {}Not proven:\n  {}That what the document itself says is true.{later}",
        leaf.number,
        leaf.year,
        v.origin,
        leaf.act,
        leaf.at.greek(),
        serde_json::to_string_pretty(&statement)?,
        v.size,
        since.iter().map(added).collect::<String>(),
        if receipt { page } else { "" },
    ))
}

/// What an act that travels in the same receipt adds.
fn added(act: &Verdict) -> String {
    format!("Proven too: it was {} at {}, line {}.\n", act.leaf.act, act.leaf.at.greek(), act.index + 1)
}
