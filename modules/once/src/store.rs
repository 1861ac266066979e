//! The table of kept answers.

use crate::Answer;
use db::{Result, Tx, args, sql};
use kernel::{EmployeeId, Instant};

#[derive(sqlx::FromRow)]
struct Kept {
    request: Vec<u8>,
    #[sqlx(flatten)]
    answer: Answer,
}

/// Whether the key was free.
pub(crate) async fn insert(tx: &mut Tx, owner: EmployeeId, key: &str, request: [u8; 32], now: Instant) -> Result<bool> {
    let args = args![tx, owner, key.to_owned(), request.to_vec(), now];
    let sql = sql!(
        "insert into once (owner, key, request, at, status, body) values ($1, $2, $3, $4, 0, '') on conflict do nothing"
    );
    Ok(tx.exec(sql, args).await? == 1)
}

pub(crate) async fn find(tx: &mut Tx, owner: EmployeeId, key: &str) -> Result<(Vec<u8>, Answer)> {
    let args = args![tx, owner, key.to_owned()];
    let sql = sql!("select request, status, location, body from once where owner = $1 and key = $2");
    let kept: Kept = tx.one(sql, args).await?;
    Ok((kept.request, kept.answer))
}

pub(crate) async fn update(tx: &mut Tx, owner: EmployeeId, key: &str, answer: &Answer) -> Result<()> {
    let args = args![tx, owner, key.to_owned(), answer.status, answer.location.clone(), answer.body.clone()];
    let sql = sql!("update once set status = $3, location = $4, body = $5 where owner = $1 and key = $2");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn delete_before(tx: &mut Tx, limit: Instant) -> Result<u64> {
    let args = args![tx, limit];
    tx.exec(sql!("delete from once where at < $1"), args).await
}
