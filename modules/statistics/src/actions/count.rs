//! Counting: what the log of the register gained is counted, step by step, and again when it is asked for.

use super::Result;
use crate::{
    Counted, NOBODY, Period, events, first_of_month,
    model::EVERY,
    months_later,
    scale::{Counting, Counts},
    stops, store,
};
use db::{Cx, Event};
use kernel::{AssignmentId, Day, Instant, Permission, UnitId};
use register::{Direction, Kind};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How many lines of the log are counted at once: who registers meanwhile waits no longer than for these.
const STEP: i64 = 500;
/// The way of counting: whoever changes what is counted of the same log makes this another.
const WAY: i64 = 2;

/// How far the figures are counted, and how long a working day is.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn counted(cx: &mut Cx) -> Result<Counted> {
    cx.require(Permission::StatisticsRead)?;
    let mut counted = store::state(&mut cx.tx).await?;
    let today = cx.now.day();
    counted.day = law::office(cx, today).await?.minutes_of(today);
    Ok(counted)
}

/// Whether the log holds lines that are not counted.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn behind(cx: &mut Cx) -> Result<bool> {
    cx.require(Permission::StatisticsRead)?;
    let (state, size) = (store::state(&mut cx.tx).await?, proof::size(&mut cx.tx).await?);
    let behind = state.counted_at.is_none() || i64::try_from(size).is_ok_and(|size| state.counted < size);
    Ok(behind || store::counted_by(&mut cx.tx).await? != Some(reckoning(cx).await?))
}

/// What the figures depend on besides the log: the way of counting, and from when units work in the program.
async fn reckoning(cx: &mut Cx) -> Result<String> {
    let mut joinings = store::joinings(&mut cx.tx).await?;
    joinings.sort_by_key(|joining| joining.unit);
    let said = joinings.iter().map(|j| match j.joins {
        Some(day) => format!(" {}:{day}", j.unit.0.simple()),
        None => format!(" {}", j.unit.0.simple()),
    });
    Ok(format!("{WAY}{}", said.collect::<String>()))
}

/// What days brought, read before anybody waits for the writer: a day may hold thousands of entries.
#[derive(Debug)]
pub struct Reckoned {
    /// On what it depends.
    by: String,
    /// From which line of the log to which it is counted.
    lines: (i64, i64),
    days: Vec<(Day, Brought)>,
}

/// What a day brought.
#[derive(Debug, Default)]
struct Brought {
    volumes: BTreeMap<(UnitId, Direction, Kind), i64>,
    arrivals: BTreeMap<(UnitId, i64, i64), i64>,
    letters: BTreeMap<UnitId, (i64, i64)>,
}

/// Reads what the next lines of the log touched, for [`count`].
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn reckon(cx: &mut Cx) -> Result<Reckoned> {
    cx.require(Permission::StatisticsRead)?;
    let by = reckoning(cx).await?;
    // Months that were counted in two ways are no figures.
    let goes_on = store::counted_by(&mut cx.tx).await?.as_ref() == Some(&by);
    let from = if goes_on { store::state(&mut cx.tx).await?.counted } else { 0 };
    let size = i64::try_from(proof::size(&mut cx.tx).await?).unwrap_or(i64::MAX);
    let lines = (from, size.min(from.saturating_add(STEP)));
    let mut days = Vec::new();
    if lines.0 < lines.1 {
        for day in store::days_of(&mut cx.tx, lines).await? {
            days.push((day, brought(store::entries_of(&mut cx.tx, day).await?)));
        }
    }
    Ok(Reckoned { by, lines, days })
}

/// Keeps what was reckoned, and counts what moved in the same lines; whether there are more behind them. What was counted
/// before is put right where an entry was corrected or moved on; all of it is counted anew when another day was said from
/// which a unit works in the program. Where somebody else has counted meanwhile, nothing is done.
///
/// # Errors
/// When figures are forbidden or the database refuses.
pub async fn count(cx: &mut Cx, reckoned: Reckoned) -> Result<bool> {
    cx.require(Permission::StatisticsRead)?;
    store::hold(&mut cx.tx).await?;
    let Reckoned { by, lines, days } = reckoned;
    if reckoning(cx).await? != by {
        return Ok(true);
    }
    if store::counted_by(&mut cx.tx).await?.as_ref() != Some(&by) {
        store::clear(&mut cx.tx).await?;
        store::set_counted(&mut cx.tx, 0, None).await?;
        store::set_counted_by(&mut cx.tx, &by).await?;
    }
    if store::state(&mut cx.tx).await?.counted != lines.0 {
        return Ok(true);
    }
    // What changed since it was read has lines behind these: its day is counted again with them.
    for (day, brought) in days {
        put(cx, day, brought).await?;
    }
    if lines.0 < lines.1 {
        count_stops(cx, lines).await?;
    }
    let now = cx.now;
    store::set_counted(&mut cx.tx, lines.1, Some(now)).await?;
    Ok(i64::try_from(proof::size(&mut cx.tx).await?).is_ok_and(|size| lines.1 < size))
}

fn brought(entries: Vec<store::EntryOf>) -> Brought {
    let mut of = Brought::default();
    for entry in entries {
        let unit = entry.competent.unwrap_or(NOBODY);
        let wall = entry.registered_at.clock();
        let (weekday, hour) = (i64::from(wall.weekday().to_monday_one_offset()), i64::from(wall.hour()));
        for unit in [unit, EVERY] {
            *of.volumes.entry((unit, entry.direction, entry.kind)).or_default() += 1;
            *of.arrivals.entry((unit, weekday, hour)).or_default() += 1;
        }
        if entry.direction == Direction::Outgoing && stops::without_paper(entry.channel) {
            let recipients = 1 + i64::try_from(entry.further.names().count()).unwrap_or_default();
            let sum = of.letters.entry(unit).or_default();
            *sum = (sum.0 + recipients, sum.1 + recipients * entry.file_count.max(1));
        }
    }
    of
}

async fn put(cx: &mut Cx, day: Day, brought: Brought) -> Result<()> {
    let tx = &mut cx.tx;
    store::put_volumes(tx, day, &brought.volumes.into_iter().collect::<Vec<_>>()).await?;
    store::put_arrivals(tx, day, &brought.arrivals.into_iter().collect::<Vec<_>>()).await?;
    Ok(store::put_letters(tx, day, &brought.letters.into_iter().collect::<Vec<_>>()).await?)
}

/// The stops of the entries that these lines are about, and the months in which they are counted.
async fn count_stops(cx: &mut Cx, lines: (i64, i64)) -> Result<()> {
    let mut places = store::stops_before(&mut cx.tx, lines).await?;
    store::remove_stops(&mut cx.tx, lines).await?;
    let held = store::held(&mut cx.tx, lines).await?;
    let moved = store::moved(&mut cx.tx, lines).await?;
    let joinings = store::joinings(&mut cx.tx).await?;
    let joined = |unit: UnitId, day: Day| {
        joinings.iter().find(|j| j.unit == unit).is_none_or(|j| j.joins.is_some_and(|joins| joins <= day))
    };
    let first = held.iter().map(|one| one.made_at.day()).min();
    let office = match first {
        Some(first) => law::office(cx, first).await?,
        None => law::Office::default(),
    };
    let mut ways: BTreeMap<AssignmentId, Vec<stops::Moved>> = BTreeMap::new();
    for one in moved {
        ways.entry(one.assignment).or_default().push(one);
    }
    for entry in held.chunk_by(|a, b| (a.year, a.number) == (b.year, b.number)) {
        let own: Vec<_> = entry.iter().filter_map(|one| ways.get(&one.id)).flatten().copied().collect();
        for stop in stops::stops(entry, &own, joined) {
            let until = |at: Option<Instant>| at.map(|at| office.working_time(stop.arrived_at, at) / 60);
            let (accept, stay) = (until(stop.taken_at), until(stop.left_at));
            store::put_stop(&mut cx.tx, &stop, accept, stay).await?;
            let left_day = stop.left_at.map(Instant::day);
            places.push(store::StopPlace { unit: stop.unit, arrived_day: stop.arrived_at.day(), left_day });
        }
    }
    let left: BTreeSet<_> = places.iter().filter_map(|p| Some((first_of_month(p.left_day?), p.unit))).collect();
    for place in &left {
        count_stays(cx, *place).await?;
    }
    let months: BTreeSet<Day> = left.into_iter().map(|(month, _)| month).collect();
    for month in months {
        sum_stays(cx, month).await?;
    }
    let arrived: BTreeSet<_> = places.iter().map(|p| (first_of_month(p.arrived_day), p.unit)).collect();
    for place in arrived {
        store::recount_saved(&mut cx.tx, place).await?;
    }
    Ok(())
}

/// What left a unit in a month, on the scale.
async fn count_stays(cx: &mut Cx, (month, unit): (Day, UnitId)) -> Result<()> {
    let whole = Period { from: month, to: months_later(month, 1).previous() };
    let mut counts: BTreeMap<Option<Kind>, Counting> = BTreeMap::new();
    for row in store::stops_raw(&mut cx.tx, whole, Some(&[unit])).await? {
        for kind in [None, Some(row.kind)] {
            counts.entry(kind).or_default().merge(&counting(&row));
        }
    }
    Ok(store::put_stays(&mut cx.tx, (month, unit), &counts).await?)
}

/// What stops of one kind that stood equally long count.
pub(super) fn counting(row: &store::RawStay) -> Counting {
    let (mut accept, mut stay) = (Counts::default(), Counts::default());
    stay.add(row.stay_step, row.stops);
    row.accept_step.into_iter().for_each(|step| accept.add(step, row.stops));
    let times = |counts: bool| if counts { row.stops } else { 0 };
    Counting { accept, stay, due: times(row.has_due), late: times(row.late) }
}

/// What left all units in a month.
async fn sum_stays(cx: &mut Cx, month: Day) -> Result<()> {
    let mut counts: BTreeMap<Option<Kind>, Counting> = BTreeMap::new();
    for row in store::stays_of_month(&mut cx.tx, month).await?.iter().filter(|row| row.unit != EVERY) {
        counts.entry(row.kind).or_default().merge(&row.counting);
    }
    Ok(store::put_stays(&mut cx.tx, (month, EVERY), &counts).await?)
}

/// Throws all figures away: they are counted anew from the beginning, by [`count`].
///
/// # Errors
/// When forbidden or the database refuses.
pub async fn recount(cx: &mut Cx) -> Result<()> {
    cx.require(Permission::OrganisationWrite)?;
    store::hold(&mut cx.tx).await?;
    store::clear(&mut cx.tx).await?;
    store::set_counted(&mut cx.tx, 0, None).await?;
    record(cx, events::RECOUNTED, serde_json::json!({})).await
}

/// Writes into the trail what was done with the figures.
pub(super) async fn record(cx: &mut Cx, kind: &'static str, data: serde_json::Value) -> Result<()> {
    // Figures have no rows of their own that anybody names.
    let event = Event { kind, subject_kind: events::FIGURES, subject: Uuid::nil(), label: "", data };
    Ok(cx.record(event).await?)
}
