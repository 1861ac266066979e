//! Judging a proof offline, with only the log's public key.

use crate::{Leaf, Opening, commit};
use tlog::{TlogProof, VerifierKey};

/// What a proof shows.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The line of the log.
    pub leaf: Leaf,
    /// The place in the log, from 0.
    pub index: u64,
    /// How many lines the log had when the proof was made.
    pub size: u64,
    /// The log.
    pub origin: String,
    /// The statement that the line commits to, proven to be the one; JSON.
    pub statement: String,
}

/// Why a proof shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file is not a `tlog-proof` with an opening.
    #[error("this file is not a proof of entry")]
    NotAProof,
    /// The checkpoint is not signed by a key that was given, or the leaf is not under it.
    #[error("the proof does not hold: the entry is not in the signed log")]
    NotInLog,
    /// The opening does not belong to the leaf.
    #[error("the details were changed: they are not the ones that the log committed to")]
    Altered,
}

/// Judges the text of a `*.tlog-proof` file against the keys that the reader trusts.
///
/// # Errors
/// [`Refusal`]: what exactly does not hold.
pub fn judge(text: &str, keys: &[VerifierKey]) -> Result<Verdict, Refusal> {
    let proof = TlogProof::parse(text).map_err(|_| Refusal::NotAProof)?;
    let extra = proof.extra.as_deref().ok_or(Refusal::NotAProof)?;
    let opening: Opening = serde_json::from_slice(extra).map_err(|_| Refusal::NotAProof)?;
    let checkpoint = proof.verify(opening.leaf.as_bytes(), keys).map_err(|_| Refusal::NotInLog)?;
    let leaf: Leaf = opening.leaf.parse().map_err(|_| Refusal::NotAProof)?;
    let salt = opening.salt().ok_or(Refusal::NotAProof)?;
    if commit(&salt, &opening.statement) != leaf.commitment {
        return Err(Refusal::Altered);
    }
    Ok(Verdict {
        leaf,
        index: proof.index,
        size: checkpoint.size,
        origin: checkpoint.origin,
        statement: opening.statement,
    })
}

/// Judges the proofs that travel in one receipt: the act that it is of, and what was done with the entry after it.
///
/// # Errors
/// [`Refusal`] when one of them does not hold, or when they are of several entries.
pub fn judge_all(texts: &[Vec<u8>], keys: &[VerifierKey]) -> Result<(Verdict, Vec<Verdict>), Refusal> {
    let one = |bytes: &Vec<u8>| judge(std::str::from_utf8(bytes).map_err(|_| Refusal::NotAProof)?, keys);
    let mut verdicts = texts.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    verdicts.sort_by_key(|verdict| verdict.index);
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next().ok_or(Refusal::NotAProof)?;
    let later: Vec<Verdict> = verdicts.collect();
    let of = |verdict: &Verdict| (verdict.origin.clone(), verdict.leaf.year, verdict.leaf.number);
    if later.iter().any(|verdict| of(verdict) != of(&first)) {
        return Err(Refusal::NotAProof);
    }
    Ok((first, later))
}
