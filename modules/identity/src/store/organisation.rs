//! Units, employees, positions.

use crate::{
    EmployeeRow, Headcount, NewEmployee, NewPosition, Person, PersonDetails, Position, Term, Unit, UnitDetails,
};
use db::{Result, Tx, args, sql};
use kernel::{AccountId, Day, EmployeeId, Role, UnitId};

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

pub(crate) async fn insert_unit(tx: &mut Tx, id: UnitId, code: &str) -> Result<()> {
    let args = args![tx, id, code.to_owned()];
    tx.exec(sql!("insert into unit (id, code) values ($1, $2)"), args).await?;
    Ok(())
}

pub(crate) async fn count_units(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from unit"), args).await?;
    Ok(row.count)
}

/// Writes what a unit is from a day on, over what was written for that very day.
pub(crate) async fn put_term(
    tx: &mut Tx,
    unit: UnitId,
    (from, to): (Day, Option<Day>),
    details: &UnitDetails,
    position: i64,
) -> Result<()> {
    let args = args![
        tx,
        unit,
        from,
        to,
        details.parent,
        details.kind,
        details.name.clone(),
        greek::fold(&details.name),
        details.email.clone(),
        details.phone.clone(),
        position,
    ];
    let sql = sql!(
        "insert into unit_term (unit, valid_from, valid_to, parent, kind, name, name_folded, email, phone, position)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (unit, valid_from) do update set valid_to = excluded.valid_to, parent = excluded.parent,
           kind = excluded.kind, name = excluded.name, name_folded = excluded.name_folded, email = excluded.email,
           phone = excluded.phone"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn end_term(tx: &mut Tx, unit: UnitId, from: Day, to: Day) -> Result<()> {
    let args = args![tx, unit, from, to];
    tx.exec(sql!("update unit_term set valid_to = $3 where unit = $1 and valid_from = $2"), args).await?;
    Ok(())
}

/// Lets a term go on without an end.
pub(crate) async fn reopen_term(tx: &mut Tx, unit: UnitId, from: Day) -> Result<()> {
    let args = args![tx, unit, from];
    tx.exec(sql!("update unit_term set valid_to = null where unit = $1 and valid_from = $2"), args).await?;
    Ok(())
}

pub(crate) async fn delete_term(tx: &mut Tx, unit: UnitId, from: Day) -> Result<()> {
    let args = args![tx, unit, from];
    tx.exec(sql!("delete from unit_term where unit = $1 and valid_from = $2"), args).await?;
    Ok(())
}

/// The whole tree of a day: a municipality has some hundred units at most.
pub(crate) async fn units(tx: &mut Tx, day: Day) -> Result<Vec<Unit>> {
    let args = args![tx, day];
    let sql = sql!(
        "select u.id, t.parent, t.kind, u.code, t.name, t.email, t.phone from unit u join unit_term t on t.unit = u.id
         where t.valid_from <= $1 and (t.valid_to is null or t.valid_to > $1) order by t.position, u.code"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Name {
    name: String,
}

/// What a unit is called on a day; none where there is no such unit then.
pub(crate) async fn unit_name(tx: &mut Tx, unit: UnitId, day: Day) -> Result<Option<String>> {
    let args = args![tx, unit, day];
    let sql = sql!(
        "select name from unit_term
         where unit = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)"
    );
    Ok(tx.optional::<Name>(sql, args).await?.map(|row| row.name))
}

#[derive(sqlx::FromRow)]
struct Named {
    unit: UnitId,
    name: String,
}

/// What these units are called on a day.
pub(crate) async fn unit_names(tx: &mut Tx, units: &[UnitId], day: Day) -> Result<Vec<(UnitId, String)>> {
    let select = tx
        .select("select unit, name from unit_term where")
        .any(units, "unit = ?")?
        .when(Some(day), "and valid_from <= ? and (valid_to is null or valid_to > ?)")?;
    let rows: Vec<Named> = select.when(Some(units.len() as i64), "limit ?")?.all().await?;
    Ok(rows.into_iter().map(|row| (row.unit, row.name)).collect())
}

/// How many people work in each unit on a day.
pub(crate) async fn headcounts(tx: &mut Tx, day: Day) -> Result<Vec<Headcount>> {
    let args = args![tx, day];
    let sql = sql!(
        "select unit, count(distinct employee) as people from employee_position
         where valid_from <= $1 and (valid_to is null or valid_to > $1) group by unit"
    );
    tx.all(sql, args).await
}

/// Takes the lock under which the tree changes: of two units that are put under one another the second is refused.
pub(crate) async fn hold_tree(tx: &mut Tx) -> Result<()> {
    let args = args![tx];
    tx.exec(sql!("update unit set code = code where id = (select id from unit order by code limit 1)"), args).await?;
    Ok(())
}

/// What one unit was at all times, oldest first.
pub(crate) async fn terms(tx: &mut Tx, unit: UnitId) -> Result<Vec<Term>> {
    let args = args![tx, unit];
    let sql = sql!(
        "select t.unit, u.code, t.valid_from, t.valid_to, t.parent, parent.code as parent_code, t.kind, t.name, t.email,
           t.phone, t.position
         from unit_term t join unit u on u.id = t.unit left join unit parent on parent.id = t.parent
         where t.unit = $1 order by t.valid_from"
    );
    tx.all(sql, args).await
}

/// What every unit was at all times.
pub(crate) async fn all_terms(tx: &mut Tx) -> Result<Vec<Term>> {
    let args = args![tx];
    let sql = sql!(
        "select t.unit, u.code, t.valid_from, t.valid_to, t.parent, parent.code as parent_code, t.kind, t.name, t.email,
           t.phone, t.position
         from unit_term t join unit u on u.id = t.unit left join unit parent on parent.id = t.parent
         order by t.position, u.code, t.valid_from"
    );
    tx.all(sql, args).await
}

/// How many units are under `unit`, and people in it, on or after `day`.
pub(crate) async fn inhabitants(tx: &mut Tx, unit: UnitId, day: Day) -> Result<(i64, i64)> {
    let args = args![tx, unit, day];
    let sql = sql!("select count(*) as count from unit_term where parent = $1 and (valid_to is null or valid_to > $2)");
    let units: Count = tx.one(sql, args).await?;
    let args = args![tx, unit, day];
    let sql =
        sql!("select count(*) as count from employee_position where unit = $1 and (valid_to is null or valid_to > $2)");
    let people: Count = tx.one(sql, args).await?;
    Ok((units.count, people.count))
}

pub(crate) async fn insert_employee(tx: &mut Tx, id: EmployeeId, new: &NewEmployee) -> Result<()> {
    let (name, email, code) = (new.name.clone(), new.email.clone(), new.code.clone());
    let args = args![tx, id, name, greek::fold(&new.name), email, new.valid_from, code];
    let sql =
        sql!("insert into employee (id, name, name_folded, email, valid_from, code) values ($1, $2, $3, $4, $5, $6)");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn set_person(tx: &mut Tx, id: EmployeeId, details: &PersonDetails) -> Result<()> {
    let PersonDetails { name, code, email, phone } = details.clone();
    let args = args![tx, id, name, greek::fold(&details.name), code, email, phone];
    let sql = sql!("update employee set name = $2, name_folded = $3, code = $4, email = $5, phone = $6 where id = $1");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn end_person(tx: &mut Tx, id: EmployeeId, day: Day) -> Result<()> {
    let args = args![tx, id, day];
    tx.exec(sql!("update employee set valid_to = $2 where id = $1"), args).await?;
    let args = args![tx, id, day];
    let sql = sql!(
        "update employee_position set valid_to = $2, ended_by_leaving = true, end_before_leaving = valid_to
         where employee = $1 and (valid_to is null or valid_to > $2)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Takes back that somebody leaves: every position that ended with it ends when it was to end before.
pub(crate) async fn keep_person(tx: &mut Tx, id: EmployeeId) -> Result<()> {
    let args = args![tx, id];
    tx.exec(sql!("update employee set valid_to = null where id = $1"), args).await?;
    let args = args![tx, id];
    let sql = sql!(
        "update employee_position set valid_to = end_before_leaving, ended_by_leaving = false, end_before_leaving = null
         where employee = $1 and ended_by_leaving"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn person(tx: &mut Tx, id: EmployeeId) -> Result<Option<PersonDetails>> {
    let args = args![tx, id];
    tx.optional(sql!("select name, code, email, phone from employee where id = $1"), args).await
}

#[derive(sqlx::FromRow)]
struct Leaves {
    valid_to: Option<Day>,
}

/// The first day on which somebody is not there any more, when that is known.
pub(crate) async fn leaves(tx: &mut Tx, id: EmployeeId) -> Result<Option<Day>> {
    let args = args![tx, id];
    let row: Option<Leaves> = tx.optional(sql!("select valid_to from employee where id = $1"), args).await?;
    Ok(row.and_then(|row| row.valid_to))
}

/// Writes a position from a day on, over what was written for that very day.
pub(crate) async fn put_position(
    tx: &mut Tx,
    employee: EmployeeId,
    at: &NewPosition,
    (from, to): (Day, Option<Day>),
) -> Result<()> {
    let args = args![tx, employee, at.unit, at.title.clone(), at.is_main, at.is_head, at.is_deputy, from, to];
    let sql = sql!(
        "insert into employee_position (employee, unit, title, is_main, is_head, is_deputy, valid_from, valid_to)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (employee, unit, valid_from) do update set title = excluded.title, is_main = excluded.is_main,
           is_head = excluded.is_head, is_deputy = excluded.is_deputy, valid_to = excluded.valid_to,
           ended_by_leaving = false, end_before_leaving = null"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn end_position(tx: &mut Tx, employee: EmployeeId, unit: UnitId, from: Day, to: Day) -> Result<u64> {
    let args = args![tx, employee, unit, from, to];
    let sql = sql!(
        "update employee_position set valid_to = $4
         where employee = $1 and unit = $2 and valid_from = $3 and valid_to is null and valid_from <= $4"
    );
    tx.exec(sql, args).await
}

/// Every position of one person, newest first.
pub(crate) async fn positions_of(tx: &mut Tx, employee: EmployeeId) -> Result<Vec<Position>> {
    let args = args![tx, employee];
    let sql = sql!(
        "select p.employee, e.name as employee_name, p.unit, u.code as unit_code,
           (select t.name from unit_term t where t.unit = p.unit and t.valid_from =
              (select max(x.valid_from) from unit_term x where x.unit = p.unit
                 and (p.valid_to is null or x.valid_from < p.valid_to))) as unit_name,
           p.title, p.is_main, p.is_head, p.is_deputy, p.valid_from, p.valid_to
         from employee_position p join employee e on e.id = p.employee join unit u on u.id = p.unit
         where p.employee = $1 order by p.valid_from desc, u.code"
    );
    tx.all(sql, args).await
}

/// Who has a position in a unit on a day; heads first.
pub(crate) async fn positions_in(tx: &mut Tx, unit: UnitId, day: Day) -> Result<Vec<Position>> {
    let args = args![tx, unit, day];
    let sql = sql!(
        "select p.employee, e.name as employee_name, p.unit, u.code as unit_code, '' as unit_name,
           p.title, p.is_main, p.is_head, p.is_deputy, p.valid_from, p.valid_to
         from employee_position p join employee e on e.id = p.employee join unit u on u.id = p.unit
         where p.unit = $1 and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
         order by p.is_head desc, p.is_deputy desc, e.name_folded, e.id"
    );
    tx.all(sql, args).await
}

/// Who leads the units on a day: heads and deputies.
pub(crate) async fn leaders(tx: &mut Tx, day: Day) -> Result<Vec<Position>> {
    let args = args![tx, day];
    let sql = sql!(
        "select p.employee, e.name as employee_name, p.unit, u.code as unit_code, '' as unit_name,
           p.title, p.is_main, p.is_head, p.is_deputy, p.valid_from, p.valid_to
         from employee_position p join employee e on e.id = p.employee join unit u on u.id = p.unit
         where (p.is_head or p.is_deputy) and p.valid_from <= $1 and (p.valid_to is null or p.valid_to > $1)
         order by p.is_head desc, e.name_folded, e.id"
    );
    tx.all(sql, args).await
}

/// A page of employees by folded name.
pub(crate) async fn employees(
    tx: &mut Tx,
    today: Day,
    after: Option<(String, EmployeeId)>,
    limit: i64,
) -> Result<Vec<EmployeeRow>> {
    tx.select("select e.id, e.name, e.email, u.unit, u.name as unit_name from employee e")
        .when(
            Some(today),
            "left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= ?
               and (p.valid_to is null or p.valid_to > ?)
             left join unit_term u on u.unit = p.unit and u.valid_from <= ? and (u.valid_to is null or u.valid_to > ?)
             where (e.valid_to is null or e.valid_to > ?)",
        )?
        .when_pair(after, "and (e.name_folded, e.id) > (?, ??)")?
        .when(Some(limit), "order by e.name_folded, e.id limit ?")?
        .all()
        .await
}

pub(crate) async fn people_named(tx: &mut Tx, pattern: String, today: Day) -> Result<Vec<Person>> {
    let args = args![tx, pattern, today];
    let sql = sql!(
        "select e.id, e.name, u.name as unit_name from employee e
           left join employee_position p on p.employee = e.id and p.is_main and p.valid_from <= $2
             and (p.valid_to is null or p.valid_to > $2)
           left join unit_term u on u.unit = p.unit and u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2)
         where e.name_folded like $1 escape '\\' order by e.name_folded, e.id limit 20"
    );
    tx.all(sql, args).await
}

/// The main positions of those who are there on a day and have these words in their name.
pub(crate) async fn positions_named(tx: &mut Tx, pattern: String, day: Day, limit: i64) -> Result<Vec<Position>> {
    let args = args![tx, pattern, day, limit];
    let sql = sql!(
        "select p.employee, e.name as employee_name, p.unit, u.code as unit_code, '' as unit_name,
           p.title, p.is_main, p.is_head, p.is_deputy, p.valid_from, p.valid_to
         from employee e join employee_position p on p.employee = e.id join unit u on u.id = p.unit
         where e.name_folded like $1 escape '\\' and p.is_main and p.valid_from <= $2
           and (p.valid_to is null or p.valid_to > $2) and (e.valid_to is null or e.valid_to > $2)
         order by e.name_folded, e.id limit $3"
    );
    tx.all(sql, args).await
}

/// Somebody as the table of the whole organisation has them.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct WholeRow {
    pub id: EmployeeId,
    pub code: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub valid_from: Day,
    pub user_name: Option<String>,
    pub account: Option<AccountId>,
}

pub(crate) async fn whole(tx: &mut Tx) -> Result<Vec<WholeRow>> {
    let args = args![tx];
    let sql = sql!(
        "select e.id, e.code, e.name, e.email, e.phone, e.valid_from, a.user_name, a.id as account
         from employee e left join account a on a.employee = e.id order by e.name_folded, e.id"
    );
    tx.all(sql, args).await
}

pub(crate) async fn all_positions(tx: &mut Tx) -> Result<Vec<Position>> {
    let args = args![tx];
    let sql = sql!(
        "select p.employee, '' as employee_name, p.unit, u.code as unit_code, '' as unit_name,
           p.title, p.is_main, p.is_head, p.is_deputy, p.valid_from, p.valid_to
         from employee_position p join unit u on u.id = p.unit order by p.employee, p.valid_from, u.code"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct GrantRow {
    pub account: AccountId,
    pub role: Role,
}

pub(crate) async fn all_roles(tx: &mut Tx) -> Result<Vec<GrantRow>> {
    let args = args![tx];
    tx.all(sql!("select account, role from role_grant where ended_at is null order by account, role"), args).await
}
