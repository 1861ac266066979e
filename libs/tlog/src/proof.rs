//! C2SP tlog-proof: a leaf's inclusion in a signed checkpoint, in one file.

use crate::{Checkpoint, Error, Hash, VerifierKey, leaf_hash, verify_inclusion};
use base64::{Engine as _, engine::general_purpose::STANDARD};

const MAX_TEXT: usize = 4_000_000;
const MAX_HASHES: usize = 63;

/// An offline proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// What the application adds.
    pub extra: Option<Vec<u8>>,
    /// The place of the leaf.
    pub index: u64,
    /// The inclusion proof.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint.
    pub checkpoint: String,
}

impl TlogProof {
    /// The first line of the file.
    pub const HEADER: &str = "c2sp.org/tlog-proof@v1";

    /// The text of the file.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = format!("{}\n", Self::HEADER);
        if let Some(extra) = &self.extra {
            text.push_str(&format!("extra {}\n", STANDARD.encode(extra)));
        }
        text.push_str(&format!("index {}\n", self.index));
        for hash in &self.hashes {
            text.push_str(&STANDARD.encode(hash.0));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`Error::Syntax`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = Error::Syntax("tlog-proof");
        if text.len() > MAX_TEXT {
            return Err(wrong);
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(wrong)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(Self::HEADER) {
            return Err(wrong);
        }
        let extra = match lines.peek().and_then(|l| l.strip_prefix("extra ")) {
            Some(data) => {
                let data = STANDARD.decode(data).map_err(|_| wrong)?;
                lines.next();
                Some(data)
            }
            None => None,
        };
        let digits = lines.next().and_then(|l| l.strip_prefix("index ")).ok_or(wrong)?;
        let index: u64 = digits.parse().map_err(|_| wrong)?;
        let hash = |line: &str| STANDARD.decode(line).ok().and_then(|h| Hash::from_slice(&h)).ok_or(wrong);
        let hashes: Vec<Hash> = lines.map(hash).collect::<Result<_, _>>()?;
        if hashes.len() > MAX_HASHES || index.to_string() != digits {
            return Err(wrong);
        }
        Ok(Self { extra, index, hashes, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that `leaf` stands at this place of a log that one of `keys` signed.
    ///
    /// # Errors
    /// [`Error::Unsigned`], [`Error::Mismatch`], [`Error::Range`] or [`Error::Syntax`].
    pub fn verify(&self, leaf: &[u8], keys: &[VerifierKey]) -> Result<Checkpoint, Error> {
        let checkpoint = Checkpoint::open(&self.checkpoint, keys)?;
        verify_inclusion(leaf_hash(leaf), self.index, checkpoint.size, &self.hashes, checkpoint.root)?;
        Ok(checkpoint)
    }
}
