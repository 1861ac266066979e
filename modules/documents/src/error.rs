//! What can go wrong with files.

/// What can go wrong with files.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// The file itself was refused.
    #[error(transparent)]
    Blob(#[from] blobs::BlobError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
