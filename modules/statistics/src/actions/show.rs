//! The figures of a period.

use super::{Result, count::counting, scope::asked_units};
use crate::{
    Asked, Flow, NOBODY, Names, OfUnit, Period, Stays, Times, Volumes, first_of_month, model::EVERY, months_later,
    scale::Counting, store,
};
use db::Cx;
use kernel::{Day, Permission, UnitId};
use register::Kind;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

/// Longer periods are shown by month.
const DAYS_SHOWN: i64 = 100;

/// What units are called, also those that are closed.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn names(cx: &mut Cx) -> Result<Names> {
    cx.require(Permission::StatisticsRead)?;
    let today = cx.now.day();
    Ok(store::names(&mut cx.tx, today).await?)
}

/// How the engine answers the questions behind the pages, for tests.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn plans(cx: &mut Cx, asked: &Asked) -> Result<Vec<Vec<String>>> {
    let units = asked_units(cx, asked).await?;
    let known = known(cx, units.as_deref()).await?;
    Ok(store::plans(&mut cx.tx, asked.period, units.as_deref(), &known).await?)
}

/// How many documents came, went and stayed inside. What is restricted is counted.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn volumes(cx: &mut Cx, asked: &Asked) -> Result<Volumes> {
    let units = asked_units(cx, asked).await?;
    let (known, period) = (known(cx, units.as_deref()).await?, asked.period);
    let assigned = store::arrived(&mut cx.tx, period, units.as_deref()).await?;
    let units = units.as_deref().unwrap_or(&[EVERY]);
    let names = names(cx).await?;
    let (mut total, mut of_kinds) = (Flow::default(), BTreeMap::new());
    for row in store::flows_by_kind(&mut cx.tx, period, units).await? {
        total.add(row.direction, row.entries);
        of_kinds.entry(row.kind).or_insert_with(Flow::default).add(row.direction, row.entries);
    }
    // What is still to come is no figure, and nothing is held against it.
    let today = cx.now.day();
    let mut before = Flow::default();
    if let Some(earlier) = earlier(period, today) {
        for row in store::flows_by_day(&mut cx.tx, earlier, units).await? {
            before.add(row.direction, row.entries);
        }
    }
    let monthly = period.days() > DAYS_SHOWN;
    let mut by_time = empty(Period { to: period.to.min(today), ..period }, monthly);
    for row in store::flows_by_day(&mut cx.tx, period, units).await? {
        let at = if monthly { first_of_month(row.day) } else { row.day };
        by_time.entry(at).or_default().add(row.direction, row.entries);
    }
    let mut heat = [[0; 24]; 7];
    for row in store::heat(&mut cx.tx, period, units).await? {
        let at = usize::try_from(row.weekday - 1).ok().zip(usize::try_from(row.hour).ok());
        if let Some(cell) = at.and_then(|(day, hour)| heat.get_mut(day)?.get_mut(hour)) {
            *cell += row.entries;
        }
    }
    let flow = |row: store::FlowOfUnit| {
        let figures = Flow { incoming: row.incoming, outgoing: row.outgoing, internal: row.internal };
        of(&names, row.unit, figures)
    };
    let mut by_unit: Vec<_> = store::flows_by_unit(&mut cx.tx, period, &known).await?.into_iter().map(flow).collect();
    by_unit.sort_by_key(|row| Reverse(row.figures.total()));
    let mut by_kind: Vec<_> = of_kinds.into_iter().collect();
    by_kind.sort_by_key(|(_, flow)| Reverse(flow.total()));
    Ok(Volumes { total, assigned, before, by_time: by_time.into_iter().collect(), monthly, by_unit, by_kind, heat })
}

pub(super) fn of<T>(names: &Names, unit: UnitId, figures: T) -> OfUnit<T> {
    let name = (unit != NOBODY).then(|| names.get(&unit).cloned().unwrap_or_else(|| unit.to_string()));
    OfUnit { unit, name, figures }
}

/// As many days, or months, before. Of a period that lasts still, its days until today are held against as many of the
/// first ones before; of one that is to come none are.
fn earlier(period: Period, today: Day) -> Option<Period> {
    let months = period.whole_months().filter(|_| period.ends().is_empty());
    let earlier = match months {
        Some((first, behind)) => {
            let years = i64::from(behind.0.year() - first.0.year());
            let count = years * 12 + i64::from(behind.0.month() - first.0.month());
            Period::months_from(months_later(first, -count), count)
        }
        None => Period { from: days_later(period.from, -period.days()), to: period.from.previous() },
    };
    if period.to <= today {
        return Some(earlier);
    }
    let gone = Period::new(period.from, today)?.days();
    Some(Period { to: earlier.to.min(days_later(earlier.from, gone - 1)), ..earlier })
}

fn days_later(day: Day, days: i64) -> Day {
    Day(day.0.saturating_add(jiff::Span::new().days(days)))
}

/// Every day of a period, or the first day of each month.
fn empty(period: Period, monthly: bool) -> BTreeMap<Day, Flow> {
    let (mut all, mut day) = (BTreeMap::new(), period.from);
    if monthly {
        day = first_of_month(day);
    }
    while day <= period.to {
        all.insert(day, Flow::default());
        day = if monthly { months_later(day, 1) } else { day.next() };
    }
    all
}

/// The units of which figures may be kept: those that are asked for, or every one that ever was, and none.
async fn known(cx: &mut Cx, units: Option<&[UnitId]>) -> Result<Vec<UnitId>> {
    match units {
        Some(units) => Ok(units.to_vec()),
        None => Ok(names(cx).await?.into_keys().chain([NOBODY]).collect()),
    }
}

fn stays(of: &Counting) -> Stays {
    Stays {
        stops: of.stay.total(),
        accept_median: of.accept.percentile(50),
        median: of.stay.percentile(50),
        ninth: of.stay.percentile(90),
        due: of.due,
        late: of.late,
        open: 0,
        open_late: 0,
    }
}

/// How long documents stood at units, in working minutes: those that left within the period.
///
/// # Errors
/// When a unit is not the actor's.
pub async fn times(cx: &mut Cx, asked: &Asked) -> Result<Times> {
    let units = asked_units(cx, asked).await?;
    let (known, units) = (known(cx, units.as_deref()).await?, units.as_deref());
    let (names, day) = (names(cx).await?, super::counted(cx).await?.day);
    let mut all = Counting::default();
    let mut of_units: BTreeMap<UnitId, Counting> = BTreeMap::new();
    let mut of_kinds: BTreeMap<Kind, Counting> = BTreeMap::new();
    if let Some(months) = asked.period.whole_months() {
        for row in store::stays(&mut cx.tx, months, &known, false).await? {
            all.merge(&row.counting);
            of_units.entry(row.unit).or_default().merge(&row.counting);
        }
        for row in store::stays(&mut cx.tx, months, units.unwrap_or(&[EVERY]), true).await? {
            row.kind.into_iter().for_each(|kind| of_kinds.entry(kind).or_default().merge(&row.counting));
        }
    }
    for part in asked.period.ends() {
        for row in store::stops_raw(&mut cx.tx, part, units).await? {
            let (unit, kind) = (of_units.entry(row.unit).or_default(), of_kinds.entry(row.kind).or_default());
            [&mut all, unit, kind].into_iter().for_each(|of| of.merge(&counting(&row)));
        }
    }
    let today = cx.now.day();
    let open: BTreeMap<_, _> =
        store::open(&mut cx.tx, today, units).await?.into_iter().map(|row| (row.unit, row)).collect();
    let mut total = stays(&all);
    let every: BTreeSet<UnitId> = of_units.keys().chain(open.keys()).copied().collect();
    let mut by_unit = Vec::with_capacity(every.len());
    for unit in every {
        let mut figures = of_units.get(&unit).map(stays).unwrap_or_default();
        if let Some(now) = open.get(&unit) {
            (figures.open, figures.open_late) = (now.open, now.late);
            (total.open, total.open_late) = (total.open + now.open, total.open_late + now.late);
        }
        by_unit.push(of(&names, unit, figures));
    }
    by_unit.sort_by_key(|row| Reverse((row.figures.median, row.figures.ninth)));
    let mut by_kind: Vec<_> = of_kinds.iter().map(|(kind, counting)| (*kind, stays(counting))).collect();
    by_kind.sort_by_key(|(_, figures): &(Kind, Stays)| Reverse((figures.median, figures.ninth)));
    Ok(Times { total, by_unit, by_kind, day })
}
