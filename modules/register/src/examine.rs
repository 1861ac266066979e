//! Whether the rows of the register still say what the log committed to.

use crate::{
    Entry, Party, RegisterError, Statement,
    store::{self, DerivedRow, PartyRow},
    terms::words_of,
};
use db::Cx;
use kernel::{Faults, FileId, Instant, Permission};
use proof::Leaf;
use std::collections::BTreeMap;
use uuid::Uuid;

const BOOK: &str = "register";
const BATCH: i64 = 256;

/// Goes over the whole register: every line of the log has its statement, byte for byte; every entry says what its last
/// statement says and who registered it when; no entry, no revision and no number stands outside the log. The log
/// itself is examined by [`proof::examine`].
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn examine(cx: &mut Cx) -> Result<Faults, RegisterError> {
    cx.require(Permission::AuditRead)?;
    let mut faults = statements(cx).await?;
    faults.extend(entries(cx).await?);
    Ok(faults)
}

/// Each line of the log against the statement that it commits to.
async fn statements(cx: &mut Cx) -> Result<Faults, RegisterError> {
    let (mut faults, mut from, mut matched) = (Faults::default(), 0, 0);
    loop {
        let lines = proof::lines(cx, from, BATCH).await?;
        let Some((last, _)) = lines.last() else { break };
        let next = last + 1;
        let mut stored: BTreeMap<i64, store::RevisionRow> =
            store::revisions_between(&mut cx.tx, from, next).await?.into_iter().map(|row| (row.leaf, row)).collect();
        for (place, leaf) in lines.iter().filter(|(_, leaf)| leaf.book == BOOK) {
            let called = format!("{}/{} ({}, line {})", leaf.number, leaf.year, leaf.act, place + 1);
            match stored.remove(place) {
                Some(row) => {
                    matched += 1;
                    statement(&mut faults, &called, leaf, &row);
                }
                None => faults.add(format!("{called}: the log has it, but what it states was removed")),
            }
        }
        from = next;
    }
    let count = store::count_revisions(&mut cx.tx).await?;
    let more = count - matched;
    faults.unless(more == 0, || format!("{more} revisions belong to no line of the log: they were added"));
    Ok(faults)
}

fn statement(faults: &mut Faults, called: &str, leaf: &Leaf, row: &store::RevisionRow) {
    let salt: Option<[u8; 32]> = row.salt.as_slice().try_into().ok();
    if salt.is_none_or(|salt| proof::commit(&salt, &row.statement) != leaf.commitment) {
        return faults.add(format!("{called}: its statement was altered"));
    }
    let Ok(stated) = serde_json::from_str::<Statement>(&row.statement) else {
        return faults.add(format!("{called}: its statement cannot be read"));
    };
    let same = (stated.act.as_str(), stated.year, stated.number) == (leaf.act.as_str(), leaf.year, leaf.number)
        && stated.at == leaf.at.utc()
        && stated.revision == row.revision;
    faults.unless(same, || format!("{called}: its statement is about something else"));
    let listed = row.act.as_ref() == Some(&stated.act) && row.at.map(Instant::utc).as_ref() == Some(&stated.at);
    faults.unless(listed, || format!("{called}: the day of this act, or what it was, was altered"));
}

/// Each entry against its statements, and the numbers of each year.
async fn entries(cx: &mut Cx) -> Result<Faults, RegisterError> {
    let (mut faults, mut after, mut last) = (Faults::default(), (i64::MIN, i64::MIN), BTreeMap::new());
    let (mut revisions, mut words, mut parties) = (0, 0, 0);
    loop {
        let batch = store::after(&mut cx.tx, after, BATCH).await?;
        let Some(end) = batch.last() else { break };
        after = (end.year, end.number);
        for row in &batch {
            let called = format!("{}/{}", row.number, row.year);
            let before = last.insert(row.year, row.number).unwrap_or(0);
            if row.number != before + 1 {
                faults.add(format!(
                    "the entries {}/{} to {}/{} are missing",
                    before + 1,
                    row.year,
                    row.number - 1,
                    row.year
                ));
            }
            let Some(entry) = store::find(&mut cx.tx, row.year, row.number).await? else { continue };
            let stored = store::revisions(&mut cx.tx, entry.id).await?;
            revisions += stored.len() as i64;
            agree(&mut faults, &called, (row, &entry), &stored);
            let own: Vec<String> = words_of(&entry).into_iter().collect();
            words += own.len() as i64;
            let found = store::has_words(&mut cx.tx, (row.year, row.number), &own).await?;
            faults.unless(found, || format!("{called}: it is not found by the words that it says"));
            derived(&mut faults, &called, (row, &entry));
            parties += found_under(cx, &mut faults, &called, (row, &entry)).await?;
        }
    }
    let count = store::count_revisions(&mut cx.tx).await?;
    faults.unless(revisions == count, || format!("{} revisions belong to no entry", count - revisions));
    let kept = store::count_words(&mut cx.tx).await?;
    faults.unless(words == kept, || format!("entries are found by {kept} words instead of {words}"));
    let kept = store::count_parties(&mut cx.tx).await?;
    faults.unless(parties == kept, || format!("entries are found under {kept} correspondents instead of {parties}"));
    for year in store::years(&mut cx.tx).await? {
        let given = last.remove(&year.year).unwrap_or(0);
        let (year, counted) = (year.year, year.last);
        faults.unless(given == counted, || format!("{year}: {counted} numbers were given, the last entry is {given}"));
    }
    last.keys().for_each(|year| faults.add(format!("{year}: nothing counts its numbers")));
    Ok(faults)
}

/// What an entry is found by, against what it says.
fn derived(faults: &mut Faults, called: &str, (row, entry): (&DerivedRow, &Entry)) {
    let party = entry.fields.correspondent.as_ref();
    let name = party.map_or_else(String::new, |p| greek::fold(&p.name));
    let found = row.subject_folded == store::sort_key(&entry.fields.subject)
        && row.correspondent_folded.as_ref() == Some(&name)
        && row.file_count == entry.files.len() as i64;
    faults.unless(found, || format!("{called}: what it is found by is not what it says"));
}

/// The correspondents under which an entry is found, against those that it names. Gives how many they are.
async fn found_under(
    cx: &mut Cx,
    faults: &mut Faults,
    called: &str,
    (row, entry): (&DerivedRow, &Entry),
) -> Result<i64, RegisterError> {
    let under = store::parties_of(&mut cx.tx, (entry.year, entry.number)).await?;
    let first = under.first().copied().filter(|_| entry.fields.correspondent.is_some());
    let mut fits = row.correspondent == first && under.len() == entry.fields.parties().count();
    for (party, id) in entry.fields.parties().zip(&under) {
        let cards = store::parties(&mut cx.tx, *id).await?;
        fits &= cards.iter().any(|card| is_of(card, party));
    }
    faults.unless(fits, || format!("{called}: it is found under a correspondent that it does not name"));
    Ok(under.len() as i64)
}

/// Whether a card of the directory is this party's.
fn is_of(card: &PartyRow, party: &Party) -> bool {
    match &party.tax_id {
        Some(tax_id) => card.tax_id.as_ref() == Some(tax_id),
        None => card.name_folded == greek::fold(&party.name),
    }
}

fn agree(faults: &mut Faults, called: &str, (row, entry): (&DerivedRow, &Entry), stored: &[store::RevisionRow]) {
    let stated: Vec<Statement> = stored.iter().filter_map(|row| serde_json::from_str(&row.statement).ok()).collect();
    let (Some(first), Some(now)) = (stated.first(), stated.last()) else {
        return faults.add(format!("{called}: it was added without the log"));
    };
    let in_order = (0..).zip(stored).all(|(place, row)| row.revision == place);
    let own = stated.iter().all(|s| (s.year, s.number) == (entry.year, entry.number));
    faults.unless(in_order && own && stated.len() == stored.len(), || format!("{called}: its history is not whole"));
    faults.unless(now.agrees_with(entry), || format!("{called}: it does not say what it said in the log"));
    let registered = first.act == "registered"
        && first.at == entry.registered_at.utc()
        && first.by == entry.registered_by_name
        && first.unit == entry.unit_name
        // Version 1 named people and units by their names only.
        && (first.version == 1 || (first.by_id, first.unit_id) == (row.registered_by, entry.unit));
    faults.unless(registered, || format!("{called}: who registered it, or when, was altered"));
}

/// A stamped copy and its original.
#[derive(Debug, Clone)]
pub struct StampedCopy {
    /// The copy.
    pub copy: FileId,
    /// The year of its entry.
    pub year: i64,
    /// The number of its entry.
    pub number: i64,
    /// SHA-256 of the original.
    pub original_sha256: [u8; 32],
    /// SHA-256 of the copy.
    pub copy_sha256: [u8; 32],
    /// Whether the original is a file of that entry.
    pub of_entry: bool,
}

/// Stamped copies behind `after`: a walk over all of them.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn stamped_copies(cx: &mut Cx, after: Option<FileId>) -> Result<Vec<StampedCopy>, RegisterError> {
    cx.require(Permission::AuditRead)?;
    let rows = store::stamped_after(&mut cx.tx, after.unwrap_or(FileId(Uuid::nil())), BATCH).await?;
    let copy = |row: store::StampedRow| StampedCopy {
        copy: row.copy,
        year: row.year,
        number: row.number,
        original_sha256: row.original_sha256.try_into().unwrap_or_default(),
        copy_sha256: row.copy_sha256.try_into().unwrap_or_default(),
        of_entry: row.of_entry > 0,
    };
    Ok(rows.into_iter().map(copy).collect())
}
