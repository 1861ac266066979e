//! What can go wrong with an index.

/// Why an index cannot be written or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The library.
    #[error("the search index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
}

/// What an index gives.
pub type Result<T> = std::result::Result<T, IndexError>;
