//! What is said of entries: never changed.

use crate::{Comment, CommentFile, Recipient};
use db::{Result, Tx, args, sql};
use kernel::{CommentId, EmployeeId, FileId};

pub(crate) async fn insert_comment(
    tx: &mut Tx,
    (year, number): (i64, i64),
    one: &Comment,
    by: Option<EmployeeId>,
    told: Option<Recipient>,
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
        told.map(|to| to.unit),
        told.and_then(|to| to.employee),
    ];
    let sql = sql!(
        "insert into comment (id, year, number, at, made_by, made_by_name, made_by_unit, told, text, told_unit,
           told_employee)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_comment_file(tx: &mut Tx, comment: CommentId, place: i64, file: FileId) -> Result<()> {
    let args = args![tx, comment, place, file];
    tx.exec(sql!("insert into comment_file (comment, place, file) values ($1, $2, $3)"), args).await?;
    Ok(())
}

/// The files of what was said of an entry, in their order.
pub(crate) async fn comment_files(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<CommentFile>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select c.id as comment, f.id, f.name, b.size, b.media_type, b.sha256, f.added_at
         from comment c join comment_file cf on cf.comment = c.id join file f on f.id = cf.file
           join blob b on b.sha256 = f.sha256
         where c.year = $1 and c.number = $2 order by c.id, cf.place"
    );
    tx.all(sql, args).await
}

/// What was said of an entry, oldest first; of very much the last five hundred.
pub(crate) async fn comments(tx: &mut Tx, (year, number): (i64, i64)) -> Result<Vec<Comment>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select id, at, made_by_name, made_by_unit, told, text from comment where year = $1 and number = $2
         order by id desc limit 500"
    );
    let mut comments: Vec<Comment> = tx.all(sql, args).await?;
    comments.reverse();
    Ok(comments)
}
