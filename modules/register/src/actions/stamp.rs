//! `keep_stamped`: a copy with the number above its first page stands beside the original.

use super::read::seen_whole;
use crate::{RegisterError, events, store};
use blobs::Stored;
use db::{Cx, Event};
use documents::File;
use kernel::{FileId, Permission};

/// Keeps the stamped copy of a file of an entry, which is stored already. What the entry states stays as it was.
///
/// # Errors
/// [`RegisterError::NotFound`], [`RegisterError::Unchanged`] when there is a copy already, and when the actor may not
/// read the entry.
pub async fn keep_stamped(
    cx: &mut Cx,
    (year, number): (i64, i64),
    original: FileId,
    stored: &Stored,
) -> Result<File, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    seen_whole(cx, &entry)?;
    let file = entry.files.iter().find(|file| file.id == original).ok_or(RegisterError::NotFound)?;
    let copy = documents::attach(cx, &format!("{number}-{year} {}", file.name), stored).await?;
    if !store::insert_stamped(&mut cx.tx, entry.id, original, copy.id).await? {
        return Err(RegisterError::Unchanged);
    }
    let data = serde_json::json!({ "original": original, "copy": copy.id });
    let label = entry.label();
    let event = Event { kind: events::STAMPED, subject_kind: events::ENTRY, subject: entry.id.0, label: &label, data };
    cx.record(event).await?;
    Ok(copy)
}
