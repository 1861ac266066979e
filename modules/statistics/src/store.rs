//! The tables of figures: SQL and nothing else.

mod behind;
mod count;
mod log;
mod read;
mod savings;

pub(crate) use behind::{Within, entries, first_since, number_of, stops};
pub(crate) use count::{
    EntryOf, StopPlace, counting_plans, days_of, entries_of, held, moved, put_arrivals, put_letters, put_stays,
    put_stop, put_volumes, recount_saved, remove_stops, stops_before,
};
pub(crate) use log::{
    LogAct, LogAssignment, LogEntry, LogMovement, log_acts, log_assignments, log_entries, log_movements,
};
pub(crate) use read::{
    FlowOfUnit, RawStay, arrived, flows_by_day, flows_by_kind, flows_by_unit, heat, names, open, plans, stays,
    stays_of_month, stops_raw,
};
pub(crate) use savings::{costs, joinings, letters, put_cost, saved};

use crate::Counted;
use db::{Result, Select, Tx, args, sql};
use kernel::{Instant, UnitId};

/// Only these units.
pub(crate) fn of_units<'t>(select: Select<'t>, units: &[UnitId]) -> Result<Select<'t>> {
    listed(select, "and unit in (", units)
}

/// Only these units, in the words of the query; none where none are named.
pub(crate) fn listed<'t>(select: Select<'t>, open: &'static str, units: &[UnitId]) -> Result<Select<'t>> {
    let mut select = select.only_if(true, open).only_if(units.is_empty(), "null");
    for (place, unit) in units.iter().enumerate() {
        select = select.when(Some(*unit), if place == 0 { "?" } else { ", ?" })?;
    }
    Ok(select.only_if(true, ")"))
}

/// Only these units; all of them where none are named.
pub(crate) fn of_some_units<'t>(select: Select<'t>, units: Option<&[UnitId]>) -> Result<Select<'t>> {
    match units {
        Some(units) => of_units(select, units),
        None => Ok(select),
    }
}

pub(crate) async fn state(tx: &mut Tx) -> Result<Counted> {
    let args = args![tx];
    tx.one(sql!("select counted, counted_at from figure_state where id = 1"), args).await
}

/// Takes the lock of the counting: of two processes one goes first.
pub(crate) async fn hold(tx: &mut Tx) -> Result<()> {
    let args = args![tx];
    tx.exec(sql!("update figure_state set counted = counted where id = 1"), args).await?;
    Ok(())
}

pub(crate) async fn set_counted(tx: &mut Tx, counted: i64, at: Option<Instant>) -> Result<()> {
    let args = args![tx, counted, at];
    tx.exec(sql!("update figure_state set counted = $1, counted_at = $2 where id = 1"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct CountedBy {
    counted_by: Option<String>,
}

/// What the figures were counted by.
pub(crate) async fn counted_by(tx: &mut Tx) -> Result<Option<String>> {
    let args = args![tx];
    Ok(tx.one::<CountedBy>(sql!("select counted_by from figure_state where id = 1"), args).await?.counted_by)
}

pub(crate) async fn set_counted_by(tx: &mut Tx, by: &str) -> Result<()> {
    let args = args![tx, by.to_owned()];
    tx.exec(sql!("update figure_state set counted_by = $1 where id = 1"), args).await?;
    Ok(())
}

/// Throws all figures away.
pub(crate) async fn clear(tx: &mut Tx) -> Result<()> {
    for sql in [
        sql!("delete from volume"),
        sql!("delete from arrival"),
        sql!("delete from letter"),
        sql!("delete from stop"),
        sql!("delete from stay"),
        sql!("delete from saved"),
    ] {
        let args = args![tx];
        tx.exec(sql, args).await?;
    }
    Ok(())
}
