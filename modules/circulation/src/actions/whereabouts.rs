//! Where the entries of a list are.

use super::Result;
use crate::{Whereabouts, store};
use db::Cx;
use kernel::Permission;
use std::collections::BTreeMap;

/// How many entries are asked for at once.
const MOST: usize = 50;

/// Where each of these entries is; at most fifty. Nothing of what is not circulated, nor of restricted entries where the
/// actor does not see all.
///
/// # Errors
/// When reading is forbidden.
pub async fn whereabouts(cx: &mut Cx, places: &[(i64, i64)]) -> Result<BTreeMap<(i64, i64), Whereabouts>> {
    cx.require(Permission::RegisterRead)?;
    let places = &places[..places.len().min(MOST)];
    if places.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    Ok(store::whereabouts(&mut cx.tx, places, sees_all).await?)
}
