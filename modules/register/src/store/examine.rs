//! What the examination of the register reads.

use super::RevisionRow;
use db::{Result, Tx, args, sql};
use kernel::{CorrespondentId, EmployeeId, FileId};

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

/// Whether an entry is found by each of these words, which differ from one another; sixteen to a statement.
pub(crate) async fn has_words(tx: &mut Tx, (year, number): (i64, i64), words: &[String]) -> Result<bool> {
    for some in words.chunks(16) {
        let mut args = args![tx, year, number];
        for place in 0..16 {
            args.push(some.get(place).unwrap_or(&some[0]).clone())?;
        }
        let sql = sql!(
            "select count(*) as count from entry_word where year = $1 and number = $2 and word in
               ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"
        );
        let row: Count = tx.one(sql, args).await?;
        if row.count != some.len() as i64 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A stamped copy with the hashes of both files, as bytes.
#[derive(sqlx::FromRow)]
pub(crate) struct StampedRow {
    pub copy: FileId,
    pub year: i64,
    pub number: i64,
    pub original_sha256: Vec<u8>,
    pub copy_sha256: Vec<u8>,
    pub of_entry: i64,
}

/// Stamped copies behind `after` in the order of their ids.
pub(crate) async fn stamped_after(tx: &mut Tx, after: FileId, limit: i64) -> Result<Vec<StampedRow>> {
    let args = args![tx, after, limit];
    let sql = sql!(
        "select s.file as copy, e.year, e.number, o.sha256 as original_sha256, c.sha256 as copy_sha256,
           (select count(*) from entry_file f where f.entry = s.entry and f.file = s.original) as of_entry
         from stamped_copy s join entry e on e.id = s.entry join file o on o.id = s.original
           join file c on c.id = s.file
         where s.file > $1 order by s.file limit $2"
    );
    tx.all(sql, args).await
}
