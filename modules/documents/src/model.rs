//! The nouns of files.

use kernel::{FileId, Instant};
use std::fmt;

/// SHA-256 of a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sha256(pub [u8; 32]);

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&kernel::hex(&self.0))
    }
}

/// A file of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The file.
    pub id: FileId,
    /// Its name, cleaned.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// What it is, by its content.
    pub media_type: String,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// When it came.
    pub added_at: Instant,
}

impl File {
    /// Whether a browser may show it; anything that could carry scripts is only downloaded.
    #[must_use]
    pub fn viewable(&self) -> bool {
        let types = ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "text/plain"];
        types.contains(&self.media_type.as_str())
    }
}

/// What is stored, and what it would be if every file had its own bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Usage {
    /// Files of documents.
    pub files: i64,
    /// Their bytes together.
    pub bytes: i64,
    /// Files in the store: the same bytes are there once.
    pub stored_files: i64,
    /// Their bytes together.
    pub stored_bytes: i64,
}

impl Usage {
    /// The bytes that keeping the same file once saves.
    #[must_use]
    pub const fn saved_bytes(&self) -> i64 {
        self.bytes - self.stored_bytes
    }
}
