//! Why a file is refused.

use std::io;

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
    /// It asks for a password, and such files are not taken.
    #[error("the file asks for a password")]
    Encrypted,
    /// It carries something that the virus scanner knows.
    #[error("the file carries {name}")]
    Infected {
        /// What the scanner calls it.
        name: String,
    },
    /// The virus scanner did not look at it.
    #[error("the virus scanner did not look at the file: {0}")]
    Unscanned(String),
    /// The disk, or the quota on it, is full.
    #[error("the disk is full")]
    Full,
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// The disk refused.
    #[error(transparent)]
    Io(io::Error),
}

impl From<io::Error> for BlobError {
    /// `NotFound` is not translated here: a missing folder of the store is no missing blob.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => BlobError::Full,
            _ => BlobError::Io(error),
        }
    }
}

impl BlobError {
    /// What opening a blob by its name gives.
    pub(crate) fn opening(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { BlobError::NotFound } else { error.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_has_a_name_of_its_own() {
        // ENOSPC and EDQUOT of Linux.
        for code in [28, 122] {
            assert!(matches!(BlobError::from(io::Error::from_raw_os_error(code)), BlobError::Full), "{code}");
        }
    }
}
