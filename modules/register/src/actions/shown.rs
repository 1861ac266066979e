//! Lines of entries that somebody else has chosen.

use crate::{RegisterError, Row, store};
use db::Cx;
use kernel::Permission;
use std::collections::BTreeMap;

/// The lines of these entries, in this order; at most fifty. Those that the actor may not read are left out.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn shown(cx: &mut Cx, places: &[(i64, i64)]) -> Result<Vec<Row>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let places = &places[..places.len().min(store::list::PLACES)];
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store::list::at(&mut cx.tx, places).await?;
    let closed: Vec<_> = rows.iter().filter(|row| row.confidentiality.is_restricted()).collect();
    let mut open_to_me = Vec::new();
    if !closed.is_empty() && !cx.actor.may(Permission::RegisterConfidential) {
        let closed: Vec<_> = closed.into_iter().map(|row| (row.year, row.number)).collect();
        let keys = super::read::reader_keys(cx).await?;
        open_to_me = store::readers_of(&mut cx.tx, &closed).await?;
        open_to_me.retain(|(_, holder)| keys.contains(holder));
    }
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    let may = |row: &Row| {
        let place = (row.year, row.number);
        sees_all || !row.confidentiality.is_restricted() || open_to_me.iter().any(|(open, _)| *open == place)
    };
    let mut rows: BTreeMap<_, Row> = rows.into_iter().filter(may).map(|row| ((row.year, row.number), row)).collect();
    Ok(places.iter().filter_map(|place| rows.remove(place)).collect())
}
