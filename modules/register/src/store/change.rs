//! When entries changed last.

use super::list::Place;
use db::{Result, Tx, args, sql};
use kernel::ChangeId;

/// An entry changed now.
pub(crate) async fn touch(tx: &mut Tx, (year, number): Place) -> Result<()> {
    let args = args![tx, year, number, ChangeId::new()];
    let sql = sql!(
        "insert into entry_change (year, number, changed) values ($1, $2, $3)
         on conflict (year, number) do update set changed = excluded.changed"
    );
    tx.exec(sql, args).await?;
    Ok(())
}
