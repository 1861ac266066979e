//! What would have been paper, and what it costs.

use super::of_some_units;
use crate::savings::{Cost, CostKey};
use db::{Result, Tx, args, sql};
use kernel::{Day, UnitId};

#[derive(sqlx::FromRow)]
pub(crate) struct SavedRow {
    pub month: Day,
    pub unit: UnitId,
    pub carried: i64,
    pub copied: i64,
    pub printed: i64,
}

/// Month by month, from the first day of one up to before that of another.
pub(crate) async fn saved(tx: &mut Tx, months: (Day, Day), units: Option<&[UnitId]>) -> Result<Vec<SavedRow>> {
    let select = tx
        .select("select month, unit, carried, copied, printed from saved")
        .when_pair(Some(months), "where month >= ? and month < ??")?;
    of_some_units(select, units)?.only_if(true, "order by month, unit").all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct LetterRow {
    pub month: Day,
    pub unit: UnitId,
    pub letters: i64,
    pub files: i64,
}

/// What left without paper in these months.
pub(crate) async fn letters(tx: &mut Tx, months: (Day, Day), units: Option<&[UnitId]>) -> Result<Vec<LetterRow>> {
    let select = tx
        .select(
            "select month, unit, cast(sum(letters) as bigint) as letters, cast(sum(files) as bigint) as files from letter",
        )
        .when_pair(Some(months), "where day >= ? and day < ??")?;
    of_some_units(select, units)?.only_if(true, "group by month, unit").all().await
}

/// Every cost, the newest value of each first.
pub(crate) async fn costs(tx: &mut Tx) -> Result<Vec<Cost>> {
    let args = args![tx];
    tx.all(sql!("select key, effective_from, value, source from unit_cost order by key, effective_from desc"), args)
        .await
}

pub(crate) async fn put_cost(tx: &mut Tx, key: CostKey, from: Day, value: i64, source: &str) -> Result<()> {
    let args = args![tx, key, from, value, source.to_owned()];
    let sql = sql!(
        "insert into unit_cost (key, effective_from, value, source) values ($1, $2, $3, $4)
         on conflict (key, effective_from) do update set value = excluded.value, source = excluded.source"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub(crate) struct Joining {
    pub unit: UnitId,
    pub joins: Option<Day>,
}

/// The units that did not work in the program from the beginning, and from when they do.
pub(crate) async fn joinings(tx: &mut Tx) -> Result<Vec<Joining>> {
    let args = args![tx];
    tx.all(sql!("select unit, joins from unit_joining"), args).await
}
