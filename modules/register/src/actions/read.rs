//! Reading, with the permission inside.

use crate::{
    Correspondent, Day, Direction, Entry, Filter, Found, Page, RegisterError, Revision, Row, Statement, Year, check,
    store,
};
use db::Cx;
use kernel::Permission;
use proof::{LogKey, Opening};
use tlog::TlogProof;

/// An entry, as far as the reader may see it.
///
/// # Errors
/// [`RegisterError::NotFound`].
pub async fn get(cx: &mut Cx, year: i64, number: i64) -> Result<Found, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    if entry.fields.confidentiality.is_restricted() && !cx.actor.may(Permission::RegisterConfidential) {
        return Ok(Found::Outline(outline(&entry)));
    }
    Ok(Found::Whole(Box::new(entry)))
}

/// An entry that the reader may see whole.
async fn whole(cx: &mut Cx, year: i64, number: i64) -> Result<Entry, RegisterError> {
    match get(cx, year, number).await? {
        Found::Whole(entry) => Ok(*entry),
        Found::Outline(_) => Err(kernel::Forbidden(Permission::RegisterConfidential).into()),
    }
}

fn outline(entry: &Entry) -> Row {
    Row {
        year: entry.year,
        number: entry.number,
        direction: entry.fields.direction,
        state: entry.state,
        registered_at: entry.registered_at,
        subject: String::new(),
        correspondent_name: None,
        kind: entry.fields.kind,
        confidentiality: entry.fields.confidentiality,
        file_count: 0,
    }
}

/// A page of the register, newest first. Restricted lines show number, date and direction to those who may not read
/// them, and are not found by their words.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn list(cx: &mut Cx, filter: &Filter) -> Result<Page, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let sees_all = cx.actor.may(Permission::RegisterConfidential);
    if let Some((year, number)) = filter.q.as_deref().and_then(check::number) {
        let found = store::find(&mut cx.tx, year, number).await?;
        let rows = found.map(|entry| row(&entry)).map(|r| veil(r, sees_all)).into_iter().collect();
        return Ok(Page { rows, next: None });
    }
    let words = filter.q.as_deref().map(greek::fold).filter(|q| !q.is_empty()).map(|q| like(&q));
    let searching = words.is_some();
    let mut rows = store::list(&mut cx.tx, filter, words, searching && !sees_all).await?;
    let more = rows.len() as i64 > store::PAGE;
    rows.truncate(store::PAGE as usize);
    let next = rows.last().filter(|_| more).map(|r| (r.year, r.number));
    Ok(Page { rows: rows.into_iter().map(|r| veil(r, sees_all)).collect(), next })
}

fn row(entry: &Entry) -> Row {
    Row {
        subject: entry.fields.subject.clone(),
        correspondent_name: entry.fields.correspondent.as_ref().map(|p| p.name.clone()),
        file_count: entry.files.len() as i64,
        ..outline(entry)
    }
}

fn veil(mut row: Row, sees_all: bool) -> Row {
    if row.confidentiality.is_restricted() && !sees_all {
        row.subject.clear();
        row.correspondent_name = None;
        row.file_count = 0;
    }
    row
}

fn like(words: &str) -> String {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// What was done with an entry, oldest first, each with what it changed.
///
/// # Errors
/// [`RegisterError::NotFound`], or when the reader may not see the entry.
pub async fn revisions(cx: &mut Cx, year: i64, number: i64) -> Result<Vec<Revision>, RegisterError> {
    let entry = whole(cx, year, number).await?;
    let rows = store::revisions(&mut cx.tx, entry.id).await?;
    let mut revisions = Vec::with_capacity(rows.len());
    let mut previous: Option<Statement> = None;
    for row in rows {
        let statement: Statement = serde_json::from_str(&row.statement)?;
        revisions.push(Revision {
            revision: row.revision,
            act: statement.act.clone(),
            at: statement.at.parse().unwrap_or(entry.registered_at),
            by: statement.by.clone(),
            reason: statement.reason.clone(),
            changes: previous.as_ref().map(|p| statement.changes_since(p)).unwrap_or_default(),
            leaf: row.leaf,
        });
        previous = Some(statement);
    }
    Ok(revisions)
}

/// What was stated when the entry was registered, and the proof of it with the opening of its commitment.
///
/// # Errors
/// [`RegisterError::NotFound`], or when the reader may not see the entry.
pub async fn proof_of(
    cx: &mut Cx,
    key: &LogKey,
    year: i64,
    number: i64,
) -> Result<(Statement, TlogProof), RegisterError> {
    let entry = whole(cx, year, number).await?;
    let rows = store::revisions(&mut cx.tx, entry.id).await?;
    let first = rows.into_iter().next().ok_or(RegisterError::NotFound)?;
    let leaf = proof::leaf(cx, first.leaf).await?;
    let statement = serde_json::from_str(&first.statement)?;
    let opening = Opening::new(leaf, &first.salt, first.statement);
    Ok((statement, proof::receipt(cx, key, first.leaf, &opening).await?))
}

/// Whether each year is 1..N without a hole: counts the entries and looks for a number without its successor.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn completeness(cx: &mut Cx) -> Result<Vec<Year>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let mut years = Vec::new();
    for row in store::years(&mut cx.tx).await? {
        years.push(Year {
            year: row.year,
            last: row.last,
            count: store::count(&mut cx.tx, row.year).await?,
            gaps: store::gaps(&mut cx.tx, row.year, row.last).await?,
            cancelled: store::cancelled(&mut cx.tx, row.year).await?,
        });
    }
    Ok(years)
}

/// What today brought.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn day(cx: &mut Cx, day: kernel::Day) -> Result<Day, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let mut counts = Day::default();
    for row in store::count_between(&mut cx.tx, day.start(), day.next().start()).await? {
        match row.direction {
            Direction::Incoming => counts.incoming = row.number,
            Direction::Outgoing => counts.outgoing = row.number,
            Direction::Internal => counts.internal = row.number,
        }
    }
    Ok(counts)
}

/// Correspondents whose name begins as typed, at most ten; nothing for fewer than two letters.
///
/// # Errors
/// When registering is forbidden or the database refuses.
pub async fn correspondents(cx: &mut Cx, typed: &str) -> Result<Vec<Correspondent>, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let prefix = greek::fold(typed);
    if prefix.chars().count() < 2 {
        return Ok(Vec::new());
    }
    Ok(store::correspondents(&mut cx.tx, &prefix).await?)
}
