//! C2SP tlog-checkpoint: origin, size and root, signed as a note.

use crate::{Error, Hash, SigningKey, VerifierKey, note};
use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The state of a log at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub origin: String,
    /// How many leaves it has.
    pub size: u64,
    /// The root of their tree.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root.0))
    }

    /// The signed checkpoint.
    ///
    /// # Errors
    /// [`Error::Syntax`] when the origin is no line of text.
    pub fn sign(&self, key: &SigningKey) -> Result<String, Error> {
        note::sign(&self.text(), &[key])
    }

    /// Reads the text of a checkpoint; extension lines are allowed and passed over.
    ///
    /// # Errors
    /// [`Error::Syntax`].
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = Error::Syntax("checkpoint");
        let mut lines = text.strip_suffix('\n').ok_or(wrong)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(wrong);
        };
        if origin.is_empty() || lines.any(str::is_empty) {
            return Err(wrong);
        }
        let number: u64 = size.parse().map_err(|_| wrong)?;
        if number.to_string() != size {
            return Err(wrong);
        }
        let root = STANDARD.decode(root).ok().and_then(|r| Hash::from_slice(&r)).ok_or(wrong)?;
        Ok(Self { origin: origin.to_owned(), size: number, root })
    }

    /// Opens a signed checkpoint. Its origin must be the name of a key that signed it.
    ///
    /// # Errors
    /// [`Error::Syntax`] or [`Error::Unsigned`].
    pub fn open(signed: &str, keys: &[VerifierKey]) -> Result<Self, Error> {
        let checkpoint = Self::parse(note::open(signed, keys)?)?;
        // A log's key may not speak for another log.
        let own: Vec<VerifierKey> = keys.iter().filter(|k| k.name() == checkpoint.origin).cloned().collect();
        note::open(signed, &own)?;
        Ok(checkpoint)
    }
}
