//! What other modules do with files.

use crate::{DocumentsError, File, Sha256, store};
use blobs::{Stored, clean_name};
use db::Cx;
use kernel::FileId;

/// Names a stored file. Asks for no permission of its own: the action that calls it has asked.
///
/// # Errors
/// What the database refuses.
pub async fn attach(cx: &mut Cx, name: &str, stored: &Stored) -> Result<File, DocumentsError> {
    let file = File {
        id: FileId::new(),
        name: clean_name(name),
        size: i64::try_from(stored.size).unwrap_or(i64::MAX),
        media_type: stored.media_type.to_owned(),
        sha256: Sha256(stored.sha256),
        added_at: cx.now,
    };
    store::insert_blob(&mut cx.tx, &file).await?;
    store::insert_file(&mut cx.tx, &file).await?;
    Ok(file)
}
