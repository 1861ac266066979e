//! The tables of the roll-out: SQL and nothing else.

use crate::{Delivery, DeliveryFile, DeliveryLine, Given, Joins};
use db::{Result, Tx, args, sql};
use kernel::{AssignmentId, Day, DeliveryId, EmployeeId, EventId, Instant, UnitId};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct JoiningRow {
    unit: UnitId,
    joins: Option<Day>,
}

/// The units of which something is said.
pub(crate) async fn joinings(tx: &mut Tx) -> Result<Vec<(UnitId, Joins)>> {
    let args = args![tx];
    let rows: Vec<JoiningRow> = tx.all(sql!("select unit, joins from unit_joining"), args).await?;
    Ok(rows.into_iter().map(|row| (row.unit, row.joins.map_or(Joins::NotYet, Joins::From))).collect())
}

pub(crate) async fn set_joining(tx: &mut Tx, unit: UnitId, joins: Joins, (at, by): (Instant, String)) -> Result<()> {
    let args = args![tx, unit];
    tx.exec(sql!("delete from unit_joining where unit = $1"), args).await?;
    let day = match joins {
        Joins::Always => return Ok(()),
        Joins::From(day) => Some(day),
        Joins::NotYet => None,
    };
    let args = args![tx, unit, day, at, by];
    let sql = sql!("insert into unit_joining (unit, joins, said_at, said_by_name) values ($1, $2, $3, $4)");
    tx.exec(sql, args).await?;
    Ok(())
}

/// Waits until nobody else makes a delivery of a year, and gives the next number.
pub(crate) async fn next_number(tx: &mut Tx, year: i64) -> Result<i64> {
    let args = args![tx, year];
    let sql = sql!(
        "insert into delivery_counter (year, last) values ($1, 1)
         on conflict (year) do update set last = delivery_counter.last + 1 returning last as number"
    );
    Ok(tx.one::<Number>(sql, args).await?.number)
}

#[derive(sqlx::FromRow)]
struct Number {
    number: i64,
}

#[derive(sqlx::FromRow)]
struct CountOf {
    unit: UnitId,
    number: i64,
}

/// How many papers wait to be printed for each unit that does not work in the program.
pub(crate) async fn count_waiting(tx: &mut Tx, today: Day) -> Result<BTreeMap<UnitId, i64>> {
    let args = args![tx, today];
    let sql = sql!(
        "select a.unit, count(*) as number
         from unit_joining j join assignment a on a.unit = j.unit join entry e on e.year = a.year and e.number = a.number
         where (j.joins is null or j.joins > $1) and a.state = 'waiting' and e.state = 'active'
           and not exists (select 1 from delivery_item i where i.assignment = a.id and i.unit = a.unit)
         group by a.unit"
    );
    Ok(tx.all::<CountOf>(sql, args).await?.into_iter().map(|row| (row.unit, row.number)).collect())
}

#[derive(sqlx::FromRow)]
pub(crate) struct Waiting {
    pub id: AssignmentId,
    pub year: i64,
    pub number: i64,
}

/// Those that wait, in the order of assigning.
pub(crate) async fn waiting(tx: &mut Tx, unit: UnitId, limit: i64) -> Result<Vec<Waiting>> {
    let args = args![tx, unit, limit];
    let sql = sql!(
        "select a.id, a.year, a.number from assignment a join entry e on e.year = a.year and e.number = a.number
         where a.unit = $1 and a.state = 'waiting' and e.state = 'active'
           and not exists (select 1 from delivery_item i where i.assignment = a.id and i.unit = a.unit)
         order by a.id limit $2"
    );
    tx.all(sql, args).await
}

pub(crate) async fn insert_delivery(tx: &mut Tx, delivery: &Delivery) -> Result<()> {
    let d = delivery;
    let args = args![tx, d.id, d.year, d.number, d.unit, d.unit_name.clone(), d.made_at, d.made_by_name.clone()];
    let sql = sql!(
        "insert into delivery (id, year, number, unit, unit_name, made_at, made_by_name) values ($1, $2, $3, $4, $5, $6, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_item(
    tx: &mut Tx,
    (delivery, unit): (DeliveryId, UnitId),
    position: i64,
    one: &Waiting,
) -> Result<()> {
    let args = args![tx, delivery, position, one.id, one.year, one.number, unit];
    let sql = sql!(
        "insert into delivery_item (delivery, position, assignment, year, number, unit) values ($1, $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn delivery(tx: &mut Tx, id: DeliveryId) -> Result<Option<Delivery>> {
    let args = args![tx, id];
    let sql = sql!(
        "select d.id, d.year, d.number, d.unit, d.unit_name, d.made_at, d.made_by_name, d.given_at, d.given_by,
           d.received_by, (select count(*) from delivery_item i where i.delivery = d.id) as count
         from delivery d where d.id = $1"
    );
    tx.optional(sql, args).await
}

/// The deliveries before one, the newest first.
pub(crate) async fn deliveries(tx: &mut Tx, before: Option<DeliveryId>, limit: i64) -> Result<Vec<Delivery>> {
    tx.select(
        "select d.id, d.year, d.number, d.unit, d.unit_name, d.made_at, d.made_by_name, d.given_at, d.given_by,
           d.received_by, (select count(*) from delivery_item i where i.delivery = d.id) as count
         from delivery d",
    )
    .when(before, "where d.id < ?")?
    .when(Some(limit), "order by d.id desc limit ?")?
    .all()
    .await
}

pub(crate) async fn lines(tx: &mut Tx, id: DeliveryId) -> Result<Vec<DeliveryLine>> {
    let args = args![tx, id];
    let sql = sql!(
        "select i.position, i.assignment, i.year, i.number, e.confidentiality,
           case when e.confidentiality not in ('open', 'personal') then 0 when a.file is null then e.file_count else 1 end
             as file_count,
           case when e.confidentiality in ('open', 'personal') then a.due end as due,
           case when e.confidentiality in ('open', 'personal') then e.subject else '' end as subject,
           case when e.confidentiality in ('open', 'personal') then e.correspondent_name end as correspondent_name,
           case when e.confidentiality in ('open', 'personal') then a.instructions end as instructions
         from delivery_item i join entry e on e.year = i.year and e.number = i.number
           join assignment a on a.id = i.assignment
         where i.delivery = $1 order by i.position"
    );
    tx.all(sql, args).await
}

/// The files of those that are not restricted: all of the entry, or the one that the assignment is about.
pub(crate) async fn files(tx: &mut Tx, id: DeliveryId) -> Result<Vec<DeliveryFile>> {
    let args = args![tx, id];
    let sql = sql!(
        "select i.assignment, i.year, i.number, f.id as file, f.name
         from delivery_item i join entry e on e.year = i.year and e.number = i.number
           join assignment a on a.id = i.assignment
           join entry_file x on x.entry = e.id join file f on f.id = x.file
         where i.delivery = $1 and e.confidentiality in ('open', 'personal') and (a.file is null or a.file = f.id)
         order by i.position, x.position"
    );
    tx.all(sql, args).await
}

/// Keeps that it was handed over, once.
pub(crate) async fn hand_over(tx: &mut Tx, id: DeliveryId, at: Instant, given: &Given, noted: String) -> Result<bool> {
    let args = args![tx, id, at, given.by.clone(), given.to.clone(), noted];
    let sql = sql!(
        "update delivery set given_at = $2, given_by = $3, received_by = $4, noted_by_name = $5
         where id = $1 and given_at is null"
    );
    Ok(tx.exec(sql, args).await? > 0)
}

#[derive(sqlx::FromRow)]
pub(crate) struct DayOf {
    pub unit: UnitId,
    pub arrived_day: Day,
    pub received: i64,
    pub taken: i64,
}

/// What came to each unit from a day on, and with how many somebody did something.
pub(crate) async fn days(tx: &mut Tx, from: Day) -> Result<Vec<DayOf>> {
    let args = args![tx, from];
    let sql = sql!(
        "select unit, arrived_day, count(*) as received, count(case when taken then 1 end) as taken
         from stop where arrived_day >= $1 group by unit, arrived_day"
    );
    tx.all(sql, args).await
}

/// Somebody who signed in within a week, and when they work at a unit.
#[derive(sqlx::FromRow)]
pub(crate) struct PresentIn {
    pub week: Day,
    pub employee: EmployeeId,
    pub unit: UnitId,
    pub valid_from: Day,
    pub valid_to: Option<Day>,
}

/// Who signed in, week by week from one on, with all their positions.
pub(crate) async fn present(tx: &mut Tx, from: Day) -> Result<Vec<PresentIn>> {
    let args = args![tx, from];
    let sql = sql!(
        "select s.week, s.employee, p.unit, p.valid_from, p.valid_to
         from presence s join employee_position p on p.employee = s.employee where s.week >= $1"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Cursor {
    event: EventId,
}

pub(crate) async fn cursor(tx: &mut Tx) -> Result<Option<EventId>> {
    let args = args![tx];
    let row: Option<Cursor> = tx.optional(sql!("select event from presence_cursor where id = 1"), args).await?;
    Ok(row.map(|row| row.event))
}

pub(crate) async fn set_cursor(tx: &mut Tx, event: EventId) -> Result<()> {
    let args = args![tx, event];
    let sql = sql!(
        "insert into presence_cursor (id, event) values (1, $1) on conflict (id) do update set event = excluded.event"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub(crate) struct SignedIn {
    pub id: EventId,
    pub at: Instant,
    pub actor: Option<EmployeeId>,
}

/// Who signed in behind a line of the trail, up to a moment.
pub(crate) async fn signed_in(
    tx: &mut Tx,
    after: Option<EventId>,
    until: Instant,
    limit: i64,
) -> Result<Vec<SignedIn>> {
    tx.select("select id, at, actor from event where kind = 'identity.signed-in'")
        .when(after, "and id > ?")?
        .when(Some(until), "and at < ?")?
        .when(Some(limit), "order by id limit ?")?
        .all()
        .await
}

pub(crate) async fn note(tx: &mut Tx, week: Day, employee: EmployeeId) -> Result<()> {
    let args = args![tx, week, employee];
    tx.exec(sql!("insert into presence (week, employee) values ($1, $2) on conflict do nothing"), args).await?;
    Ok(())
}
