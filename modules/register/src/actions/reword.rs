//! Words of entries that were registered before more of them were kept.

use crate::{RegisterError, store, terms::words_of};
use db::Cx;
use kernel::Permission;

/// How many entries are taken at once.
const BATCH: i64 = 500;

/// Keeps the words of some entries of before; false when none is left. Cut off, it goes on where it was.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn reword(cx: &mut Cx) -> Result<bool, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let places = store::unworded(&mut cx.tx, BATCH).await?;
    for place in &places {
        // An entry that somebody took out behind the program's back has no words; that it is missing, `verify` says.
        if let Some(entry) = store::find(&mut cx.tx, place.year, place.number).await? {
            let words: Vec<String> = words_of(&entry).into_iter().collect();
            store::insert_words(&mut cx.tx, (place.year, place.number), &words).await?;
        }
        store::worded(&mut cx.tx, (place.year, place.number)).await?;
    }
    Ok(!places.is_empty())
}
