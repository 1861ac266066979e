//! What came back to the protocol office.

use super::examine::{Stated, stated};
use crate::Statement;
use db::{Result, Tx};

/// The entries of a page have fewer movements, by far.
const MANY: i64 = 5_000;

/// The movements of those assignments of these entries that were returned, in the order of time.
pub(crate) async fn returns(tx: &mut Tx, places: &[(i64, i64)]) -> Result<Vec<((i64, i64), Statement)>> {
    let select = tx.select(
        "select m.entry_year, m.entry_number, m.statement from assignment a join movement m on m.assignment = a.id
         where a.state = 'returned' and a.parent is null and",
    );
    let select = select.any_pair(places, "a.year = ? and a.number = ??")?;
    let rows: Vec<Stated> = select.when(Some(MANY), "order by m.year, m.number limit ?")?.all().await?;
    Ok(rows.into_iter().filter_map(stated).collect())
}
