//! What people say of an entry to one another.

use kernel::{CommentId, FileId, Instant};
use serde::Serialize;

/// Something said of an entry inside the house.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Comment {
    /// Its key.
    pub id: CommentId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub made_by_name: String,
    /// Their unit then.
    pub made_by_unit: Option<String>,
    /// Who was told of it.
    pub told: Option<String>,
    /// What was said.
    pub text: String,
    /// The files that go with it, in their order.
    #[sqlx(skip)]
    pub files: Vec<CommentFile>,
}

/// That something was said to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Addressed {
    /// The year of the entry's number.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// By whom.
    pub made_by_name: String,
    /// The subject of the entry.
    #[sqlx(skip)]
    pub subject: String,
}

/// A file that goes with a comment.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct CommentFile {
    /// The comment.
    pub comment: CommentId,
    /// The file.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// What it is, by its content.
    pub media_type: String,
    /// SHA-256 of its bytes.
    #[serde(skip)]
    pub sha256: Vec<u8>,
    /// When it came.
    pub added_at: Instant,
}

impl From<CommentFile> for documents::File {
    fn from(of: CommentFile) -> Self {
        let CommentFile { id, name, size, media_type, sha256, added_at, .. } = of;
        let sha256 = documents::Sha256(sha256.try_into().unwrap_or([0; 32]));
        Self { id, name, size, media_type, sha256, added_at }
    }
}
