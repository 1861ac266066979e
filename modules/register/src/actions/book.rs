//! The register as a book: lines for print and export, and the sheet that closes a day.

use super::{list::page, read::day};
use crate::{Closing, Filter, Line, Page, RegisterError, events, store};
use db::{Cx, Event};
use kernel::{Day, Permission};
use proof::LogKey;
use uuid::Uuid;

/// How many lines an export takes at once.
const STEP: i64 = 500;

/// The next lines of a list with everything that the book shows, for exports that go on to the end.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn lines(cx: &mut Cx, filter: &Filter) -> Result<Page<Line>, RegisterError> {
    page(cx, filter, STEP).await
}

/// Writes into the trail that lines left the program, and by which filter.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn exported(cx: &mut Cx, form: &str, filter: &str) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let data = serde_json::json!({ "form": form, "filter": filter });
    let event = Event { kind: events::EXPORTED, subject_kind: events::BOOK, subject: Uuid::nil(), label: form, data };
    cx.record(event).await?;
    Ok(())
}

/// The closing of a day, with the signed state of the log as it was at its end.
///
/// # Errors
/// When reading is forbidden, the log is damaged, or the database refuses.
pub async fn closing(cx: &mut Cx, key: &LogKey, of: Day) -> Result<Closing, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let (from, to) = (of.start(), of.next().start());
    let span = store::span(&mut cx.tx, from, to).await?;
    let label = |place: &store::Place| format!("{}/{}", place.number, place.year);
    let cancelled = store::acts_between(&mut cx.tx, "cancelled", from, to).await?;
    let corrected = store::acts_between(&mut cx.tx, "corrected", from, to).await?;
    let size = store::last_leaf_before(&mut cx.tx, to).await?.map_or(0, |leaf| leaf + 1);
    let (_, checkpoint) = proof::checkpoint_at(&mut cx.tx, key, u64::try_from(size).unwrap_or(0)).await?;
    Ok(Closing {
        day: of,
        first: span.as_ref().map(|(first, _)| label(first)),
        last: span.as_ref().map(|(_, last)| label(last)),
        counts: day(cx, of).await?,
        cancelled: cancelled.iter().map(label).collect(),
        corrected: corrected.iter().map(label).collect(),
        checkpoint,
    })
}
