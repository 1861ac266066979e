//! `asty verify`: judging a proof offline.

use crate::AppError;
use tlog::VerifierKey;

/// Judges the text of a proof with the log's public key, and says in plain words what is proven and what is not.
///
/// # Errors
/// [`AppError::Refused`] with the reason; [`AppError::Key`] when the key is none.
pub fn verify(text: &str, key: &str) -> Result<String, AppError> {
    let keys = [VerifierKey::parse(key)?];
    let v = proof::judge(text, &keys).map_err(|refusal| AppError::Refused(refusal.to_string()))?;
    let (leaf, place) = (&v.leaf, v.index + 1);
    Ok(format!(
        "Proven: entry {}/{} of {} was {} at {} (line {place} of {} in the signed log),\n\
         and what it stated then is exactly this:\n{}\n\
         Not proven: that what the document itself says is true.",
        leaf.number,
        leaf.year,
        v.origin,
        leaf.act,
        leaf.at.utc(),
        v.size,
        v.statement
    ))
}
