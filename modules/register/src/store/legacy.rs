//! Old registers.

use crate::{LegacyImport, LegacyLine, LegacyUpload, Refusal, RegisterError};
use db::{Result, Tx, args, sql};
use futures_util::{StreamExt, stream::BoxStream};
use kernel::{EmployeeId, Instant, LegacyId};

pub(crate) async fn find_import(tx: &mut Tx, book: &str, sha256: &[u8]) -> Result<Option<LegacyImport>> {
    let args = args![tx, book.to_owned(), sha256.to_vec()];
    let sql = sql!(
        "select id, book, file_name, mapping, rows_done, imported, started_by_name, started_at, finished_at
         from legacy_import where book = $1 and sha256 = $2"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn import(tx: &mut Tx, id: LegacyId) -> Result<Option<LegacyImport>> {
    let args = args![tx, id];
    let sql = sql!(
        "select id, book, file_name, mapping, rows_done, imported, started_by_name, started_at, finished_at
         from legacy_import where id = $1"
    );
    tx.optional(sql, args).await
}

pub(crate) async fn imports(tx: &mut Tx) -> Result<Vec<LegacyImport>> {
    let args = args![tx];
    let sql = sql!(
        "select id, book, file_name, mapping, rows_done, imported, started_by_name, started_at, finished_at
         from legacy_import order by started_at desc, id desc limit 100"
    );
    tx.all(sql, args).await
}

pub(crate) async fn insert_import(
    tx: &mut Tx,
    import: &LegacyImport,
    sha256: &[u8],
) -> std::result::Result<(), RegisterError> {
    let i = import.clone();
    let mapping = serde_json::to_string(&i.mapping)?;
    let args = args![tx, i.id, i.book, i.file_name, sha256.to_vec(), mapping, i.started_by_name, i.started_at];
    let sql = sql!(
        "insert into legacy_import (id, book, file_name, sha256, mapping, rows_done, imported, started_by_name, started_at)
         values ($1, $2, $3, $4, $5, 0, 0, $6, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Goes on from `before` rows to `after`; false when somebody else has done so.
pub(crate) async fn advance(tx: &mut Tx, id: LegacyId, before: i64, after: i64, imported: i64) -> Result<bool> {
    let args = args![tx, id, before, after, imported];
    let sql =
        sql!("update legacy_import set rows_done = $3, imported = imported + $4 where id = $1 and rows_done = $2");
    Ok(tx.exec(sql, args).await? == 1)
}

pub(crate) async fn finish(tx: &mut Tx, id: LegacyId, at: Instant) -> Result<()> {
    let args = args![tx, id, at];
    tx.exec(sql!("update legacy_import set finished_at = $2 where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn insert_line(tx: &mut Tx, import: LegacyId, line: LegacyLine) -> Result<()> {
    let l = line;
    let args = args![
        tx,
        import,
        l.position,
        l.year,
        l.number,
        l.suffix,
        l.date,
        l.date_text,
        l.direction,
        l.subject,
        l.correspondent,
        l.their_number,
        l.their_date,
        l.remarks,
    ];
    let sql = sql!(
        "insert into legacy_entry (import, position, year, number, suffix, date, date_text, direction, subject,
           correspondent, their_number, their_date, remarks)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_refusal(tx: &mut Tx, import: LegacyId, refusal: Refusal) -> Result<()> {
    let r = refusal;
    let args = args![tx, import, r.row, r.reason, r.value];
    tx.exec(sql!("insert into legacy_refusal (import, position, reason, value) values ($1, $2, $3, $4)"), args).await?;
    Ok(())
}

pub(crate) async fn refused(tx: &mut Tx, import: LegacyId) -> Result<Vec<Refusal>> {
    let args = args![tx, import];
    let sql = sql!(
        "select position as \"row\", reason, value from legacy_refusal where import = $1 order by position limit 500"
    );
    tx.all(sql, args).await
}

/// Fifty lines behind a number and a row, in the order of the numbers.
pub(crate) async fn page(
    tx: &mut Tx,
    import: LegacyId,
    year: i64,
    (number, position): (i64, i64),
) -> Result<Vec<LegacyLine>> {
    let args = args![tx, import, year, number, position];
    let sql = sql!(
        "select position, year, number, suffix, date, date_text, direction, subject, correspondent, their_number,
           their_date, remarks
         from legacy_entry where import = $1 and year = $2 and (number, position) > ($3, $4)
         order by number, position limit 50"
    );
    tx.all(sql, args).await
}

/// The lines of a year one after another.
pub(crate) fn year(tx: &mut Tx, import: LegacyId, year: i64) -> Result<BoxStream<'_, Result<LegacyLine>>> {
    let args = args![tx, import, year];
    let sql = sql!(
        "select position, year, number, suffix, date, date_text, direction, subject, correspondent, their_number,
           their_date, remarks
         from legacy_entry where import = $1 and year = $2 order by number, suffix, position"
    );
    Ok(tx.stream(sql, args)?.boxed())
}

#[derive(sqlx::FromRow)]
struct YearRow {
    year: i64,
}

/// The years of a book, newest first: a step of the index for each.
pub(crate) async fn years(tx: &mut Tx, import: LegacyId) -> Result<Vec<i64>> {
    let (mut years, mut before) = (Vec::new(), i64::from(i32::MAX));
    loop {
        let args = args![tx, import, before];
        let sql = sql!("select year from legacy_entry where import = $1 and year < $2 order by year desc limit 1");
        let Some(row) = tx.optional::<YearRow>(sql, args).await? else { return Ok(years) };
        before = row.year;
        years.push(before);
    }
}

pub(crate) async fn keep_report(tx: &mut Tx, import: LegacyId, year: i64, report: String) -> Result<()> {
    let args = args![tx, import, year, report];
    // Two runs of one import may end together: they found the same.
    let sql = sql!("insert into legacy_report (import, year, report) values ($1, $2, $3) on conflict do nothing");
    tx.exec(sql, args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    report: String,
}

pub(crate) async fn report(tx: &mut Tx, import: LegacyId, year: i64) -> Result<Option<String>> {
    let args = args![tx, import, year];
    let row: Option<ReportRow> =
        tx.optional(sql!("select report from legacy_report where import = $1 and year = $2"), args).await?;
    Ok(row.map(|row| row.report))
}

pub(crate) async fn insert_upload(tx: &mut Tx, upload: &LegacyUpload, by: EmployeeId, at: Instant) -> Result<()> {
    let u = upload.clone();
    let args = args![tx, u.id, u.book, u.file_name, u.sha256, by, at];
    let sql = sql!(
        "insert into legacy_upload (id, book, file_name, sha256, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, $5, $6)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn upload(tx: &mut Tx, id: LegacyId, by: EmployeeId) -> Result<Option<LegacyUpload>> {
    let args = args![tx, id, by];
    let sql = sql!("select id, book, file_name, sha256 from legacy_upload where id = $1 and uploaded_by = $2");
    tx.optional(sql, args).await
}

pub(crate) async fn forget_uploads(tx: &mut Tx, before: Instant) -> Result<()> {
    let args = args![tx, before];
    tx.exec(sql!("delete from legacy_upload where uploaded_at < $1"), args).await?;
    Ok(())
}
