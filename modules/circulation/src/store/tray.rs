//! Trays: what somebody or a unit has to do.

use crate::{Counts, Item, Load, State, Tab, Whose};
use db::{Engine, Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, EmployeeId, UnitId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A tray that is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'k> {
    pub whose: Whose,
    /// Whose own tray.
    pub me: EmployeeId,
    /// Of which unit only.
    pub only: Option<UnitId>,
    pub today: Day,
    /// As whom they read what is restricted.
    pub keys: &'k [Uuid],
}

impl Asked<'_> {
    fn whose<'t>(self, select: Select<'t>) -> Result<Select<'t>> {
        let (mine, unit) = match self.whose {
            Whose::Mine | Whose::Of(_) => (Some(self.me), None),
            Whose::Unit(unit) => (None, Some(unit)),
        };
        select.when(mine, "where a.employee = ?")?.when(unit, "where a.unit = ?")?.when(self.only, "and a.unit = ?")
    }
}

/// What part of a tray holds.
fn part(select: Select<'_>, tab: Tab, today: Day) -> Result<Select<'_>> {
    Ok(match tab {
        Tab::Accept => select.only_if(true, "and a.state = 'waiting' and a.purpose = 'action'"),
        Tab::InHand => select.only_if(true, "and a.state = 'in_hand' and a.purpose = 'action'"),
        Tab::Others => select.only_if(true, "and a.state = 'forwarded'"),
        Tab::Information => select.only_if(true, "and a.state = 'waiting' and a.purpose = 'information'"),
        Tab::Overdue => select
            .when(Some(today), "and a.state in ('waiting', 'in_hand') and a.purpose = 'action' and a.due_order < ?")?,
        Tab::Done => select.only_if(true, "and a.state in ('done', 'returned', 'withdrawn')"),
    })
}

/// A part of a tray behind a line: the most urgent first; what is done, the newest first.
pub(crate) async fn tray(
    tx: &mut Tx,
    asked: Asked<'_>,
    tab: Tab,
    after: Option<(Day, AssignmentId)>,
    limit: i64,
) -> Result<Vec<Item>> {
    lines(tx, asked, tab, after, limit)?.all().await
}

/// How the engine answers that.
pub(crate) async fn tray_plan(tx: &mut Tx, asked: Asked<'_>, tab: Tab, limit: i64) -> Result<Vec<String>> {
    lines(tx, asked, tab, None, limit)?.plan().await
}

fn lines<'t>(
    tx: &'t mut Tx,
    asked: Asked<'_>,
    tab: Tab,
    after: Option<(Day, AssignmentId)>,
    limit: i64,
) -> Result<Select<'t>> {
    let select = tx.select(
        "select a.id, a.year, a.number, a.parent, a.unit, a.unit_name, a.employee, a.employee_name, a.purpose, a.expected,
           a.instructions, a.due, a.state, a.made_at, a.made_by, a.made_by_name, a.made_by_unit, a.accepted_at,
           a.ended_at, a.answer_year, a.answer_number, a.file, a.file_name, e.subject, e.correspondent_name, e.direction, e.confidentiality,
           exists (select 1 from entry_reader r where r.year = a.year and r.number = a.number and",
    );
    let select = select
        .any(asked.keys, "r.holder = ?")?
        .only_if(true, ") as opened from assignment a join entry e on e.year = a.year and e.number = a.number");
    let select = part(asked.whose(select)?, tab, asked.today)?;
    let select = select.only_if(tab != Tab::Done, "and e.state = 'active'");
    match tab {
        Tab::Done => {
            select.when(after.map(|(_, id)| id), "and a.id < ?")?.when(Some(limit), "order by a.id desc limit ?")
        }
        _ => select
            .when_pair(after, "and (a.due_order, a.id) > (?, ??)")?
            .when(Some(limit), "order by a.due_order, a.id limit ?"),
    }
}

#[derive(sqlx::FromRow)]
struct Part {
    unit: UnitId,
    state: State,
    action: bool,
    count: i64,
    late: i64,
}

impl Part {
    fn add_to(&self, counts: &mut Counts) {
        match (self.state, self.action) {
            (State::Waiting, true) => {
                counts.accept += self.count;
                counts.overdue += self.late;
            }
            (State::InHand, true) => {
                counts.in_hand += self.count;
                counts.overdue += self.late;
            }
            (State::Waiting, false) => counts.information += self.count,
            (State::Forwarded, _) => counts.others += self.count,
            _ => {}
        }
    }
}

/// Counts by unit: what of it is read from an index alone, and few entries are cancelled.
fn counting(tx: &mut Tx, today: Day) -> Result<Select<'_>> {
    tx.select("select a.unit, a.state, a.purpose = 'action' as action, count(*) as count,")
        .when(Some(today), "count(case when a.due_order < ? then 1 end) as late from assignment a")
}

/// What is open, of entries that stand.
fn open(select: Select<'_>) -> Select<'_> {
    // SQLite would take the index of all entries.
    let sqlite = select.engine() == Engine::Sqlite;
    select
        .only_if(true, "and a.state in ('waiting', 'in_hand', 'forwarded') and not exists (select 1 from entry e")
        .only_if(sqlite, "indexed by entry_cancelled")
        .only_if(true, "where e.state = 'cancelled' and e.year = a.year and e.number = a.number)")
        .only_if(true, "group by a.unit, a.state, a.purpose")
}

/// How much each part holds: one question.
pub(crate) async fn counts(tx: &mut Tx, asked: Asked<'_>) -> Result<Counts> {
    let mut counts = Counts::default();
    let parts: Vec<Part> = counted(tx, asked)?.all().await?;
    parts.iter().for_each(|part| part.add_to(&mut counts));
    Ok(counts)
}

fn counted<'t>(tx: &'t mut Tx, asked: Asked<'_>) -> Result<Select<'t>> {
    Ok(open(asked.whose(counting(tx, asked.today)?)?))
}

/// How the engine answers that.
pub(crate) async fn counts_plan(tx: &mut Tx, asked: Asked<'_>) -> Result<Vec<String>> {
    counted(tx, asked)?.plan().await
}

/// The same for each of these units, of those that hold something: one question.
pub(crate) async fn counts_of_units(tx: &mut Tx, units: &[UnitId], today: Day) -> Result<BTreeMap<UnitId, Counts>> {
    let mut all: BTreeMap<UnitId, Counts> = BTreeMap::new();
    let select = counting(tx, today)?.only_if(true, "where").any(units, "a.unit = ?")?;
    for part in open(select).all::<Part>().await? {
        part.add_to(all.entry(part.unit).or_default());
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct Due {
    due_order: Day,
}

/// Where a line stands in the order of a tray.
pub(crate) async fn place(tx: &mut Tx, id: AssignmentId) -> Result<Option<(Day, AssignmentId)>> {
    let args = args![tx, id];
    let row: Option<Due> = tx.optional(sql!("select due_order from assignment where id = $1"), args).await?;
    Ok(row.map(|row| (row.due_order, id)))
}

/// What each person of a unit has, and the unit as such: one question.
pub(crate) async fn loads(tx: &mut Tx, unit: UnitId, today: Day) -> Result<Vec<Load>> {
    let args = args![tx, unit, today];
    let sql = sql!(
        "select a.employee, max(a.employee_name) as name,
           count(case when a.state = 'waiting' and a.purpose = 'action' then 1 end) as accept,
           count(case when a.state = 'in_hand' then 1 end) as in_hand,
           count(case when a.state = 'forwarded' then 1 end) as others,
           count(case when a.state in ('waiting', 'in_hand') and a.purpose = 'action' and a.due_order < $2 then 1 end)
             as overdue
         from assignment a join entry e on e.year = a.year and e.number = a.number
         where a.unit = $1 and a.state in ('waiting', 'in_hand', 'forwarded') and e.state = 'active'
         group by a.employee"
    );
    let mut loads: Vec<Load> = tx.all(sql, args).await?;
    // The engines order letters differently.
    loads.sort_by_cached_key(|load| (load.name.as_deref().map(greek::fold), load.employee));
    Ok(loads)
}
