//! What can go wrong with reading the trail.

use kernel::Forbidden;

/// What can go wrong with reading the trail.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The actor lacks a permission.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] db::Error),
}
