//! What is saved, and what the municipality says that it costs.

use super::{Result, count::record, scope::asked_units, show::of};
use crate::{
    Asked, StatisticsError, events, first_of_month, months_later,
    savings::{Cost, CostKey, Prices, Saving, Savings, Tallies},
    store,
};
use db::Cx;
use kernel::{Day, Permission, UnitId};
use std::{cmp::Reverse, collections::BTreeMap};

/// The largest value of a cost.
const MOST: i64 = 1_000_000;
/// How long the source of a cost is at most: letters.
const SOURCE: usize = 300;

/// Every cost, the newest value of each first.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn costs(cx: &mut Cx) -> Result<Vec<Cost>> {
    cx.require(Permission::StatisticsRead)?;
    Ok(store::costs(&mut cx.tx).await?)
}

/// Says what something costs from a day on; months before it are reckoned as they were.
///
/// # Errors
/// When forbidden; [`StatisticsError::Invalid`] for a value that is none, or without a source.
pub async fn set_cost(cx: &mut Cx, new: Cost) -> Result<()> {
    cx.require(Permission::OrganisationWrite)?;
    let lowest = i64::from(matches!(new.key, CostKey::PapersPerWalk | CostKey::SheetsPerFile));
    if !(lowest..=MOST).contains(&new.value) {
        return Err(StatisticsError::Invalid("value", "statistics-problem-value"));
    }
    let source = new.source.trim().replace('\0', "");
    if source.is_empty() || source.chars().count() > SOURCE {
        return Err(StatisticsError::Invalid("source", "statistics-problem-source"));
    }
    store::put_cost(&mut cx.tx, new.key, new.effective_from, new.value, &source).await?;
    let data = serde_json::json!({
        "cost": new.key, "effective_from": new.effective_from, "amount": new.value, "cost_source": source,
    });
    record(cx, events::COST_SET, data).await
}

/// What is saved in the months of a period: those that it touches, as a whole.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn savings(cx: &mut Cx, asked: &Asked) -> Result<Savings> {
    let units = asked_units(cx, asked).await?;
    let units = units.as_deref();
    let months = (first_of_month(asked.period.from), months_later(asked.period.to, 1));
    let (names, costs) = (super::names(cx).await?, store::costs(&mut cx.tx).await?);
    let mut tallies = Tallies::new();
    for row in store::saved(&mut cx.tx, months, units).await? {
        let tally = tallies.entry((row.month, row.unit)).or_default();
        (tally.carried, tally.copied, tally.printed) = (row.carried, row.copied, row.printed);
    }
    for row in store::letters(&mut cx.tx, months, units).await? {
        let tally = tallies.entry((row.month, row.unit)).or_default();
        (tally.letters, tally.posted) = (row.letters, row.files);
    }
    let (mut total, mut by_month, mut by_unit) =
        (Saving::default(), BTreeMap::<Day, Saving>::new(), BTreeMap::<UnitId, Saving>::new());
    let mut month = months.0;
    while month < months.1 {
        by_month.insert(month, Saving::default());
        month = months_later(month, 1);
    }
    for ((month, unit), tally) in tallies {
        let saving = Saving::of(tally, &Prices::of(&costs, month));
        total.add(&saving);
        by_month.entry(month).or_default().add(&saving);
        by_unit.entry(unit).or_default().add(&saving);
    }
    let mut by_unit: Vec<_> = by_unit.into_iter().map(|(unit, saving)| of(&names, unit, saving)).collect();
    by_unit.sort_by_key(|row| Reverse(row.figures.cents()));
    by_unit.retain(|row| row.figures != Saving::default());
    Ok(Savings { total, by_month: by_month.into_iter().collect(), by_unit })
}
