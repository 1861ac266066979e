//! What is said of entries: never changed.

use crate::Comment;
use db::{Result, Tx, args, sql};
use kernel::EmployeeId;

pub(crate) async fn insert_comment(
    tx: &mut Tx,
    (year, number): (i64, i64),
    one: &Comment,
    by: Option<EmployeeId>,
) -> Result<()> {
    let args = args![
        tx,
        one.id,
        year,
        number,
        one.at,
        by,
        one.made_by_name.clone(),
        one.made_by_unit.clone(),
        one.told.clone(),
        one.text.clone(),
    ];
    let sql = sql!(
        "insert into comment (id, year, number, at, made_by, made_by_name, made_by_unit, told, text)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// What was said of an entry, oldest first, at most five hundred.
pub(crate) async fn comments(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<Comment>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select id, at, made_by_name, made_by_unit, told, text from comment where year = $1 and number = $2
         order by id limit 500"
    );
    tx.all(sql, args).await
}
