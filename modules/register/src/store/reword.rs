//! Entries of before, whose words are still to be kept.

use super::Place;
use db::{Result, Tx, args, sql};

/// The first of them.
pub(crate) async fn unworded(tx: &mut Tx, limit: i64) -> Result<Vec<Place>> {
    let args = args![tx, limit];
    tx.all(sql!("select year, number from entry_unworded order by year, number limit $1"), args).await
}

/// One of them is done.
pub(crate) async fn worded(tx: &mut Tx, (year, number): (i64, i64)) -> Result<()> {
    let args = args![tx, year, number];
    tx.exec(sql!("delete from entry_unworded where year = $1 and number = $2"), args).await?;
    Ok(())
}
