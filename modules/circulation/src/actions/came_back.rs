//! What came back to the protocol office, and why.

use super::Result;
use crate::{Act, CameBack, store};
use db::Cx;
use kernel::Permission;
use std::collections::BTreeMap;

/// Of these entries, which nobody has, those that somebody gave back: who, when and why. The last one of each.
///
/// # Errors
/// When forbidden.
pub async fn came_back(cx: &mut Cx, places: &[(i64, i64)]) -> Result<BTreeMap<(i64, i64), CameBack>> {
    cx.require(Permission::RegisterWrite)?;
    cx.require(Permission::RegisterConfidential)?;
    let mut all = BTreeMap::new();
    for (place, said) in store::returns(&mut cx.tx, places).await? {
        if said.act == Act::Returned {
            all.insert(place, CameBack { from: said.holder.unit.unwrap_or_default(), at: said.at, why: said.text });
        }
    }
    Ok(all)
}
