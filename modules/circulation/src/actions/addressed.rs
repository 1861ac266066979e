//! What was said to the actor.

use super::Result;
use crate::{Addressed, store};
use db::Cx;
use kernel::Permission;

/// How many are shown.
const SHOWN: i64 = 20;
/// How far back.
const SINCE_SECONDS: i64 = 30 * 24 * 3600;

/// What was said to the actor, or to the units in which they work, in the last month: the newest, with the subject of
/// each entry; of entries that they may not read, nothing.
///
/// # Errors
/// When forbidden.
pub async fn addressed(cx: &mut Cx) -> Result<Vec<Addressed>> {
    cx.require(Permission::CirculationWrite)?;
    let Some(me) = cx.actor.employee().map(|me| me.id) else { return Ok(Vec::new()) };
    let units: Vec<_> = identity::memberships(cx).await?.into_iter().map(|of| of.unit).collect();
    let since = cx.now.plus_seconds(-SINCE_SECONDS);
    let mut all = store::addressed(&mut cx.tx, me, &units, since, SHOWN).await?;
    let places: Vec<_> = all.iter().map(|one| (one.year, one.number)).collect();
    let readable = register::shown(cx, &places).await?;
    all.retain_mut(|one| {
        let row = readable.iter().find(|row| (row.year, row.number) == (one.year, one.number));
        one.subject = row.map(|row| row.subject.clone()).unwrap_or_default();
        row.is_some()
    });
    Ok(all)
}
