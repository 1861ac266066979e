//! What can go wrong in the register.

use crate::{Mapping, Problem};
use documents::DocumentsError;
use kernel::Forbidden;
use proof::ProofError;

/// What can go wrong in the register.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The actor lacks a permission, or the entry is not for them.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// Some fields are not as they must be; nothing was stored.
    #[error("some fields are not as they must be")]
    Invalid(Vec<Problem>),
    /// There is no such entry.
    #[error("there is no such entry")]
    NotFound,
    /// The entry is cancelled already.
    #[error("the entry is cancelled")]
    Cancelled,
    /// Nothing differs from what stands.
    #[error("nothing differs from what stands")]
    Unchanged,
    /// The entry was corrected since the actor looked at it.
    #[error("the entry was corrected meanwhile")]
    Stale,
    /// The entry would have more files than the municipality allows.
    #[error("an entry has not more files than {0}")]
    ManyFiles(usize),
    /// An import goes on as it began: the columns meant something else then.
    #[error("this import began with other columns ({0}): go on with these, or import under another name")]
    OtherMapping(Mapping),
    /// The organisation.
    #[error(transparent)]
    Identity(#[from] identity::IdentityError),
    /// The log refused.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The files.
    #[error(transparent)]
    Documents(#[from] DocumentsError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
    /// A table could not be read.
    #[error(transparent)]
    Sheet(#[from] sheets::SheetError),
    /// A statement could not be written or read: a mistake in the program or a damaged database.
    #[error(transparent)]
    Statement(#[from] serde_json::Error),
}
