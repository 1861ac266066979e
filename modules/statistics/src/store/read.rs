//! Reading: each question costs what its period holds, whatever the register holds.

use super::{behind, counting_plans, of_some_units, of_units};
use crate::{
    Names, Period, Which,
    scale::{Counting, Counts},
};
use db::{Result, Select, Tx, args, sql};
use kernel::{Day, UnitId};
use register::{Direction, Kind};

pub(super) type Units<'u> = Option<&'u [UnitId]>;

#[derive(sqlx::FromRow)]
pub(crate) struct FlowOfUnit {
    pub unit: UnitId,
    pub incoming: i64,
    pub outgoing: i64,
    pub internal: i64,
}

fn by_unit<'t>(tx: &'t mut Tx, period: Period, units: &[UnitId]) -> Result<Select<'t>> {
    let select = tx
        .select(
            "select unit, cast(sum(case when direction = 'incoming' then entries else 0 end) as bigint) as incoming,
               cast(sum(case when direction = 'outgoing' then entries else 0 end) as bigint) as outgoing,
               cast(sum(case when direction = 'internal' then entries else 0 end) as bigint) as internal
             from volume",
        )
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    Ok(of_units(select, units)?.only_if(true, "group by unit"))
}

pub(crate) async fn flows_by_unit(tx: &mut Tx, period: Period, units: &[UnitId]) -> Result<Vec<FlowOfUnit>> {
    by_unit(tx, period, units)?.all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct FlowOfKind {
    pub kind: Kind,
    pub direction: Direction,
    pub entries: i64,
}

fn by_kind<'t>(tx: &'t mut Tx, period: Period, units: &[UnitId]) -> Result<Select<'t>> {
    let select = tx
        .select("select kind, direction, cast(sum(entries) as bigint) as entries from volume")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    Ok(of_units(select, units)?.only_if(true, "group by kind, direction"))
}

pub(crate) async fn flows_by_kind(tx: &mut Tx, period: Period, units: &[UnitId]) -> Result<Vec<FlowOfKind>> {
    by_kind(tx, period, units)?.all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct FlowOfDay {
    pub day: Day,
    pub direction: Direction,
    pub entries: i64,
}

fn by_day<'t>(tx: &'t mut Tx, period: Period, units: &[UnitId]) -> Result<Select<'t>> {
    let select = tx
        .select("select day, direction, cast(sum(entries) as bigint) as entries from volume")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    Ok(of_units(select, units)?.only_if(true, "group by day, direction"))
}

pub(crate) async fn flows_by_day(tx: &mut Tx, period: Period, units: &[UnitId]) -> Result<Vec<FlowOfDay>> {
    by_day(tx, period, units)?.all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct Hour {
    pub weekday: i64,
    pub hour: i64,
    pub entries: i64,
}

fn by_hour<'t>(tx: &'t mut Tx, period: Period, units: &[UnitId]) -> Result<Select<'t>> {
    let select = tx
        .select("select weekday, hour, cast(sum(entries) as bigint) as entries from arrival")
        .when_pair(Some((period.from, period.to)), "where day >= ? and day <= ??")?;
    Ok(of_units(select, units)?.only_if(true, "group by weekday, hour"))
}

pub(crate) async fn heat(tx: &mut Tx, period: Period, units: &[UnitId]) -> Result<Vec<Hour>> {
    by_hour(tx, period, units)?.all().await
}

#[derive(sqlx::FromRow)]
struct Name {
    unit: UnitId,
    name: String,
}

/// What every unit is called on a day, or was when it was closed.
pub(crate) async fn names(tx: &mut Tx, day: Day) -> Result<Names> {
    let args = args![tx, day];
    let sql = sql!(
        "select t.unit, t.name from unit_term t
         where t.valid_from = (select max(x.valid_from) from unit_term x where x.unit = t.unit and x.valid_from <= $1)"
    );
    Ok(tx.all::<Name>(sql, args).await?.into_iter().map(|row| (row.unit, row.name)).collect())
}

#[derive(sqlx::FromRow)]
struct StayRow {
    unit: UnitId,
    kind: String,
    accept: String,
    stay: String,
    due: i64,
    late: i64,
}

/// What left a unit in a month: no kind is all of them.
pub(crate) struct StayOf {
    pub unit: UnitId,
    pub kind: Option<Kind>,
    pub counting: Counting,
}

fn stay(row: StayRow) -> StayOf {
    let (accept, stay) = (Counts::read(&row.accept), Counts::read(&row.stay));
    let counting = Counting { accept, stay, due: row.due, late: row.late };
    StayOf { unit: row.unit, kind: row.kind.parse().ok(), counting }
}

fn left_by_unit<'t>(tx: &'t mut Tx, months: (Day, Day), units: &[UnitId], kinds: bool) -> Result<Select<'t>> {
    let select = tx
        .select("select unit, kind, accept, stay, due, late from stay")
        .when_pair(Some(months), "where month >= ? and month < ??")?
        .only_if(kinds, "and kind > ''")
        .only_if(!kinds, "and kind = ''");
    of_units(select, units)
}

/// What left units in whole months, in all or by kind. `months`: the first day of the first one, and of the one behind the
/// last.
pub(crate) async fn stays(tx: &mut Tx, months: (Day, Day), units: &[UnitId], kinds: bool) -> Result<Vec<StayOf>> {
    Ok(left_by_unit(tx, months, units, kinds)?.all::<StayRow>().await?.into_iter().map(stay).collect())
}

/// What left each unit in a month, in all and by kind.
pub(crate) async fn stays_of_month(tx: &mut Tx, month: Day) -> Result<Vec<StayOf>> {
    let args = args![tx, month];
    let sql = sql!("select unit, kind, accept, stay, due, late from stay where month = $1");
    Ok(tx.all::<StayRow>(sql, args).await?.into_iter().map(stay).collect())
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

fn left_within<'t>(tx: &'t mut Tx, part: Period, units: Units<'_>) -> Result<Select<'t>> {
    let select = tx
        .select(
            "select unit, kind, accept_step, stay_step, due is not null as has_due, late, count(*) as stops from stop",
        )
        .when_pair(Some((part.from, part.to)), "where left_day >= ? and left_day <= ?? and acts")?;
    let select = of_some_units(select, units)?;
    Ok(select.only_if(true, "group by unit, kind, accept_step, stay_step, due is not null, late"))
}

/// What left within a part of a month.
pub(crate) async fn stops_raw(tx: &mut Tx, part: Period, units: Units<'_>) -> Result<Vec<RawStay>> {
    left_within(tx, part, units)?.all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct OpenAt {
    pub unit: UnitId,
    pub open: i64,
    pub late: i64,
}

fn standing<'t>(tx: &'t mut Tx, today: Day, units: Units<'_>) -> Result<Select<'t>> {
    let select = tx
        .select("select unit, count(*) as open,")
        .when(Some(today), "count(case when due < ? then 1 end) as late from stop where left_day is null and acts")?;
    Ok(of_some_units(select, units)?.only_if(true, "group by unit"))
}

/// What stands at each unit now.
pub(crate) async fn open(tx: &mut Tx, today: Day, units: Units<'_>) -> Result<Vec<OpenAt>> {
    standing(tx, today, units)?.all().await
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

fn arriving<'t>(tx: &'t mut Tx, period: Period, units: Units<'_>) -> Result<Select<'t>> {
    let select = tx
        .select("select count(*) as count from stop where acts")
        .when_pair(Some((period.from, period.to)), "and arrived_day >= ? and arrived_day <= ??")?;
    of_some_units(select, units)
}

/// How many came to be dealt with.
pub(crate) async fn arrived(tx: &mut Tx, period: Period, units: Units<'_>) -> Result<i64> {
    let rows: Vec<Count> = arriving(tx, period, units)?.all().await?;
    Ok(rows.first().map_or(0, |row| row.count))
}

/// How the engine answers each of these questions.
pub(crate) async fn plans(tx: &mut Tx, period: Period, units: Units<'_>, known: &[UnitId]) -> Result<Vec<Vec<String>>> {
    let months = (period.from, period.to);
    let mut plans = vec![
        by_unit(tx, period, known)?.plan().await?,
        by_kind(tx, period, known)?.plan().await?,
        by_day(tx, period, known)?.plan().await?,
        by_hour(tx, period, known)?.plan().await?,
        left_by_unit(tx, months, known, false)?.plan().await?,
        left_by_unit(tx, months, known, true)?.plan().await?,
        left_within(tx, period, units)?.plan().await?,
        standing(tx, period.to, units)?.plan().await?,
        arriving(tx, period, units)?.plan().await?,
    ];
    for which in Which::ALL {
        let page = (None, 51);
        plans.push(behind::at(tx, (*which, period, period.to), (units, None), Some(&[]), page)?.plan().await?);
    }
    plans.extend(counting_plans(tx, (0, 500)).await?);
    let within = behind::Within { units, direction: None, kind: None, from: (2026, 1), to: (2027, 1) };
    plans.push(behind::of(tx, &within, Some(&[]), 51)?.plan().await?);
    Ok(plans)
}
