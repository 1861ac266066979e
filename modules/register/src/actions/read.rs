//! Reading, with the permission inside.

use crate::{
    Correspondent, Day, Direction, Entry, Found, Parties, RegisterError, Revision, Row, Statement, Year, events, store,
};
use db::{Cx, Event};
use kernel::{Forbidden, Permission};
use proof::{LogKey, Opening};
use tlog::TlogProof;
use uuid::Uuid;

/// An entry, as far as the reader may see it. Pages ask [`open`] too, where it is restricted.
///
/// # Errors
/// [`RegisterError::NotFound`].
pub async fn get(cx: &mut Cx, year: i64, number: i64) -> Result<Found, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let entry = store::find(&mut cx.tx, year, number).await?.ok_or(RegisterError::NotFound)?;
    if !may_read(cx, &entry).await? {
        return Ok(Found::Outline(outline(&entry)));
    }
    Ok(Found::Whole(Box::new(entry)))
}

/// Fails where others see only number, date and direction, and the actor is one of them.
pub(super) fn seen_whole(cx: &Cx, entry: &Entry) -> Result<(), Forbidden> {
    if entry.fields.confidentiality.is_restricted() { cx.require(Permission::RegisterConfidential) } else { Ok(()) }
}

/// Whether the actor may read an entry: a restricted one is for those whose office it is, and for those to whom it was
/// given: by name, to a unit that they lead, or to somebody for whom they stand in.
///
/// # Errors
/// When the database refuses.
pub async fn may_read(cx: &mut Cx, entry: &Entry) -> Result<bool, RegisterError> {
    if seen_whole(cx, entry).is_ok() {
        return Ok(true);
    }
    let keys = reader_keys(cx).await?;
    if keys.is_empty() {
        return Ok(false);
    }
    let readers = store::readers(&mut cx.tx, (entry.year, entry.number)).await?;
    Ok(readers.iter().any(|reader| keys.contains(reader)))
}

/// As whom the actor reads what is restricted: as themselves, for the units that they lead, and as those for whom they
/// stand in, where these said so. Nobody, for a program: its token reads no more than it says.
///
/// # Errors
/// When the database refuses.
pub async fn reader_keys(cx: &mut Cx) -> Result<Vec<Uuid>, RegisterError> {
    let Some(me) = cx.actor.employee().filter(|e| e.scopes.is_none()).map(|e| e.id) else { return Ok(Vec::new()) };
    let mut keys = vec![me.0];
    let units = identity::memberships(cx).await?;
    keys.extend(units.iter().filter(|unit| unit.leads && unit.restricted).map(|unit| unit.unit.0));
    // Who stands in for one position only does not read what names the person.
    let others = identity::stand_ins(cx).await?;
    keys.extend(others.iter().filter(|other| other.restricted && other.unit.is_none()).map(|other| other.employee.0));
    Ok(keys)
}

/// Whether somebody else may read an entry: everybody an open one; a restricted one those to whom it was given, here an
/// employee or a unit.
///
/// # Errors
/// When the actor may not read it.
pub async fn may_be_read_by(cx: &mut Cx, entry: &Entry, holder: Uuid) -> Result<bool, RegisterError> {
    if !may_read(cx, entry).await? {
        return Err(Forbidden(Permission::RegisterConfidential).into());
    }
    if !entry.fields.confidentiality.is_restricted() {
        return Ok(true);
    }
    Ok(store::readers(&mut cx.tx, (entry.year, entry.number)).await?.contains(&holder))
}

/// An entry that the reader may see whole.
async fn whole(cx: &mut Cx, year: i64, number: i64) -> Result<Entry, RegisterError> {
    match get(cx, year, number).await? {
        Found::Whole(entry) => Ok(*entry),
        Found::Outline(_) => Err(Forbidden(Permission::RegisterConfidential).into()),
    }
}

/// Writes into the trail that a restricted entry was read.
///
/// # Errors
/// When reading it is forbidden or the database refuses.
pub async fn open(cx: &mut Cx, entry: &Entry) -> Result<(), RegisterError> {
    if !may_read(cx, entry).await? {
        return Err(Forbidden(Permission::RegisterConfidential).into());
    }
    let data = serde_json::json!({ "confidentiality": entry.fields.confidentiality });
    let label = entry.label();
    let event = Event { kind: events::OPENED, subject_kind: events::ENTRY, subject: entry.id.0, label: &label, data };
    cx.record(event).await?;
    Ok(())
}

/// Entries that name this one as related: `123/2026`. Who may not read one of them does not learn of it here.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn related_from(cx: &mut Cx, year: i64, number: i64) -> Result<Vec<String>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::related_from(&mut cx.tx, (year, number), cx.actor.may(Permission::RegisterConfidential)).await?)
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
        further: Parties::default(),
        kind: None,
        confidentiality: entry.fields.confidentiality,
        file_count: 0,
    }
}

/// What was done with an entry, oldest first, each with what it changed. Of acts on it while it was restricted, others
/// learn that they were done, by whom and when.
///
/// # Errors
/// [`RegisterError::NotFound`], or when the reader may not see the entry.
pub async fn revisions(cx: &mut Cx, year: i64, number: i64) -> Result<Vec<Revision>, RegisterError> {
    let entry = whole(cx, year, number).await?;
    let rows = store::revisions(&mut cx.tx, entry.id).await?;
    // Whoever reads it while it is restricted was let in.
    let admitted = entry.fields.confidentiality.is_restricted();
    let mut revisions = Vec::with_capacity(rows.len());
    let mut previous: Option<Statement> = None;
    for row in rows {
        let statement: Statement = serde_json::from_str(&row.statement)?;
        // What an act stated stays closed to those for whom it was closed then, though the entry is open now.
        let restricted = statement.is_restricted();
        let told = [Some(&statement), previous.as_ref()].into_iter().flatten().all(|s| !s.is_restricted());
        let seen = told || admitted || cx.actor.may(Permission::RegisterConfidential);
        revisions.push(Revision {
            revision: row.revision,
            act: statement.act.clone(),
            at: statement.at.parse().unwrap_or(entry.registered_at),
            by: statement.by.clone(),
            reason: statement.reason.clone().filter(|_| seen),
            changes: previous.as_ref().filter(|_| seen).map(|p| statement.changes_since(p)).unwrap_or_default(),
            leaf: row.leaf,
            restricted,
        });
        previous = Some(statement);
    }
    Ok(revisions)
}

/// What was stated by an act on the entry (0: its registration, then one for each correction, and the cancellation), and
/// the proof of it with the opening of its commitment.
///
/// # Errors
/// [`RegisterError::NotFound`] when there was no such act; when the reader may not see the entry as it stands or as it
/// stood then.
pub async fn proof_of(
    cx: &mut Cx,
    key: &LogKey,
    (year, number): (i64, i64),
    revision: i64,
) -> Result<(Statement, TlogProof), RegisterError> {
    let entry = whole(cx, year, number).await?;
    let rows = store::revisions(&mut cx.tx, entry.id).await?;
    let act = rows.into_iter().find(|row| row.revision == revision).ok_or(RegisterError::NotFound)?;
    let leaf = proof::leaf(cx, act.leaf).await?;
    let statement: Statement = serde_json::from_str(&act.statement)?;
    if statement.is_restricted() && !entry.fields.confidentiality.is_restricted() {
        cx.require(Permission::RegisterConfidential)?;
    }
    let opening = Opening::new(leaf, &act.salt, act.statement);
    Ok((statement, proof::receipt(cx, key, act.leaf, &opening).await?))
}

/// The years in which something was registered, newest first.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn years(cx: &mut Cx) -> Result<Vec<i64>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    Ok(store::years(&mut cx.tx).await?.into_iter().map(|row| row.year).collect())
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

/// Correspondents whose name, ΑΦΜ or e-mail begins as typed, at most ten; nothing for fewer than two letters.
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
