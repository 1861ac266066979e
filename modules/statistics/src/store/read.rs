//! Reading: each question costs what its period holds, whatever the register holds.

use super::of_units;
use crate::{Names, Period, StopLine, Which};
use db::{Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, UnitId};
use register::{Direction, Kind};
use uuid::Uuid;

type Units<'u> = Option<&'u [UnitId]>;

#[derive(sqlx::FromRow)]
pub(crate) struct FlowOfUnit {
    pub unit: UnitId,
    pub direction: Direction,
    pub kind: Kind,
    pub entries: i64,
}

pub(crate) async fn flows_by_unit(tx: &mut Tx, period: Period, units: Units<'_>) -> Result<Vec<FlowOfUnit>> {
    let select = tx
        .select("select unit, direction, kind, cast(sum(entries) as bigint) as entries from volume")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    of_units(select, units)?.only_if(true, "group by unit, direction, kind").all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct FlowOfDay {
    pub day: Day,
    pub direction: Direction,
    pub entries: i64,
}

pub(crate) async fn flows_by_day(tx: &mut Tx, period: Period, units: Units<'_>) -> Result<Vec<FlowOfDay>> {
    let select = tx
        .select("select day, direction, cast(sum(entries) as bigint) as entries from volume")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    of_units(select, units)?.only_if(true, "group by day, direction").all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct Hour {
    pub weekday: i64,
    pub hour: i64,
    pub entries: i64,
}

pub(crate) async fn heat(tx: &mut Tx, period: Period, units: Units<'_>) -> Result<Vec<Hour>> {
    let select = tx
        .select("select weekday, hour, cast(sum(entries) as bigint) as entries from arrival")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    of_units(select, units)?.only_if(true, "group by weekday, hour").all().await
}

#[derive(sqlx::FromRow)]
struct Name {
    unit: UnitId,
    name: String,
}

/// What every unit is called, or was when it was closed.
pub(crate) async fn names(tx: &mut Tx) -> Result<Names> {
    let args = args![tx];
    let sql = sql!(
        "select t.unit, t.name from unit_term t
         where t.valid_from = (select max(x.valid_from) from unit_term x where x.unit = t.unit)"
    );
    Ok(tx.all::<Name>(sql, args).await?.into_iter().map(|row| (row.unit, row.name)).collect())
}

/// How often a step was counted, of a unit or a kind.
pub(crate) struct StayOf<Of> {
    pub of: Of,
    pub measure: String,
    pub step: i64,
    pub stops: i64,
}

#[derive(sqlx::FromRow)]
struct StayOfUnit {
    unit: UnitId,
    measure: String,
    step: i64,
    stops: i64,
}

/// What left in whole months, by unit. `months`: the first day of the first one, and of the one behind the last.
pub(crate) async fn stays_by_unit(tx: &mut Tx, months: (Day, Day), units: Units<'_>) -> Result<Vec<StayOf<UnitId>>> {
    let select = tx
        .select("select unit, measure, step, cast(sum(stops) as bigint) as stops from stay")
        .when_pair(Some(months), "where month >= ? and month < ??")?;
    let rows: Vec<StayOfUnit> = of_units(select, units)?.only_if(true, "group by unit, measure, step").all().await?;
    Ok(rows.into_iter().map(|r| StayOf { of: r.unit, measure: r.measure, step: r.step, stops: r.stops }).collect())
}

#[derive(sqlx::FromRow)]
struct StayOfKind {
    kind: Kind,
    measure: String,
    step: i64,
    stops: i64,
}

/// The same by kind.
pub(crate) async fn stays_by_kind(tx: &mut Tx, months: (Day, Day), units: Units<'_>) -> Result<Vec<StayOf<Kind>>> {
    let select = tx
        .select("select kind, measure, step, cast(sum(stops) as bigint) as stops from stay")
        .when_pair(Some(months), "where month >= ? and month < ??")?;
    let rows: Vec<StayOfKind> = of_units(select, units)?.only_if(true, "group by kind, measure, step").all().await?;
    Ok(rows.into_iter().map(|r| StayOf { of: r.kind, measure: r.measure, step: r.step, stops: r.stops }).collect())
}

#[derive(sqlx::FromRow)]
pub(crate) struct RawStay {
    pub unit: UnitId,
    pub kind: Kind,
    pub accept_step: Option<i64>,
    pub stay_step: i64,
    pub has_due: bool,
    pub late: bool,
    pub stops: i64,
}

/// What left within a part of a month.
pub(crate) async fn stops_raw(tx: &mut Tx, part: Period, units: Units<'_>) -> Result<Vec<RawStay>> {
    let select = tx
        .select(
            "select unit, kind, accept_step, stay_step, due is not null as has_due, late, count(*) as stops from stop",
        )
        .when_pair(Some((part.from, part.to)), "where left_day >= ? and left_day <= ?? and acts")?;
    let select = of_units(select, units)?;
    select.only_if(true, "group by unit, kind, accept_step, stay_step, due is not null, late").all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct OpenAt {
    pub unit: UnitId,
    pub open: i64,
    pub late: i64,
}

/// What stands at each unit now.
pub(crate) async fn open(tx: &mut Tx, today: Day, units: Units<'_>) -> Result<Vec<OpenAt>> {
    let select = tx
        .select("select unit, count(*) as open,")
        .when(Some(today), "count(case when due < ? then 1 end) as late from stop where left_day is null and acts")?;
    of_units(select, units)?.only_if(true, "group by unit").all().await
}

/// As whom the reader reads what is restricted; none who reads all.
pub(crate) type Keys<'k> = Option<&'k [Uuid]>;

fn readable<'t>(mut select: Select<'t>, keys: Keys<'_>) -> Result<Select<'t>> {
    let Some(keys) = keys else { return Ok(select) };
    select = select.only_if(
        true,
        "and (e.confidentiality in ('open', 'personal')
           or exists (select 1 from entry_reader r where r.year = s.year and r.number = s.number and (1 = 0",
    );
    for key in keys {
        select = select.when(Some(*key), "or r.holder = ?")?;
    }
    Ok(select.only_if(true, ")))"))
}

/// The stops behind a figure, as far as the reader may read them: behind a line, so many.
pub(crate) async fn stops(
    tx: &mut Tx,
    (which, period, today): (Which, Period, Day),
    (units, kind): (Units<'_>, Option<Kind>),
    keys: Keys<'_>,
    (after, limit): (Option<(i64, AssignmentId)>, i64),
) -> Result<Vec<StopLine>> {
    let open = matches!(which, Which::Open | Which::OpenLate);
    let select = tx
        .select(
            "select s.assignment, s.year, s.number, e.subject, e.correspondent_name, e.confidentiality, s.unit, s.arrived_at,
               s.left_at, s.stay_minutes, s.due, s.late
             from stop s join entry e on e.year = s.year and e.number = s.number where s.acts",
        )
        .only_if(open, "and s.left_day is null")
        .when((which == Which::OpenLate).then_some(today), "and s.due < ?")?
        .only_if(which == Which::Late, "and s.late")
        .when_pair((!open).then_some((period.from, period.to)), "and s.left_day >= ? and s.left_day <= ??")?
        .when(kind, "and s.kind = ?")?;
    let mut select = select;
    if let Some(units) = units {
        select = select.only_if(true, "and s.unit in (");
        for (place, unit) in units.iter().enumerate() {
            select = select.when(Some(*unit), if place == 0 { "?" } else { ", ?" })?;
        }
        select = select.only_if(true, ")");
    }
    let select = readable(select, keys)?;
    if open {
        return select
            .when(after.map(|(_, id)| id), "and s.assignment > ?")?
            .when(Some(limit), "order by s.assignment limit ?")?
            .all()
            .await;
    }
    select
        .when_pair(after, "and (s.stay_minutes, s.assignment) < (?, ??)")?
        .when(Some(limit), "order by s.stay_minutes desc, s.assignment desc limit ?")?
        .all()
        .await
}
