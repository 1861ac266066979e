//! The leaf: what the public log says of one act. Specified in `docs/formats/leaf.md`.

use aws_lc_rs::digest::{Context, SHA256};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use kernel::Instant;
use std::{fmt, str::FromStr};

const VERSION: &str = "asty/leaf/v1";
const COMMITMENT: &[u8] = b"asty/commitment/v1\n";

/// One line of the public log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The book: `register`, or `log` for what is done with the log itself.
    pub book: String,
    /// What was done: `registered`, `corrected`, `attached`, `cancelled`; `key-changed`.
    pub act: String,
    /// The year of the number.
    pub year: i64,
    /// The number within the year.
    pub number: i64,
    /// When, by the clock of the log.
    pub at: Instant,
    /// SHA-256 over salt and statement.
    pub commitment: [u8; 32],
}

/// Commits to a statement: SHA-256 of `"asty/commitment/v1\n"`, the 32 bytes of salt, the statement.
#[must_use]
pub fn commit(salt: &[u8; 32], statement: &str) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(COMMITMENT);
    context.update(salt);
    context.update(statement.as_bytes());
    let mut out = [0; 32];
    out.copy_from_slice(context.finish().as_ref());
    out
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let commitment = STANDARD.encode(self.commitment);
        let (book, act, at) = (&self.book, &self.act, self.at.utc());
        writeln!(f, "{VERSION}\n{book}\n{act}\n{}/{}\n{at}\n{commitment}", self.year, self.number)
    }
}

/// A text that is no leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no leaf of the form {VERSION}")]
pub struct NoLeaf;

impl FromStr for Leaf {
    type Err = NoLeaf;

    fn from_str(text: &str) -> Result<Self, NoLeaf> {
        let lines: Vec<&str> = text.strip_suffix('\n').ok_or(NoLeaf)?.split('\n').collect();
        let [VERSION, book, act, number, at, commitment] = lines[..] else { return Err(NoLeaf) };
        let (year, number) = number.split_once('/').ok_or(NoLeaf)?;
        let leaf = Leaf {
            book: book.to_owned(),
            act: act.to_owned(),
            year: year.parse().map_err(|_| NoLeaf)?,
            number: number.parse().map_err(|_| NoLeaf)?,
            at: at.parse().map_err(|_| NoLeaf)?,
            commitment: STANDARD.decode(commitment).ok().and_then(|c| c.try_into().ok()).ok_or(NoLeaf)?,
        };
        // One text for one leaf: anything that would be written differently is refused.
        if leaf.to_string() == text { Ok(leaf) } else { Err(NoLeaf) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn leaf() -> Leaf {
        Leaf {
            book: "register".into(),
            act: "registered".into(),
            year: 2026,
            number: 12345,
            at: "2026-11-23T12:05:31.000042Z".parse().unwrap(),
            commitment: commit(&[7; 32], "{}"),
        }
    }

    #[test]
    fn a_leaf_comes_back() {
        let text = leaf().to_string();
        assert!(text.starts_with("asty/leaf/v1\nregister\nregistered\n2026/12345\n2026-11-23T12:05:31.000042Z\n"));
        assert_eq!(text.parse::<Leaf>().unwrap(), leaf());
    }

    #[test]
    fn only_the_canonical_text_is_a_leaf() {
        let text = leaf().to_string();
        for (from, to) in [("2026/12345", "2026/012345"), ("42Z", "42+00:00"), ("v1", "v2"), ("register\n", "")] {
            assert!(text.replacen(from, to, 1).parse::<Leaf>().is_err(), "{from} -> {to}");
        }
    }

    #[test]
    fn the_commitment_hangs_on_salt_and_statement() {
        assert_ne!(commit(&[1; 32], "a"), commit(&[2; 32], "a"));
        assert_ne!(commit(&[1; 32], "a"), commit(&[1; 32], "b"));
    }
}
