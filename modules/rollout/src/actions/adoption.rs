//! How far units have come, week by week.

use super::{Result, joinings};
use crate::{Adoption, AdoptionOf, Week, monday, store};
use db::Cx;
use kernel::{Day, Permission, UnitId};
use std::collections::{BTreeMap, BTreeSet};

/// Of how many weeks.
const WEEKS: i64 = 12;
/// How many lines of the trail are read at once.
const STEP: i64 = 1_000;
/// Lines younger than this may still be joined by earlier ones: seconds.
const SETTLED: i64 = 60;

/// How far the units of today have come in the last twelve weeks.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn adoption(cx: &mut Cx) -> Result<Adoption> {
    cx.require(Permission::OrganisationWrite)?;
    let (today, this) = (cx.now.day(), monday(cx.now.day()));
    let back = |weeks: i64| Day(this.0.saturating_sub(jiff::Span::new().weeks(weeks)));
    let mondays: Vec<Day> = (0..WEEKS).rev().map(back).collect();
    let place = |day: Day| mondays.iter().position(|first| *first == monday(day));
    let none = || vec![Week::default(); mondays.len()];
    let (mut of_units, mut total): (BTreeMap<UnitId, Vec<Week>>, _) = (BTreeMap::new(), none());
    let first = back(WEEKS - 1);
    for row in store::days(&mut cx.tx, first).await? {
        let Some(week) = place(row.arrived_day) else { continue };
        for week in [&mut of_units.entry(row.unit).or_insert_with(none)[week], &mut total[week]] {
            (week.received, week.taken) = (week.received + row.received, week.taken + row.taken);
        }
    }
    let (mut at_units, mut everybody) = (BTreeSet::new(), BTreeSet::new());
    for row in store::present(&mut cx.tx, first).await? {
        // Who begins on a Tuesday, or leaves on one, is there in that week.
        let next = Day(row.week.0.saturating_add(jiff::Span::new().weeks(1)));
        let there = row.valid_from < next && row.valid_to.is_none_or(|to| to > row.week);
        let Some(week) = place(row.week).filter(|_| there) else { continue };
        if at_units.insert((week, row.unit, row.employee)) {
            of_units.entry(row.unit).or_insert_with(none)[week].people += 1;
        }
        total[week].people += i64::from(everybody.insert((week, row.employee)));
    }
    let heads: BTreeMap<_, _> =
        identity::headcounts(cx, today).await?.into_iter().map(|count| (count.unit, count.people)).collect();
    let units = joinings(cx).await?.into_iter().map(|joining| {
        let id = joining.unit.unit.id;
        AdoptionOf {
            people: heads.get(&id).copied().unwrap_or_default(),
            weeks: of_units.remove(&id).unwrap_or_else(none),
            unit: joining.unit,
            joins: joining.joins,
        }
    });
    Ok(Adoption { units: units.collect(), mondays, total })
}

/// Whether the trail knows of people who signed in and are not counted.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn presence_behind(cx: &mut Cx) -> Result<bool> {
    cx.require(Permission::OrganisationWrite)?;
    let cursor = store::cursor(&mut cx.tx).await?;
    let until = cx.now.plus_seconds(-SETTLED);
    Ok(!store::signed_in(&mut cx.tx, cursor, until, 1).await?.is_empty())
}

/// Reads on in the trail who signed in; whether there is more.
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn note_presence(cx: &mut Cx) -> Result<bool> {
    cx.require(Permission::OrganisationWrite)?;
    let cursor = store::cursor(&mut cx.tx).await?;
    let until = cx.now.plus_seconds(-SETTLED);
    let rows = store::signed_in(&mut cx.tx, cursor, until, STEP).await?;
    for row in &rows {
        if let Some(employee) = row.actor {
            store::note(&mut cx.tx, monday(row.at.day()), employee).await?;
        }
    }
    if let Some(last) = rows.last() {
        store::set_cursor(&mut cx.tx, last.id).await?;
    }
    Ok(rows.len() as i64 == STEP)
}
