//! What an auditor may do with the trail.

use crate::{AuditError, Filter, Page, events, store};
use db::{Cx, Event};
use kernel::Permission;
use uuid::Uuid;

/// A page of the trail, newest first.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn list(cx: &mut Cx, filter: &Filter, limit: u16) -> Result<Page, AuditError> {
    cx.require(Permission::AuditRead)?;
    let limit = usize::from(limit);
    let mut lines = store::list(&mut cx.tx, filter, limit as i64 + 1).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|line| (line.at, line.id));
    Ok(Page { lines, next })
}

/// The kinds of acts that the trail holds.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn kinds(cx: &mut Cx) -> Result<Vec<String>, AuditError> {
    cx.require(Permission::AuditRead)?;
    Ok(store::kinds(&mut cx.tx).await?)
}

/// Notes that the trail leaves the house; `asked` are the filters.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn exported(cx: &mut Cx, format: &str, asked: serde_json::Value) -> Result<(), AuditError> {
    cx.require(Permission::AuditRead)?;
    let data = serde_json::json!({ "format": format, "asked": asked });
    let event = Event { kind: events::EXPORTED, subject_kind: "trail", subject: Uuid::nil(), label: format, data };
    Ok(cx.record(event).await?)
}
