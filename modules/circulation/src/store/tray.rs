//! Trays: what somebody or a unit has to do.

use crate::{Counts, Item, Load, State, Tab, Whose};
use db::{Result, Select, Tx, args, sql};
use kernel::{AssignmentId, Day, EmployeeId, UnitId};
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
    state: State,
    action: bool,
    count: i64,
    late: i64,
}

/// How much each part holds: one question.
pub(crate) async fn counts(tx: &mut Tx, asked: Asked<'_>) -> Result<Counts> {
    let select = tx
        .select("select a.state, a.purpose = 'action' as action, count(*) as count,")
        .when(Some(asked.today), "count(case when a.due_order < ? then 1 end) as late")?
        .only_if(true, "from assignment a join entry e on e.year = a.year and e.number = a.number");
    let select = asked.whose(select)?.only_if(
        true,
        "and a.state in ('waiting', 'in_hand', 'forwarded') and e.state = 'active' group by a.state, a.purpose",
    );
    let mut counts = Counts::default();
    for part in select.all::<Part>().await? {
        match (part.state, part.action) {
            (State::Waiting, true) => (counts.accept, counts.overdue) = (part.count, counts.overdue + part.late),
            (State::InHand, true) => (counts.in_hand, counts.overdue) = (part.count, counts.overdue + part.late),
            (State::Waiting, false) => counts.information = part.count,
            (State::Forwarded, _) => counts.others += part.count,
            _ => {}
        }
    }
    Ok(counts)
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
