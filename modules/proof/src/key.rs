//! Changing the key that signs the log, so that what an earlier key signed stays verifiable.

use crate::{Leaf, LogKey, ProofError, actions, commit, events, store};
use db::{Cx, Event, Tx};
use kernel::{Faults, Permission};
use tlog::{SigningKey, VerifierKey};

pub(crate) const BOOK: &str = "log";
pub(crate) const ACT: &str = "key-changed";
const VERSION: &str = "asty/key/v1";

/// The words by which one key handed over to the next: version, log, time, the key before, the key after; signed by
/// both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyNote {
    /// The signed note.
    pub text: String,
    /// The key before.
    pub before: VerifierKey,
    /// The key after.
    pub after: VerifierKey,
}

impl KeyNote {
    /// Reads a signed note. Both keys that it names must have signed it.
    ///
    /// # Errors
    /// [`ProofError::Log`].
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let wrong = tlog::Error::Syntax("note of a change of key");
        let lines: Vec<&str> = text.split("\n\n").next().unwrap_or_default().split('\n').collect();
        let [VERSION, origin, _, before, after] = lines[..] else { return Err(wrong.into()) };
        let (before, after) = (VerifierKey::parse(before)?, VerifierKey::parse(after)?);
        if before.name() != origin || after.name() != origin {
            return Err(wrong.into());
        }
        for key in [&before, &after] {
            tlog::open(text, std::slice::from_ref(key))?;
        }
        Ok(Self { text: text.to_owned(), before, after })
    }
}

/// Hands the log over from `old` to `new`: a line of the log, and the words that both signed. The caller keeps the new
/// key in its file, after the commit.
///
/// # Errors
/// When forbidden; what the database refuses.
pub async fn change_key(cx: &mut Cx, old: &LogKey, new: &SigningKey) -> Result<KeyNote, ProofError> {
    cx.require(Permission::OrganisationWrite)?;
    let slot = actions::open(cx).await?;
    let (before, after) = (old.key.verifier(), new.verifier());
    let words = format!("{VERSION}\n{}\n{}\n{before}\n{after}\n", old.origin, slot.at.utc());
    let note = tlog::sign(&words, &[&old.key, new])?;
    let year = i64::from(slot.at.year());
    let mut number = 1;
    for row in store::key_rows(&mut cx.tx).await? {
        let leaf: Option<Leaf> = store::leaf(&mut cx.tx, row.leaf).await?.and_then(|leaf| leaf.parse().ok());
        number += i64::from(leaf.is_some_and(|leaf| leaf.year == year));
    }
    let salt = actions::append(cx, slot, BOOK, ACT, (year, number), &note).await?;
    let row = store::KeyRow { leaf: slot.index, verifier: after.to_string(), salt: salt.to_vec(), note: note.clone() };
    store::insert_key(&mut cx.tx, row).await?;
    let data = serde_json::json!({ "before": before.to_string(), "after": after.to_string() });
    let (kind, subject) = (events::KEY_CHANGED, Default::default());
    cx.record(Event { kind, subject_kind: "log", subject, label: &old.origin, data }).await?;
    KeyNote::parse(&note)
}

/// The handovers from key to key, oldest first.
///
/// # Errors
/// [`ProofError::Log`] when one of them was altered; what the database refuses.
pub async fn key_notes(tx: &mut Tx) -> Result<Vec<KeyNote>, ProofError> {
    store::key_rows(tx).await?.into_iter().map(|row| KeyNote::parse(&row.note)).collect()
}

/// The keys that the handovers tie to `trusted`, itself first: each handover leads both ways.
#[must_use]
pub fn keys(notes: &[KeyNote], trusted: &VerifierKey) -> Vec<VerifierKey> {
    let mut keys = vec![trusted.clone()];
    for note in notes.iter().rev().chain(notes) {
        for (known, other) in [(&note.after, &note.before), (&note.before, &note.after)] {
            if keys.contains(known) && !keys.contains(other) {
                keys.push(other.clone());
            }
        }
    }
    keys
}

/// Each of the `given` lines about a key has its words, byte for byte, and the other way round.
pub(crate) async fn examine(cx: &mut Cx, given: i64, faults: &mut Faults) -> Result<(), ProofError> {
    let rows = store::key_rows(&mut cx.tx).await?;
    let count = rows.len() as i64;
    faults.unless(count == given, || format!("the log has {given} changes of the key, the database {count}"));
    for row in &rows {
        let leaf: Option<Leaf> = store::leaf(&mut cx.tx, row.leaf).await?.and_then(|leaf| leaf.parse().ok());
        let salt: Option<[u8; 32]> = row.salt.as_slice().try_into().ok();
        let fits = leaf.zip(salt).is_some_and(|(leaf, salt)| {
            leaf.book == BOOK && leaf.act == ACT && commit(&salt, &row.note) == leaf.commitment
        });
        let whole = KeyNote::parse(&row.note).is_ok_and(|note| note.after.to_string() == row.verifier);
        faults.unless(fits && whole, || format!("line {}: the change of the key was altered", row.leaf + 1));
    }
    Ok(())
}
