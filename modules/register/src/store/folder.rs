//! The classification plan.

use crate::Folder;
use db::{Result, Tx, args, sql};
use kernel::Day;

/// The folders of a day, in the order of their codes' insertion; the plan is small.
pub(crate) async fn folders(tx: &mut Tx, day: Day) -> Result<Vec<Folder>> {
    let args = args![tx, day];
    let sql = sql!(
        "select code, parent, title, valid_from, valid_to from folder
         where valid_from <= $1 and (valid_to is null or valid_to >= $1) order by code limit 10000"
    );
    tx.all(sql, args).await
}

/// Those with these codes.
pub(crate) async fn folders_of(tx: &mut Tx, codes: &[&str]) -> Result<Vec<Folder>> {
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let mut select = tx.select("select code, parent, title, valid_from, valid_to from folder where");
    select = select.any(&codes, "code = ?")?;
    select.when(Some(codes.len() as i64), "limit ?")?.all().await
}

pub(crate) async fn folder(tx: &mut Tx, code: &str) -> Result<Option<Folder>> {
    let args = args![tx, code.to_owned()];
    tx.optional(sql!("select code, parent, title, valid_from, valid_to from folder where code = $1"), args).await
}

pub(crate) async fn insert_folder(tx: &mut Tx, folder: &Folder) -> Result<()> {
    let f = folder.clone();
    let args = args![tx, f.code, f.parent, f.title, f.valid_from, f.valid_to];
    let sql = sql!("insert into folder (code, parent, title, valid_from, valid_to) values ($1, $2, $3, $4, $5)");
    tx.exec(sql, args).await?;
    Ok(())
}

/// Sets the last day of a folder, or none.
pub(crate) async fn end_folder(tx: &mut Tx, code: &str, last: Option<Day>) -> Result<()> {
    let args = args![tx, code.to_owned(), last];
    tx.exec(sql!("update folder set valid_to = $2 where code = $1"), args).await?;
    Ok(())
}
