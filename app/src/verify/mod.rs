//! `asty verify`: what is proven and what is not, in plain words.

mod database;
mod log;
mod source;

pub use database::{database, examined, kept};
pub use log::{export, followed, since, whole};
pub use source::Source;

use crate::AppError;
use proof::{Refusal, Verdict};
use serde_json::Value;
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

/// That a proof is of another log than those whose keys are trusted, when it is.
fn other_log(text: &str, keys: &[VerifierKey]) -> Option<AppError> {
    let checkpoint = TlogProof::parse(text).ok()?.checkpoint;
    let origin = checkpoint.lines().next()?;
    let names: Vec<&str> = keys.iter().map(VerifierKey::name).collect();
    let other = !names.contains(&origin);
    let said = format!("Not proven: this receipt is of {origin}; the key given is of {}.", names.join(", "));
    other.then_some(AppError::Refused(said))
}

/// What was stated, for people: a line for each field that says something.
fn words(value: &Value, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(fields) => {
            let shown = fields.iter().filter(|(_, inner)| said(inner));
            let line = |(name, inner): (&String, &Value)| {
                let name = name.replace('_', " ");
                match inner {
                    Value::Object(_) | Value::Array(_) => format!("{indent}{name}:\n{}", words(inner, depth + 1)),
                    _ => format!("{indent}{name}: {}", words(inner, 0)),
                }
            };
            shown.map(line).collect::<Vec<_>>().join("\n")
        }
        Value::Array(items) => {
            let item = |inner: &Value| format!("{indent}- {}", words(inner, depth + 1).trim_start());
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        Value::Bool(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn said(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

/// Judges the bytes of a receipt (PDF) or of a proof (`.tlog-proof`) with the log's public keys.
///
/// # Errors
/// [`AppError::Refused`] with the reason.
pub fn file(bytes: &[u8], keys: &[VerifierKey], json: bool) -> Result<String, AppError> {
    let receipt = bytes.starts_with(b"%PDF-");
    let refused = |refusal: Refusal| AppError::Refused(format!("Not proven: {refusal}."));
    let texts = if receipt { pdf::attachments(bytes, TlogProof::HEADER.as_bytes()) } else { vec![bytes.to_vec()] };
    let other = || other_log(std::str::from_utf8(texts.first()?).ok()?, keys);
    let (v, since) = proof::judge_all(&texts, keys).map_err(|refusal| other().unwrap_or_else(|| refused(refusal)))?;
    let (leaf, place) = (&v.leaf, v.index + 1);
    let statement: Value = serde_json::from_str(&v.statement)?;
    let page = "What the pages of the PDF show is not proven: compare it with the above.\n  ";
    let (stated, later) = match leaf.act.as_str() {
        "corrected" => ("why, and what stands since then, is exactly this", LATER),
        "attached" => ("with these files, what stands since then is exactly this", LATER),
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
        if json { serde_json::to_string_pretty(&statement)? } else { words(&statement, 1) },
        v.size,
        since.iter().map(added).collect::<String>(),
        if receipt { page } else { "" },
    ))
}

/// What an act that travels in the same receipt adds.
fn added(act: &Verdict) -> String {
    format!("Proven too: it was {} at {}, line {}.\n", act.leaf.act, act.leaf.at.greek(), act.index + 1)
}
