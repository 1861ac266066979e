//! Claiming a key and keeping the answer.

use crate::{Answer, OnceError, Turn, store};
use db::Cx;
use kernel::EmployeeId;
use sqlx::types::Uuid;

const DAY: i64 = 24 * 60 * 60;
/// How long answers are kept, seconds.
const KEPT: i64 = 30 * DAY;

/// Nobody else's keys meet with one's own. What is no employee (the program itself) shares one place.
fn owner(cx: &Cx) -> EmployeeId {
    cx.actor.employee().map_or(EmployeeId(Uuid::nil()), |e| e.id)
}

/// Claims `key` for the request with the hash `request`; waits while another call with the key is at work. Asks for no
/// permission: the action that follows does.
///
/// # Errors
/// [`OnceError::Key`], [`OnceError::Differs`], or what the database refuses.
pub async fn claim(cx: &mut Cx, key: &str, request: [u8; 32]) -> Result<Turn, OnceError> {
    if !(1..=200).contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(OnceError::Key);
    }
    let owner = owner(cx);
    // On a server the insertion waits for another transaction with the same key; SQLite has one writer anyway.
    if store::insert(&mut cx.tx, owner, key, request, cx.now).await? {
        return Ok(Turn::First);
    }
    let (first, answer) = store::find(&mut cx.tx, owner, key).await?;
    if first == request { Ok(Turn::Again(answer)) } else { Err(OnceError::Differs) }
}

/// Keeps the answer to the request that claimed `key` in this transaction.
///
/// # Errors
/// What the database refuses.
pub async fn keep(cx: &mut Cx, key: &str, answer: &Answer) -> Result<(), OnceError> {
    let owner = owner(cx);
    Ok(store::update(&mut cx.tx, owner, key, answer).await?)
}

/// Forgets what is older than 30 days; how many there were.
///
/// # Errors
/// What the database refuses.
pub async fn forget(cx: &mut Cx) -> Result<u64, OnceError> {
    let limit = cx.now.plus_seconds(-KEPT);
    Ok(store::delete_before(&mut cx.tx, limit).await?)
}
