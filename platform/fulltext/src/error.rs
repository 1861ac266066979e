//! What can go wrong with an index.

/// Why an index cannot be written or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The folder is of something else: nothing is written into it. With what stands there.
    #[error("{0} is no folder of a search index: {1} stands there")]
    Foreign(std::path::PathBuf, String),
    /// The folder.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The library.
    #[error("the search index: {0}")]
    Tantivy(#[from] tantivy::TantivyError),
}

/// What an index gives.
pub type Result<T> = std::result::Result<T, IndexError>;
