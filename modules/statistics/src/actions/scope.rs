//! Who sees the figures of which units: the one place that says so.

use super::Result;
use crate::{Asked, Scope};
use db::Cx;
use identity::Node;
use kernel::{Forbidden, Permission, UnitId};
use std::collections::BTreeSet;

/// The units whose figures the actor sees: auditor and administrator all of them, a head those that they lead and
/// everything under these.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn scope(cx: &mut Cx) -> Result<Scope> {
    Ok(seen(cx).await?.0)
}

/// The same, and the whole tree.
async fn seen(cx: &mut Cx) -> Result<(Scope, Vec<Node>)> {
    cx.require(Permission::StatisticsRead)?;
    let tree = identity::tree(identity::units(cx).await?);
    if cx.actor.may(Permission::AuditRead) || cx.actor.may(Permission::OrganisationWrite) {
        return Ok((Scope { all: true, units: tree.clone() }, tree));
    }
    let led: BTreeSet<UnitId> =
        identity::memberships(cx).await?.into_iter().filter(|unit| unit.leads).map(|unit| unit.unit).collect();
    let below: BTreeSet<UnitId> = led.iter().flat_map(|unit| under(&tree, *unit)).map(|node| node.unit.id).collect();
    // Whoever leads several sees them in the order of the tree too.
    let units = tree.iter().filter(|node| below.contains(&node.unit.id)).cloned().collect();
    Ok((Scope { all: false, units }, tree))
}

/// A unit of the whole tree and everything under it.
fn under(tree: &[Node], unit: UnitId) -> impl Iterator<Item = &Node> {
    let place = tree.iter().position(|node| node.unit.id == unit).unwrap_or(tree.len());
    let depth = tree.get(place).map_or(0, |node| node.depth);
    let behind = tree.iter().skip(place + 1).take_while(move |node| node.depth > depth);
    tree.get(place).into_iter().chain(behind)
}

/// The units that are asked for; none where nothing is left out.
///
/// # Errors
/// When a unit is not the actor's.
pub(super) async fn asked_units(cx: &mut Cx, asked: &Asked) -> Result<Option<Vec<UnitId>>> {
    let (scope, tree) = seen(cx).await?;
    let Some(unit) = asked.unit else {
        let own = || scope.units.iter().map(|node| node.unit.id).collect();
        return Ok((!scope.all).then(own));
    };
    let sees = |unit| scope.all || scope.units.iter().any(|node| node.unit.id == unit);
    if !sees(unit) {
        return Err(Forbidden(Permission::StatisticsRead).into());
    }
    let below: Vec<UnitId> = under(&tree, unit).map(|node| node.unit.id).filter(|unit| sees(*unit)).collect();
    Ok(Some(if asked.below && !below.is_empty() { below } else { vec![unit] }))
}
