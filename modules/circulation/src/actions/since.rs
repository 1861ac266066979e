//! From when on what was said of an entry may be read.

use super::Result;
use crate::store;
use db::Cx;
use kernel::{Instant, Permission};
use std::collections::BTreeMap;

type Place = (i64, i64);

/// When those of these entries that are open now and were restricted before were opened: what was said of them until
/// then, and written on their way, stays closed to those to whom it was closed.
///
/// # Errors
/// When reading is forbidden; what the database refuses.
pub async fn opened(cx: &mut Cx, places: &[Place]) -> Result<BTreeMap<Place, Instant>> {
    cx.require(Permission::RegisterRead)?;
    let mut opened = BTreeMap::new();
    if places.is_empty() {
        return Ok(opened);
    }
    // Few entries were ever corrected: only their acts are read.
    for place in store::corrected(&mut cx.tx, places).await? {
        let acts = register::revisions(cx, place.0, place.1).await?;
        let last = acts.iter().rposition(|act| act.restricted);
        if let Some(act) = last.and_then(|last| acts.get(last + 1)) {
            opened.insert(place, act.at);
        }
    }
    Ok(opened)
}

/// From when on the actor reads what was said of these entries, and written on their way; of those that are not named,
/// everything.
///
/// # Errors
/// When reading is forbidden; what the database refuses.
pub async fn said_since(cx: &mut Cx, places: &[Place]) -> Result<BTreeMap<Place, Instant>> {
    if cx.actor.may(Permission::RegisterConfidential) {
        return Ok(BTreeMap::new());
    }
    opened(cx, places).await
}
