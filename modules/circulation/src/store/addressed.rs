//! What was said to somebody.

use crate::Addressed;
use db::{Result, Tx};
use kernel::{EmployeeId, Instant, UnitId};

/// The newest comments since `since` that are addressed to a person or, where no person is named, to one of the units;
/// without their own.
pub(crate) async fn addressed(
    tx: &mut Tx,
    me: EmployeeId,
    units: &[UnitId],
    since: Instant,
    limit: i64,
) -> Result<Vec<Addressed>> {
    let mut select = tx
        .select("select year, number, at, made_by_name from comment")
        .when(Some(since), "where at >= ?")?
        .when(Some(me), "and (made_by is null or made_by <> ?)")?
        .when(Some(me), "and (told_employee = ?")?;
    for unit in units {
        select = select.when(Some(*unit), "or (told_employee is null and told_unit = ?)")?;
    }
    select.when(Some(limit), ") order by id desc limit ?")?.all().await
}
