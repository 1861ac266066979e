//! Why something is refused.

/// Why something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The index or the size is outside the tree.
    #[error("the index or size is outside the tree")]
    Range,
    /// A hash that the proof needs was not given.
    #[error("a hash that is needed was not given")]
    MissingHash,
    /// The proof does not lead to the root.
    #[error("the proof does not lead to the root")]
    Mismatch,
    /// The text is not of its format.
    #[error("the text is not a valid {0}")]
    Syntax(&'static str),
    /// None of the given keys signed the note.
    #[error("no trusted key signed this")]
    Unsigned,
    /// The key is no Ed25519 key of this form.
    #[error("this is no key")]
    Key,
}
