//! Under which correspondents an entry is found: its first one and the further ones.

use super::list::Place;
use crate::Party;
use db::{Result, Tx, args, sql};
use kernel::CorrespondentId;

pub(crate) async fn insert_parties(tx: &mut Tx, (year, number): Place, parties: &[CorrespondentId]) -> Result<()> {
    for party in parties {
        let args = args![tx, *party, year, number];
        let sql = sql!(
            "insert into entry_correspondent (correspondent, year, number) values ($1, $2, $3) on conflict do nothing"
        );
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// Under these alone, and no longer under others.
pub(crate) async fn set_parties(
    tx: &mut Tx,
    place: Place,
    was: &[CorrespondentId],
    is: &[CorrespondentId],
) -> Result<()> {
    for party in was.iter().filter(|party| !is.contains(party)) {
        let args = args![tx, *party, place.0, place.1];
        tx.exec(sql!("delete from entry_correspondent where correspondent = $1 and year = $2 and number = $3"), args)
            .await?;
    }
    insert_parties(tx, place, is).await
}

#[derive(sqlx::FromRow)]
struct Key {
    id: CorrespondentId,
}

/// The correspondents that `party` may be, and under which this entry is found.
pub(crate) async fn found_under(tx: &mut Tx, (year, number): Place, party: &Party) -> Result<Vec<CorrespondentId>> {
    let args = args![tx, year, number, party.tax_id.clone(), greek::fold(&party.name)];
    let sql = sql!(
        "select distinct p.correspondent as id from correspondent c
           join entry_correspondent p on p.correspondent = coalesce(c.merged_into, c.id) and p.year = $1 and p.number = $2
         where c.tax_id = $3 or (c.name_folded = $4 and $3 is null)
         order by id"
    );
    Ok(tx.all::<Key>(sql, args).await?.into_iter().map(|key| key.id).collect())
}

/// How many places of entries are kept under correspondents.
pub(crate) async fn count_parties(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: super::Number = tx.one(sql!("select count(*) as number from entry_correspondent"), args).await?;
    Ok(row.number)
}
