//! Counting: what the log touched, and what comes of it.

use crate::{
    scale::{self, Counting},
    stops::{Held, Moved, Stop},
};
use circulation::Act;
use db::{Error, Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, Instant, UnitId};
use register::{Channel, Direction, Kind, Parties};
use serde::Deserialize;
use std::collections::BTreeMap;

type Lines = (i64, i64);

#[derive(sqlx::FromRow)]
struct At {
    registered_at: Instant,
}

/// The days on which entries were registered that these lines of the log are about.
pub(crate) async fn days_of(tx: &mut Tx, (from, to): Lines) -> Result<Vec<Day>> {
    let args = args![tx, from, to];
    let sql = sql!(
        "select distinct e.registered_at from entry_revision r join entry e on e.id = r.entry
         where r.leaf >= $1 and r.leaf < $2 order by e.registered_at"
    );
    let mut days: Vec<Day> = tx.all::<At>(sql, args).await?.into_iter().map(|row| row.registered_at.day()).collect();
    days.dedup();
    Ok(days)
}

/// An entry that stands, as far as it is counted.
#[derive(sqlx::FromRow)]
pub(crate) struct EntryOf {
    pub registered_at: Instant,
    pub competent: Option<UnitId>,
    pub direction: Direction,
    pub kind: Kind,
    pub channel: Channel,
    pub file_count: i64,
    #[sqlx(try_from = "String")]
    pub further: Parties,
}

/// The entries of a day that stand.
pub(crate) async fn entries_of(tx: &mut Tx, day: Day) -> Result<Vec<EntryOf>> {
    let args = args![tx, day.start(), day.next().start()];
    let sql = sql!(
        "select registered_at, competent, direction, kind, channel, file_count, further from entry
         where registered_at >= $1 and registered_at < $2 and state = 'active'"
    );
    tx.all(sql, args).await
}

/// Puts what a day brought in the place of what was counted for it.
pub(crate) async fn put_volumes(tx: &mut Tx, day: Day, counts: &[((UnitId, Direction, Kind), i64)]) -> Result<()> {
    let args = args![tx, day];
    tx.exec(sql!("delete from volume where day = $1"), args).await?;
    for ((unit, direction, kind), entries) in counts {
        let args = args![tx, *unit, day, *direction, *kind, *entries];
        let sql = sql!("insert into volume (unit, day, direction, kind, entries) values ($1, $2, $3, $4, $5)");
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// The same by hour.
pub(crate) async fn put_arrivals(tx: &mut Tx, day: Day, counts: &[((UnitId, i64, i64), i64)]) -> Result<()> {
    let args = args![tx, day];
    tx.exec(sql!("delete from arrival where day = $1"), args).await?;
    for ((unit, weekday, hour), entries) in counts {
        let args = args![tx, *unit, day, *weekday, *hour, *entries];
        let sql = sql!("insert into arrival (unit, day, weekday, hour, entries) values ($1, $2, $3, $4, $5)");
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// The same of what left without paper: recipients, and files for each of them.
pub(crate) async fn put_letters(tx: &mut Tx, day: Day, counts: &[(UnitId, (i64, i64))]) -> Result<()> {
    let args = args![tx, day];
    tx.exec(sql!("delete from letter where day = $1"), args).await?;
    for (unit, (letters, files)) in counts {
        let args = args![tx, day, *unit, crate::first_of_month(day), *letters, *files];
        let sql = sql!("insert into letter (day, unit, month, letters, files) values ($1, $2, $3, $4, $5)");
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// Behind `select … from`: the entries that these lines of the log are about, as `t`. They stand outside a `cross join`,
/// so that SQLite looks each of them up; of places in a list it would walk the whole table.
fn touched(select: Select<'_>, lines: Lines) -> Result<Select<'_>> {
    select
        .when_pair(
            Some(lines),
            "(select v.entry_year as year, v.entry_number as number from movement v where v.leaf >= ? and v.leaf < ??",
        )?
        .when_pair(
            Some(lines),
            "union select x.year, x.number from entry_revision r join entry x on x.id = r.entry
               where r.leaf >= ? and r.leaf < ??) t",
        )
}

fn holding(tx: &mut Tx, lines: Lines) -> Result<Select<'_>> {
    let head = "select a.id, a.year, a.number, a.parent, a.unit, a.purpose, a.state, a.made_at, a.ended_at, a.due,
                  e.unit as home, e.kind, e.channel, e.file_count, a.file from";
    let rest = "cross join assignment a join entry e on e.year = a.year and e.number = a.number
                where a.year = t.year and a.number = t.number and e.state = 'active' order by a.year, a.number, a.id";
    Ok(touched(tx.select(head), lines)?.only_if(true, rest))
}

/// The assignments of entries that stand and that these lines of the log are about, entry by entry.
pub(crate) async fn held(tx: &mut Tx, lines: Lines) -> Result<Vec<Held>> {
    holding(tx, lines)?.all().await
}

#[derive(sqlx::FromRow)]
struct MovedRow {
    assignment: AssignmentId,
    at: Instant,
    statement: String,
}

#[derive(Deserialize)]
struct Stated {
    act: Act,
}

fn moving(tx: &mut Tx, lines: Lines) -> Result<Select<'_>> {
    let rest =
        "cross join movement m where m.entry_year = t.year and m.entry_number = t.number order by m.year, m.number";
    Ok(touched(tx.select("select m.assignment, m.at, m.statement from"), lines)?.only_if(true, rest))
}

/// The movements of the same entries, oldest first.
pub(crate) async fn moved(tx: &mut Tx, lines: Lines) -> Result<Vec<Moved>> {
    let read = |row: MovedRow| {
        let stated: Stated = serde_json::from_str(&row.statement).map_err(|e| Error::Encode(Box::new(e)))?;
        Ok(Moved { assignment: row.assignment, act: stated.act, at: row.at })
    };
    moving(tx, lines)?.all::<MovedRow>().await?.into_iter().map(read).collect()
}

/// Where a stop is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(crate) struct StopPlace {
    pub unit: UnitId,
    pub arrived_day: Day,
    pub left_day: Option<Day>,
}

fn stopping(tx: &mut Tx, lines: Lines) -> Result<Select<'_>> {
    let rest = "cross join stop s where s.year = t.year and s.number = t.number";
    Ok(touched(tx.select("select s.unit, s.arrived_day, s.left_day from"), lines)?.only_if(true, rest))
}

/// Where the stops of the same entries were counted until now.
pub(crate) async fn stops_before(tx: &mut Tx, lines: Lines) -> Result<Vec<StopPlace>> {
    stopping(tx, lines)?.all().await
}

/// How the engine answers these questions.
pub(crate) async fn counting_plans(tx: &mut Tx, lines: Lines) -> Result<Vec<Vec<String>>> {
    Ok(vec![holding(tx, lines)?.plan().await?, moving(tx, lines)?.plan().await?, stopping(tx, lines)?.plan().await?])
}

/// Removes them.
pub(crate) async fn remove_stops(tx: &mut Tx, (from, to): Lines) -> Result<()> {
    let args = args![tx, from, to];
    let sql = sql!(
        "delete from stop where assignment in
           (select s.assignment from
              (select v.entry_year as year, v.entry_number as number from movement v where v.leaf >= $1 and v.leaf < $2
               union select x.year, x.number from entry_revision r join entry x on x.id = r.entry
                 where r.leaf >= $1 and r.leaf < $2) t
              cross join stop s where s.year = t.year and s.number = t.number)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Keeps a stop, with the working minutes until it was taken up, and until it left.
pub(crate) async fn put_stop(tx: &mut Tx, s: &Stop, accept: Option<i64>, stay: Option<i64>) -> Result<()> {
    let left_day = s.left_at.map(Instant::day);
    let args = args![
        tx,
        s.assignment,
        s.year,
        s.number,
        s.unit,
        s.kind,
        s.acts,
        s.arrived_at,
        s.arrived_at.day(),
        s.taken_at.is_some(),
        s.left_at,
        left_day,
        accept,
        accept.map(scale::step),
        stay,
        stay.map(scale::step),
        s.due,
        s.late,
        s.carried,
        s.copied,
        s.printed,
    ];
    let sql = sql!(
        "insert into stop (assignment, year, number, unit, kind, acts, arrived_at, arrived_day, taken, left_at, left_day,
           accept_minutes, accept_step, stay_minutes, stay_step, due, late, carried, copied, printed)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Puts what left a unit in a month in the place of what was counted for it; no kind is all of them.
pub(crate) async fn put_stays(
    tx: &mut Tx,
    (month, unit): (Day, UnitId),
    counts: &BTreeMap<Option<Kind>, Counting>,
) -> Result<()> {
    let args = args![tx, month, unit];
    tx.exec(sql!("delete from stay where month = $1 and unit = $2"), args).await?;
    for (kind, counting) in counts {
        let kind = kind.map_or("", Kind::as_str);
        let (accept, stay) = (counting.accept.text(), counting.stay.text());
        let args = args![tx, unit, kind, month, accept, stay, counting.due, counting.late];
        let sql =
            sql!("insert into stay (unit, kind, month, accept, stay, due, late) values ($1, $2, $3, $4, $5, $6, $7)");
        tx.exec(sql, args).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Sums {
    carried: i64,
    copied: i64,
    printed: i64,
}

/// Counts what a month would have been on paper for a unit anew.
pub(crate) async fn recount_saved(tx: &mut Tx, (month, unit): (Day, UnitId)) -> Result<()> {
    let args = args![tx, month, unit];
    tx.exec(sql!("delete from saved where month = $1 and unit = $2"), args).await?;
    let args = args![tx, unit, month, crate::months_later(month, 1)];
    let sql = sql!(
        "select cast(coalesce(sum(carried), 0) as bigint) as carried, cast(coalesce(sum(copied), 0) as bigint) as copied,
           cast(coalesce(sum(printed), 0) as bigint) as printed
         from stop where unit = $1 and arrived_day >= $2 and arrived_day < $3"
    );
    let sums: Sums = tx.one(sql, args).await?;
    let args = args![tx, month, unit, sums.carried, sums.copied, sums.printed];
    let sql = sql!("insert into saved (month, unit, carried, copied, printed) values ($1, $2, $3, $4, $5)");
    tx.exec(sql, args).await?;
    Ok(())
}
