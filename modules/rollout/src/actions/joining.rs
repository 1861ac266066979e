//! From when a unit works in the program.

use super::Result;
use crate::{Joining, Joins, RolloutError, events, store};
use db::{Cx, Event};
use kernel::{Permission, UnitId};
use std::collections::BTreeMap;

/// Every unit of today, and from when it works in the program.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn joinings(cx: &mut Cx) -> Result<Vec<Joining>> {
    cx.require(Permission::OrganisationRead)?;
    let said: BTreeMap<UnitId, Joins> = store::joinings(&mut cx.tx).await?.into_iter().collect();
    let tree = identity::tree(identity::units(cx).await?);
    let of = |unit: UnitId| said.get(&unit).copied().unwrap_or(Joins::Always);
    Ok(tree.into_iter().map(|unit| Joining { joins: of(unit.unit.id), unit }).collect())
}

/// Says from when a unit works in the program. What was carried to it before stays as it was.
///
/// # Errors
/// When forbidden; [`RolloutError::NotFound`].
pub async fn set_joining(cx: &mut Cx, unit: UnitId, joins: Joins) -> Result<()> {
    cx.require(Permission::OrganisationWrite)?;
    let today = cx.now.day();
    let name = identity::unit_name(cx, unit, today).await?.ok_or(RolloutError::NotFound)?;
    let said = (cx.now, cx.actor.name().to_owned());
    store::set_joining(&mut cx.tx, unit, joins, said).await?;
    let data = match joins {
        Joins::Always => serde_json::json!({ "joins": "always" }),
        Joins::From(day) => serde_json::json!({ "joins": day }),
        Joins::NotYet => serde_json::json!({ "joins": "not_yet" }),
    };
    let event = Event { kind: events::JOINING_SET, subject_kind: "unit", subject: unit.0, label: &name, data };
    Ok(cx.record(event).await?)
}
