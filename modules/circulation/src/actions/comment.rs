//! `comment`: what people of the house say of an entry to one another, instead of a memo.

use super::{Result, entry, names, notify, text};
use crate::{CirculationError, Comment, Notice, Recipient, events, store};
use db::{Cx, Event};
use kernel::{CommentId, Permission};

/// How many files go with a comment at most.
const FILES_MAX: usize = 20;

/// Says something of an entry; those who may read the entry read it, with the files that go with it. Who is named in
/// `tell` is told.
///
/// # Errors
/// When forbidden; [`CirculationError::Invalid`] when nothing is said, or whoever is named may not read the entry.
pub async fn comment(
    cx: &mut Cx,
    place: (i64, i64),
    said: &str,
    tell: Option<Recipient>,
    files: Vec<documents::File>,
) -> Result<()> {
    cx.require(Permission::CirculationWrite)?;
    let entry = entry(cx, place).await?;
    let said = text("comment", said)?;
    if said.is_empty() {
        return Err(CirculationError::Invalid("comment", "circulation-problem-silent"));
    }
    if files.len() > FILES_MAX {
        return Err(CirculationError::Invalid("files", "circulation-problem-files"));
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
    let (id, at, text) = (CommentId::new(), cx.now, said.clone());
    let one = Comment { id, at, made_by_name: by.clone(), made_by_unit, told, text, files: Vec::new() };
    store::insert_comment(&mut cx.tx, place, &one, employee.map(|e| e.id), tell).await?;
    for (at, file) in files.iter().enumerate() {
        store::insert_comment_file(&mut cx.tx, id, at as i64, file.id).await?;
    }
    register::touch(cx, place).await?;
    if let Some(to) = tell {
        let Recipient { unit, employee } = to;
        let notice = Notice::Said { year: place.0, number: place.1, unit, employee, at: cx.now, by, text: said };
        notify::tell(cx, &one.id.to_string(), &notice).await?;
    }
    let (kind, data) = (events::COMMENTED, serde_json::json!({ "told": one.told, "files": files.len() }));
    let label = entry.label();
    Ok(cx.record(Event { kind, subject_kind: "entry", subject: entry.id.0, label: &label, data }).await?)
}
