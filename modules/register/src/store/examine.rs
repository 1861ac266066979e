//! What the examination of the register reads.

use super::RevisionRow;
use db::{Result, Tx, args, sql};
use kernel::{CorrespondentId, EmployeeId};

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

/// The revisions whose leaves stand at `from..to`.
pub(crate) async fn revisions_between(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<RevisionRow>> {
    let args = args![tx, from, to];
    let sql =
        sql!("select revision, leaf, salt, statement, act, at from entry_revision where leaf >= $1 and leaf < $2");
    tx.all(sql, args).await
}

pub(crate) async fn count_revisions(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from entry_revision"), args).await?;
    Ok(row.count)
}

#[derive(sqlx::FromRow)]
pub(crate) struct DerivedRow {
    pub year: i64,
    pub number: i64,
    pub registered_by: Option<EmployeeId>,
    pub correspondent: Option<CorrespondentId>,
    pub subject_folded: String,
    pub correspondent_folded: Option<String>,
    pub file_count: i64,
}

/// Entries in the order of their numbers, with what is derived from them.
pub(crate) async fn after(tx: &mut Tx, (year, number): (i64, i64), limit: i64) -> Result<Vec<DerivedRow>> {
    let args = args![tx, year, number, limit];
    let sql = sql!(
        "select year, number, registered_by, correspondent, subject_folded, correspondent_folded, file_count from entry
         where (year, number) > ($1, $2) order by year, number limit $3"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct PartyRow {
    pub name_folded: String,
    pub tax_id: Option<String>,
}

/// A correspondent, and those that became one with it.
pub(crate) async fn parties(tx: &mut Tx, id: CorrespondentId) -> Result<Vec<PartyRow>> {
    let args = args![tx, id];
    tx.all(sql!("select name_folded, tax_id from correspondent where id = $1 or merged_into = $1"), args).await
}

pub(crate) async fn count_words(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from entry_word"), args).await?;
    Ok(row.count)
}
