//! What stands behind a figure, as far as the reader may read it.

use super::{listed, read::Units};
use crate::{Period, StopLine, Which};
use db::{Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, Instant, UnitId};
use register::{Direction, Kind, Row};
use uuid::Uuid;

/// As whom the reader reads what is restricted; none who reads all.
pub(crate) type Keys<'k> = Option<&'k [Uuid]>;

fn readable<'t>(mut select: Select<'t>, keys: Keys<'_>) -> Result<Select<'t>> {
    let Some(keys) = keys else { return Ok(select) };
    select = select.only_if(
        true,
        "and (e.confidentiality in ('open', 'personal')
           or exists (select 1 from entry_reader r where r.year = e.year and r.number = e.number and",
    );
    Ok(select.any(keys, "r.holder = ?")?.only_if(true, "))"))
}

/// A day as a number, for the place of a line.
pub(crate) fn number_of(day: Day) -> i64 {
    i64::from(day.0.year()) * 10_000 + i64::from(day.0.month()) * 100 + i64::from(day.0.day())
}

fn day_of(number: i64) -> Option<Day> {
    let part = |of: i64| i8::try_from(of).ok();
    let (year, month, day) = (i16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?);
    jiff::civil::Date::new(year, month, day).ok().map(Day)
}

/// The stops behind a time.
pub(super) fn at<'t>(
    tx: &'t mut Tx,
    (which, period, today): (Which, Period, Day),
    (units, kind): (Units<'_>, Option<Kind>),
    keys: Keys<'_>,
    (after, limit): (Option<(i64, AssignmentId)>, i64),
) -> Result<Select<'t>> {
    let open = matches!(which, Which::Open | Which::OpenLate);
    let left = matches!(which, Which::Left | Which::Late);
    let select = tx
        .select(
            "select s.assignment, s.year, s.number, e.subject, e.correspondent_name, e.confidentiality, s.unit, s.arrived_at,
               s.left_at, s.stay_minutes, s.due, s.late
             from stop s join entry e on e.year = s.year and e.number = s.number where s.acts",
        )
        .only_if(open, "and s.left_day is null")
        .when((which == Which::OpenLate).then_some(today), "and s.due < ?")?
        .only_if(which == Which::Late, "and s.late")
        .when_pair((which == Which::Arrived).then_some((period.from, period.to)), "and s.arrived_day >= ? and s.arrived_day <= ??")?
        .when_pair(left.then_some((period.from, period.to)), "and s.left_day >= ? and s.left_day <= ??")?
        .when(kind, "and s.kind = ?")?;
    let select = match units {
        Some(units) => listed(select, "and s.unit in (", units)?,
        None => select,
    };
    let select = readable(select, keys)?;
    if which == Which::Arrived {
        let after = after.and_then(|(day, id)| Some((day_of(day)?, id)));
        return select
            .when_pair(after, "and (s.arrived_day, s.assignment) > (?, ??)")?
            .when(Some(limit), "order by s.arrived_day, s.assignment limit ?");
    }
    if open {
        return select
            .when(after.map(|(_, id)| id), "and s.assignment > ?")?
            .when(Some(limit), "order by s.assignment limit ?");
    }
    select
        .when_pair(after, "and (s.stay_minutes, s.assignment) < (?, ??)")?
        .when(Some(limit), "order by s.stay_minutes desc, s.assignment desc limit ?")
}

/// The stops behind a figure, as far as the reader may read them: behind a line, so many.
pub(crate) async fn stops(
    tx: &mut Tx,
    which: (Which, Period, Day),
    of: (Units<'_>, Option<Kind>),
    keys: Keys<'_>,
    page: (Option<(i64, AssignmentId)>, i64),
) -> Result<Vec<StopLine>> {
    at(tx, which, of, keys, page)?.all().await
}

#[derive(sqlx::FromRow)]
struct PlaceRow {
    year: i64,
    number: i64,
}

/// The place of the first entry that was registered at `at` or later: time never runs backwards in the register.
pub(crate) async fn first_since(tx: &mut Tx, at: Instant) -> Result<(i64, i64)> {
    let args = args![tx, at];
    let sql =
        sql!("select year, number from entry where registered_at >= $1 order by registered_at, year, number limit 1");
    Ok(tx.optional::<PlaceRow>(sql, args).await?.map_or((i64::MAX, 0), |row| (row.year, row.number)))
}

/// Which entries are listed: from a place to before another.
pub(crate) struct Within<'u> {
    pub units: Units<'u>,
    pub direction: Option<Direction>,
    pub kind: Option<Kind>,
    pub from: (i64, i64),
    pub to: (i64, i64),
}

/// The entries behind a volume, the newest first: of each unit as many as a page has, by its index, and of these the
/// first ones.
pub(super) fn of<'t>(tx: &'t mut Tx, within: &Within<'_>, keys: Keys<'_>, limit: i64) -> Result<Select<'t>> {
    let mut select = tx.select(
        "select year, number, direction, state, registered_at, subject, correspondent_name, further, kind,
           confidentiality, file_count
         from (select * from (select e.* from entry e where e.state = 'active'",
    );
    let units: Vec<Option<UnitId>> = match within.units {
        None => vec![None],
        Some(units) => units.iter().copied().map(Some).collect(),
    };
    for (place, unit) in units.iter().enumerate() {
        let another = "union all select * from (select e.* from entry e where e.state = 'active'";
        select = select
            .only_if(place > 0, another)
            .when(*unit, "and e.competent = ?")?
            .when_pair(Some(within.from), "and (e.year, e.number) >= (?, ??)")?
            .when_pair(Some(within.to), "and (e.year, e.number) < (?, ??)")?
            .when(within.direction, "and e.direction = ?")?
            .when(within.kind, "and e.kind = ?")?;
        select = readable(select, keys)?.when(Some(limit), "order by e.year desc, e.number desc limit ?) of_unit")?;
    }
    select.when(Some(limit), ") of_units order by year desc, number desc limit ?")
}

/// These entries: so many.
pub(crate) async fn entries(tx: &mut Tx, within: &Within<'_>, keys: Keys<'_>, limit: i64) -> Result<Vec<Row>> {
    if within.units.is_some_and(<[UnitId]>::is_empty) {
        return Ok(Vec::new());
    }
    of(tx, within, keys, limit)?.all().await
}
