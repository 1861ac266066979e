//! Why a file is refused.

/// Why a file is refused.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// It has no bytes.
    #[error("the file is empty")]
    Empty,
    /// It is larger than allowed.
    #[error("the file is larger than {max} bytes")]
    TooLarge {
        /// Bytes.
        max: u64,
    },
    /// It ended before its end.
    #[error("the file was cut off on its way")]
    CutOff,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// The disk refused.
    #[error(transparent)]
    Io(std::io::Error),
}

impl From<std::io::Error> for BlobError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => BlobError::Full,
            std::io::ErrorKind::NotFound => BlobError::NotFound,
            _ => BlobError::Io(error),
        }
    }
}
