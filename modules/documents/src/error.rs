//! What can go wrong with files.

/// What can go wrong with files.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] kernel::Forbidden),
    /// The file itself was refused.
    #[error(transparent)]
    Blob(#[from] blobs::BlobError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
