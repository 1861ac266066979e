//! What is printed for a unit that has not joined, and carried there.

use super::{Result, joinings};
use crate::{Delivery, DeliveryFile, DeliveryLine, Given, Joining, Pending, RolloutError, events, store};
use db::{Cx, Event};
use kernel::{DeliveryId, Permission, UnitId};

/// How many documents are carried at once.
const MANY: i64 = 100;
/// How many deliveries a page lists.
const PAGE: i64 = 50;
/// How long a name is at most: letters.
const NAME: usize = 100;

/// The protocol office prints and carries, and reads what is restricted too.
fn office(cx: &Cx) -> Result<()> {
    cx.require(Permission::RegisterWrite)?;
    Ok(cx.require(Permission::RegisterConfidential)?)
}

/// The units that have not joined, and how many papers wait to be printed for each.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn waiting(cx: &mut Cx) -> Result<Vec<Pending>> {
    office(cx)?;
    let today = cx.now.day();
    let counts = store::count_waiting(&mut cx.tx, today).await?;
    let units = joinings(cx).await?.into_iter().filter(|joining| !joining.joins.by(today));
    let pending = |joining: Joining| {
        let unit = joining.unit.unit;
        Pending { unit: unit.id, unit_name: unit.name, count: counts.get(&unit.id).copied().unwrap_or_default() }
    };
    Ok(units.map(pending).collect())
}

/// Puts everything that waits for a unit on a list, at most a hundred documents; each stands on one list of the unit only.
///
/// # Errors
/// When forbidden; [`RolloutError::NotFound`] for a unit that has joined; [`RolloutError::Done`] when nothing waits.
pub async fn make_delivery(cx: &mut Cx, unit: UnitId) -> Result<DeliveryId> {
    office(cx)?;
    let today = cx.now.day();
    let joining = joinings(cx).await?.into_iter().find(|joining| joining.unit.unit.id == unit);
    let joining = joining.filter(|joining| !joining.joins.by(today)).ok_or(RolloutError::NotFound)?;
    // Two who press at once make two lists, the second without what the first has.
    let year = i64::from(cx.now.year());
    let number = store::next_number(&mut cx.tx, year).await?;
    let waiting = store::waiting(&mut cx.tx, unit, MANY).await?;
    if waiting.is_empty() {
        return Err(RolloutError::Done);
    }
    let made = Delivery {
        id: DeliveryId::new(),
        year,
        number,
        unit,
        unit_name: joining.unit.unit.name,
        made_at: cx.now,
        made_by_name: cx.actor.name().to_owned(),
        given_at: None,
        given_by: None,
        received_by: None,
        count: waiting.len() as i64,
    };
    store::insert_delivery(&mut cx.tx, &made).await?;
    for (place, one) in waiting.iter().enumerate() {
        store::insert_item(&mut cx.tx, (made.id, unit), place as i64 + 1, one).await?;
    }
    let data = serde_json::json!({ "unit": made.unit_name, "count": made.count });
    record(cx, events::DELIVERY_MADE, &made, data).await?;
    Ok(made.id)
}

async fn record(cx: &mut Cx, kind: &'static str, of: &Delivery, data: serde_json::Value) -> Result<()> {
    let label = format!("{}/{}", of.number, of.year);
    let event = Event { kind, subject_kind: events::DELIVERY, subject: of.id.0, label: &label, data };
    Ok(cx.record(event).await?)
}

/// Deliveries before one, the newest first: a page, and whether there are more.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn deliveries(cx: &mut Cx, before: Option<DeliveryId>) -> Result<(Vec<Delivery>, bool)> {
    office(cx)?;
    let mut all = store::deliveries(&mut cx.tx, before, PAGE + 1).await?;
    let more = all.len() as i64 > PAGE;
    all.truncate(PAGE as usize);
    Ok((all, more))
}

/// A delivery with its documents and the files that are printed.
///
/// # Errors
/// When forbidden; [`RolloutError::NotFound`].
pub async fn delivery(cx: &mut Cx, id: DeliveryId) -> Result<(Delivery, Vec<DeliveryLine>, Vec<DeliveryFile>)> {
    office(cx)?;
    let delivery = store::delivery(&mut cx.tx, id).await?.ok_or(RolloutError::NotFound)?;
    let lines = store::lines(&mut cx.tx, id).await?;
    Ok((delivery, lines, store::files(&mut cx.tx, id).await?))
}

/// Notes that a delivery was handed over: when, by whom and to whom. It is noted once.
///
/// # Errors
/// When forbidden; [`RolloutError::NotFound`]; [`RolloutError::Done`] when it was noted already;
/// [`RolloutError::Invalid`] for a time that is to come or before the list, or a missing name.
pub async fn hand_over(cx: &mut Cx, id: DeliveryId, given: Given) -> Result<()> {
    office(cx)?;
    let delivery = store::delivery(&mut cx.tx, id).await?.ok_or(RolloutError::NotFound)?;
    let name = |field, text: &str| {
        let text = text.trim().replace('\0', "");
        let fits = (1..=NAME).contains(&text.chars().count());
        if fits { Ok(text) } else { Err(RolloutError::Invalid(field, "rollout-problem-name")) }
    };
    let given = Given { at: given.at, by: name("by", &given.by)?, to: name("to", &given.to)? };
    let at = given.at.unwrap_or(cx.now);
    // People write minutes; the list was made within one.
    if at > cx.now || at < delivery.made_at.plus_seconds(-60) {
        return Err(RolloutError::Invalid("at", "rollout-problem-at"));
    }
    let noted = cx.actor.name().to_owned();
    if !store::hand_over(&mut cx.tx, id, at, &given, noted).await? {
        return Err(RolloutError::Done);
    }
    let data =
        serde_json::json!({ "unit": delivery.unit_name, "given_by": given.by, "received_by": given.to, "at": at });
    record(cx, events::HANDED_OVER, &delivery, data).await
}
