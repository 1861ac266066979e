//! Where people work on a day, and how they are reached.

use crate::{Membership, NoticeKind};
use db::{Result, Tx, args, sql};
use kernel::{Day, EmployeeId, UnitId};

/// The units in which somebody works on a day, the main one first.
pub(crate) async fn memberships(tx: &mut Tx, employee: EmployeeId, day: Day) -> Result<Vec<Membership>> {
    let args = args![tx, employee, day];
    let sql = sql!(
        "select p.unit, t.name as unit_name, (p.is_head or p.is_deputy) as leads, true as works,
           cast(null as text) as instead_of, true as restricted
         from employee_position p join unit_term t on t.unit = p.unit
         where p.employee = $1 and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
           and t.valid_from <= $2 and (t.valid_to is null or t.valid_to > $2)
         order by p.is_main desc, t.name_folded, p.unit"
    );
    tx.all(sql, args).await
}

/// The units in which somebody works in the place of others on a day.
pub(crate) async fn stood_in(tx: &mut Tx, substitute: EmployeeId, day: Day) -> Result<Vec<Membership>> {
    let args = args![tx, substitute, day];
    let sql = sql!(
        "select p.unit, t.name as unit_name, (p.is_head or p.is_deputy) as leads, false as works,
           e.name as instead_of, a.restricted
         from absence a join employee e on e.id = a.employee
           join employee_position p on p.employee = a.employee and (a.unit is null or a.unit = p.unit)
           join unit_term t on t.unit = p.unit
         where a.substitute = $1 and a.first_day <= $2 and a.last_day >= $2 and a.ended_at is null
           and p.valid_from <= $2 and (p.valid_to is null or p.valid_to > $2)
           and t.valid_from <= $2 and (t.valid_to is null or t.valid_to > $2)
         order by t.name_folded, p.unit, a.id"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Address {
    email: Option<String>,
}

/// How to reach somebody on a day, for a unit of theirs: their address, and those of whoever stands in for them.
pub(crate) async fn addresses(
    tx: &mut Tx,
    (employee, unit): (EmployeeId, UnitId),
    kind: NoticeKind,
    day: Day,
) -> Result<Vec<String>> {
    let args = args![tx, employee, unit, day, kind];
    let sql = sql!(
        "select e.email from employee e
         where e.id = $1 and (e.valid_to is null or e.valid_to > $3) and e.email is not null
           and not exists (select 1 from notice_refusal n where n.employee = e.id and n.kind = $4)
         union
         select s.email from absence a join employee s on s.id = a.substitute
         where a.employee = $1 and (a.unit is null or a.unit = $2) and a.first_day <= $3 and a.last_day >= $3
           and a.ended_at is null and (s.valid_to is null or s.valid_to > $3) and s.email is not null
           and not exists (select 1 from notice_refusal n where n.employee = s.id and n.kind = $4)
         order by email"
    );
    Ok(tx.all::<Address>(sql, args).await?.into_iter().filter_map(|row| row.email).collect())
}

/// How to reach a unit on a day: its own address, and those of whoever leads it, or stands in for who does.
pub(crate) async fn unit_addresses(tx: &mut Tx, unit: UnitId, kind: NoticeKind, day: Day) -> Result<Vec<String>> {
    let args = args![tx, unit, day, kind];
    let sql = sql!(
        "select email from unit_term
         where unit = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2) and email is not null
         union
         select e.email from employee_position p join employee e on e.id = p.employee
         where p.unit = $1 and (p.is_head or p.is_deputy) and p.valid_from <= $2
           and (p.valid_to is null or p.valid_to > $2) and e.email is not null
           and not exists (select 1 from notice_refusal n where n.employee = e.id and n.kind = $3)
         union
         select s.email from employee_position p
           join absence a on a.employee = p.employee and (a.unit is null or a.unit = p.unit)
           join employee s on s.id = a.substitute
         where p.unit = $1 and (p.is_head or p.is_deputy) and p.valid_from <= $2
           and (p.valid_to is null or p.valid_to > $2) and a.first_day <= $2 and a.last_day >= $2
           and a.ended_at is null and (s.valid_to is null or s.valid_to > $2) and s.email is not null
           and not exists (select 1 from notice_refusal n where n.employee = s.id and n.kind = $3)
         order by email"
    );
    Ok(tx.all::<Address>(sql, args).await?.into_iter().filter_map(|row| row.email).collect())
}

#[derive(sqlx::FromRow)]
struct Refused {
    kind: NoticeKind,
}

/// Of what somebody does not want to be told.
pub(crate) async fn refused_notices(tx: &mut Tx, employee: EmployeeId) -> Result<Vec<NoticeKind>> {
    let args = args![tx, employee];
    let rows: Vec<Refused> = tx.all(sql!("select kind from notice_refusal where employee = $1"), args).await?;
    Ok(rows.into_iter().map(|row| row.kind).collect())
}

pub(crate) async fn clear_refused(tx: &mut Tx, employee: EmployeeId) -> Result<()> {
    let args = args![tx, employee];
    tx.exec(sql!("delete from notice_refusal where employee = $1"), args).await?;
    Ok(())
}

pub(crate) async fn refuse_notice(tx: &mut Tx, employee: EmployeeId, kind: NoticeKind) -> Result<()> {
    let args = args![tx, employee, kind];
    tx.exec(sql!("insert into notice_refusal (employee, kind) values ($1, $2) on conflict do nothing"), args).await?;
    Ok(())
}
