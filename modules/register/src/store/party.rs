//! Under which correspondents an entry is found: one for each party that it names, in its order.

use super::list::Place;
use db::{Result, Tx, args, sql};
use kernel::CorrespondentId;

/// Whoever became one with another meanwhile is that other.
pub(crate) async fn insert_parties(tx: &mut Tx, (year, number): Place, parties: &[CorrespondentId]) -> Result<()> {
    for (place, party) in (0_i64..).zip(parties) {
        let args = args![tx, year, number, place, *party];
        let sql = sql!(
            "insert into entry_correspondent (year, number, place, correspondent)
             select $1, $2, $3, coalesce(merged_into, id) from correspondent where id = $4"
        );
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// Under these, and no longer under others.
pub(crate) async fn set_parties(tx: &mut Tx, (year, number): Place, parties: &[CorrespondentId]) -> Result<()> {
    let args = args![tx, year, number];
    tx.exec(sql!("delete from entry_correspondent where year = $1 and number = $2"), args).await?;
    insert_parties(tx, (year, number), parties).await
}

#[derive(sqlx::FromRow)]
struct Key {
    id: CorrespondentId,
}

/// The correspondents under which an entry is found, in the order in which it names them.
pub(crate) async fn parties_of(tx: &mut Tx, (year, number): Place) -> Result<Vec<CorrespondentId>> {
    let args = args![tx, year, number];
    let sql =
        sql!("select correspondent as id from entry_correspondent where year = $1 and number = $2 order by place");
    Ok(tx.all::<Key>(sql, args).await?.into_iter().map(|key| key.id).collect())
}

/// How many places of entries are kept under correspondents.
pub(crate) async fn count_parties(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: super::Number = tx.one(sql!("select count(*) as number from entry_correspondent"), args).await?;
    Ok(row.number)
}
