//! The tables of law.

use crate::{Amendment, Holiday, Key, Past};
use db::{Result, Tx, args, sql};
use kernel::{Day, Instant};

#[derive(sqlx::FromRow)]
struct Value {
    value: i64,
}

pub(crate) async fn in_force(tx: &mut Tx, key: Key, day: Day) -> Result<Option<i64>> {
    let args = args![tx, key, day];
    let sql = sql!(
        "select value from law_number where key = $1 and effective_from <= $2 order by effective_from desc limit 1"
    );
    Ok(tx.optional::<Value>(sql, args).await?.map(|row| row.value))
}

pub(crate) async fn numbers(tx: &mut Tx) -> Result<Vec<Amendment>> {
    let args = args![tx];
    let sql = sql!(
        "select key, effective_from, value, legal_basis from law_number order by key, effective_from desc limit 1000"
    );
    tx.all(sql, args).await
}

/// The values of one number, oldest first.
pub(crate) async fn values(tx: &mut Tx, key: Key) -> Result<Vec<Amendment>> {
    let args = args![tx, key];
    let sql = sql!(
        "select key, effective_from, value, legal_basis from law_number where key = $1 order by effective_from limit 1000"
    );
    tx.all(sql, args).await
}

/// What stands for exactly that day.
pub(crate) async fn amendment(tx: &mut Tx, key: Key, day: Day) -> Result<Option<Amendment>> {
    let args = args![tx, key, day];
    let sql =
        sql!("select key, effective_from, value, legal_basis from law_number where key = $1 and effective_from = $2");
    tx.optional(sql, args).await
}

pub(crate) async fn amend(tx: &mut Tx, new: &Amendment) -> Result<()> {
    let args = args![tx, new.key, new.effective_from, new.value, new.legal_basis.clone()];
    let sql = sql!(
        "insert into law_number (key, effective_from, value, legal_basis) values ($1, $2, $3, $4)
         on conflict (key, effective_from) do update set value = excluded.value, legal_basis = excluded.legal_basis"
    );
    tx.exec(sql, args).await.map(drop)
}

/// Keeps what counts no more.
pub(crate) async fn keep(tx: &mut Tx, old: &Amendment, at: Instant, withdrawn: bool) -> Result<()> {
    let args = args![tx, old.key, old.effective_from, old.value, old.legal_basis.clone(), at, withdrawn];
    let sql = sql!(
        "insert into law_past (key, effective_from, value, legal_basis, ended_at, withdrawn)
         values ($1, $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await.map(drop)
}

pub(crate) async fn past(tx: &mut Tx) -> Result<Vec<Past>> {
    let args = args![tx];
    let sql = sql!(
        "select key, effective_from, value, legal_basis, ended_at, withdrawn from law_past
         order by key, effective_from desc, ended_at desc limit 1000"
    );
    tx.all(sql, args).await
}

pub(crate) async fn delete(tx: &mut Tx, key: Key, day: Day) -> Result<()> {
    let args = args![tx, key, day];
    tx.exec(sql!("delete from law_number where key = $1 and effective_from = $2"), args).await.map(drop)
}

pub(crate) async fn holidays(tx: &mut Tx, from: Day) -> Result<Vec<Holiday>> {
    let args = args![tx, from];
    let sql = sql!("select day, name from local_holiday where day >= $1 order by day desc limit 1000");
    tx.all(sql, args).await
}

pub(crate) async fn holiday(tx: &mut Tx, day: Day) -> Result<Option<Holiday>> {
    let args = args![tx, day];
    tx.optional(sql!("select day, name from local_holiday where day = $1"), args).await
}

pub(crate) async fn insert_holiday(tx: &mut Tx, new: &Holiday) -> Result<()> {
    let args = args![tx, new.day, new.name.clone()];
    let sql = sql!(
        "insert into local_holiday (day, name) values ($1, $2) on conflict (day) do update set name = excluded.name"
    );
    tx.exec(sql, args).await.map(drop)
}

pub(crate) async fn delete_holiday(tx: &mut Tx, day: Day) -> Result<()> {
    let args = args![tx, day];
    tx.exec(sql!("delete from local_holiday where day = $1"), args).await.map(drop)
}
