//! `comment`: what people of the house say of an entry to one another, instead of a memo.

use super::{Result, entry, names, notify, text};
use crate::{CirculationError, Comment, Notice, Recipient, events, store};
use db::{Cx, Event};
use kernel::{CommentId, Permission};

/// Says something of an entry; those who may read the entry read it. Who is named in `tell` is told.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] when nothing is said, or whoever is named may not read the entry.
pub async fn comment(cx: &mut Cx, place: (i64, i64), said: &str, tell: Option<Recipient>) -> Result<()> {
    cx.require(Permission::CirculationWrite)?;
    let entry = entry(cx, place).await?;
    let said = text("comment", said)?;
    if said.is_empty() {
        return Err(CirculationError::Invalid("comment", "circulation-problem-silent"));
    }
    let mut told = None;
    if let Some(to) = tell {
        let reads = register::may_be_read_by(cx, &entry, to.employee.map_or(to.unit.0, |e| e.0)).await?;
        if !reads {
            return Err(CirculationError::Invalid("tell", "circulation-problem-closed"));
        }
        let (unit, person) = names(cx, to).await?;
        told = Some(person.unwrap_or(unit));
    }
    let (by, employee) = (cx.actor.name().to_owned(), cx.actor.employee().cloned());
    let made_by_unit = employee.as_ref().and_then(|e| e.unit_name.clone());
    let one =
        Comment { id: CommentId::new(), at: cx.now, made_by_name: by.clone(), made_by_unit, told, text: said.clone() };
    store::insert_comment(&mut cx.tx, place, &one, employee.map(|e| e.id)).await?;
    register::touch(cx, place).await?;
    if let Some(to) = tell {
        let Recipient { unit, employee } = to;
        let notice = Notice::Said { year: place.0, number: place.1, unit, employee, at: cx.now, by, text: said };
        notify::tell(cx, &one.id.to_string(), &notice).await?;
    }
    let (kind, data) = (events::COMMENTED, serde_json::json!({ "told": one.told }));
    let label = entry.label();
    Ok(cx.record(Event { kind, subject_kind: "entry", subject: entry.id.0, label: &label, data }).await?)
}
