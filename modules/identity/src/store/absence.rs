//! Absences and who stands in.

use crate::{Absence, NewAbsence};
use db::{Result, Tx, args, sql};
use kernel::{AbsenceId, Day, EmployeeId, Instant, UnitId};

pub(crate) async fn insert_absence(
    tx: &mut Tx,
    id: AbsenceId,
    new: &NewAbsence,
    (at, by): (Instant, String),
) -> Result<()> {
    let args = args![tx, id, new.employee, new.substitute, new.unit, new.first, new.last, new.restricted, at, by];
    let sql = sql!(
        "insert into absence (id, employee, substitute, unit, first_day, last_day, restricted, made_at, made_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn absence(tx: &mut Tx, id: AbsenceId) -> Result<Option<Absence>> {
    let args = args![tx, id];
    let sql = sql!(
        "select a.id, a.employee, e.name as employee_name, a.substitute, s.name as substitute_name, a.unit,
           u.code as unit_code, a.first_day, a.last_day, a.restricted, a.made_by_name, a.ended_at
         from absence a join employee e on e.id = a.employee join employee s on s.id = a.substitute
           left join unit u on u.id = a.unit
         where a.id = $1"
    );
    tx.optional(sql, args).await
}

#[derive(sqlx::FromRow)]
struct Found {
    #[allow(dead_code, reason = "that there is one is all that is asked")]
    id: AbsenceId,
}

/// Whether somebody is away on one of the days: from a position, or from any where none is named.
pub(crate) async fn is_away(
    tx: &mut Tx,
    employee: EmployeeId,
    unit: Option<UnitId>,
    (first, last): (Day, Day),
) -> Result<bool> {
    let select = tx
        .select("select id from absence where ended_at is null")
        .when(Some(employee), "and employee = ?")?
        .when(Some(first), "and last_day >= ?")?
        .when(Some(last), "and first_day <= ?")?
        .when(unit, "and (unit is null or unit = ?)")?;
    let found: Vec<Found> = select.only_if(true, "limit 1").all().await?;
    Ok(!found.is_empty())
}

/// The absences of somebody that were not over on a day, and those behind them: the latest first.
pub(crate) async fn absences_of(tx: &mut Tx, employee: EmployeeId, limit: i64) -> Result<Vec<Absence>> {
    let args = args![tx, employee, limit];
    let sql = sql!(
        "select a.id, a.employee, e.name as employee_name, a.substitute, s.name as substitute_name, a.unit,
           u.code as unit_code, a.first_day, a.last_day, a.restricted, a.made_by_name, a.ended_at
         from absence a join employee e on e.id = a.employee join employee s on s.id = a.substitute
           left join unit u on u.id = a.unit
         where a.employee = $1 order by a.last_day desc, a.id desc limit $2"
    );
    tx.all(sql, args).await
}

/// The absences for which somebody stands in on a day.
pub(crate) async fn stand_ins(tx: &mut Tx, substitute: EmployeeId, day: Day) -> Result<Vec<Absence>> {
    let args = args![tx, substitute, day];
    let sql = sql!(
        "select a.id, a.employee, e.name as employee_name, a.substitute, s.name as substitute_name, a.unit,
           u.code as unit_code, a.first_day, a.last_day, a.restricted, a.made_by_name, a.ended_at
         from absence a join employee e on e.id = a.employee join employee s on s.id = a.substitute
           left join unit u on u.id = a.unit
         where a.substitute = $1 and a.first_day <= $2 and a.last_day >= $2 and a.ended_at is null
         order by e.name_folded, a.id"
    );
    tx.all(sql, args).await
}

/// Everybody's absences of a day.
pub(crate) async fn absences_on(tx: &mut Tx, day: Day) -> Result<Vec<Absence>> {
    let args = args![tx, day];
    let sql = sql!(
        "select a.id, a.employee, e.name as employee_name, a.substitute, s.name as substitute_name, a.unit,
           u.code as unit_code, a.first_day, a.last_day, a.restricted, a.made_by_name, a.ended_at
         from absence a join employee e on e.id = a.employee join employee s on s.id = a.substitute
           left join unit u on u.id = a.unit
         where a.first_day <= $1 and a.last_day >= $1 and a.ended_at is null
         order by e.name_folded, a.id"
    );
    tx.all(sql, args).await
}

pub(crate) async fn end_absence(tx: &mut Tx, id: AbsenceId, at: Instant) -> Result<()> {
    let args = args![tx, id, at];
    tx.exec(sql!("update absence set ended_at = $2 where id = $1 and ended_at is null"), args).await?;
    Ok(())
}
