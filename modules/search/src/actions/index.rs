//! What the index is made from.

use super::{Result, find::as_number};
use crate::{
    Batch,
    store::{self, ChangedRow, SaidFileRow},
};
use db::Cx;
use fulltext::{Document, EVERYBODY, Facet};
use kernel::{Instant, Permission};
use register::State;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How many entries are taken at once.
const BATCH: i64 = 200;
/// No more text is taken at once, and of one entry no more is kept; bytes.
const LONGEST: usize = 8 << 20;
/// How many pages of an entry of very much text are read at once.
const PAGES: i64 = 16;

type Place = (i64, i64);
type Documents = BTreeMap<Place, Document>;

/// Entries that changed after `after`, as they are now, and which of their files nobody has read.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn batch(cx: &mut Cx, after: Uuid) -> Result<Batch> {
    cx.require(Permission::SystemRead)?;
    cx.require(Permission::RegisterConfidential)?;
    let mut rows = store::changed(&mut cx.tx, after, BATCH).await?;
    let Some(last) = rows.last().map(|row| row.changed) else { return Ok(Batch::default()) };
    let mut said_files = store::said_files(&mut cx.tx, (after, last)).await?;
    let sizes = sizes(cx, (after, last), &said_files).await?;
    let size = |row: &ChangedRow| sizes.get(&row.changed).copied().unwrap_or_default();
    let (all, fits) = (rows.len(), fitting(rows.iter().map(size)));
    rows.truncate(fits);
    let more = fits < all || all as i64 == BATCH;
    let alone = rows.first().filter(|row| size(row) > LONGEST).map(|row| (row.year, row.number));
    let changes: Vec<Uuid> = rows.iter().map(|row| row.changed).collect();
    let span = (after, changes.last().copied().unwrap_or(last));
    said_files.retain(|file| file.changed <= span.1);
    let order: Vec<Place> = rows.iter().map(|row| (row.year, row.number)).collect();
    let mut documents: Documents = rows.into_iter().map(|row| ((row.year, row.number), document(row))).collect();
    let mut unread = names(cx, span, &mut documents).await?;
    let new = said_files.iter().filter(|file| file.state.is_none());
    unread.extend(new.filter_map(|file| <[u8; 32]>::try_from(file.sha256.as_slice()).ok()));
    match alone {
        Some(place) => long_text(cx, place, &mut documents).await?,
        None => texts(cx, span, &mut documents).await?,
    }
    for reader in store::readers(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(reader.year, reader.number)) {
            one.readers.push(reader.holder.to_string());
        }
    }
    said(cx, span, said_files, &mut documents).await?;
    let documents = order.iter().filter_map(|place| documents.remove(place)).collect();
    Ok(Batch { documents, changes, unread: unread.into_iter().collect(), more })
}

/// How many bytes of text each has, by its change.
async fn sizes(cx: &mut Cx, span: (Uuid, Uuid), said: &[SaidFileRow]) -> Result<BTreeMap<Uuid, usize>> {
    let mut sizes: BTreeMap<Uuid, usize> = BTreeMap::new();
    let own = store::sizes(&mut cx.tx, span).await?.into_iter().map(|row| (row.changed, row.size));
    for (changed, size) in own.chain(said.iter().map(|file| (file.changed, file.size))) {
        *sizes.entry(changed).or_default() += usize::try_from(size).unwrap_or_default();
    }
    Ok(sizes)
}

/// How many of the entries are taken at once, by how much text each has: so many that all of it is little, and one at
/// least.
fn fitting(sizes: impl Iterator<Item = usize>) -> usize {
    let mut sum = 0_usize;
    let fits = sizes.take_while(|size| {
        sum = sum.saturating_add(*size);
        sum <= LONGEST
    });
    fits.count().max(1)
}

/// Adds the names of their files; which of these nobody has read.
async fn names(cx: &mut Cx, span: (Uuid, Uuid), documents: &mut Documents) -> Result<BTreeSet<[u8; 32]>> {
    let mut unread = BTreeSet::new();
    for file in store::files(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(file.year, file.number)) {
            one.names.push_str(&file.name);
            one.names.push('\n');
        }
        if file.state.is_none() {
            unread.extend(<[u8; 32]>::try_from(file.sha256.as_slice()));
        }
    }
    Ok(unread)
}

/// Adds the text of their files.
async fn texts(cx: &mut Cx, span: (Uuid, Uuid), documents: &mut Documents) -> Result<()> {
    for page in store::pages(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(page.year, page.number)) {
            one.further.push(page.text);
        }
    }
    Ok(())
}

/// Adds the text of the files of one entry, as much as is kept of one.
async fn long_text(cx: &mut Cx, place: Place, documents: &mut Documents) -> Result<()> {
    let Some(one) = documents.get_mut(&place) else { return Ok(()) };
    let (mut behind, mut length) = ((-1, -1), 0);
    while length < LONGEST {
        let pages = store::pages_behind(&mut cx.tx, place, behind, PAGES).await?;
        let Some(last) = pages.last() else { break };
        behind = (last.position, last.page);
        for page in pages {
            length += page.text.len();
            one.further.push(page.text);
        }
    }
    Ok(())
}

/// Adds what was said of them, with the files that go with it. What was said while one was restricted stays closed when it
/// is opened: it is found by nobody, since everybody finds the entry.
async fn said(cx: &mut Cx, span: (Uuid, Uuid), files: Vec<SaidFileRow>, documents: &mut Documents) -> Result<()> {
    let said = store::comments(&mut cx.tx, span).await?;
    let places: BTreeSet<Place> = said.iter().map(|said| (said.year, said.number)).collect();
    let opened = circulation::opened(cx, &places.into_iter().collect::<Vec<_>>()).await?;
    let is_closed = |place: &Place, at: Instant| opened.get(place).is_some_and(|opened| at < *opened);
    for said in said {
        let place = (said.year, said.number);
        if let Some(one) = documents.get_mut(&place).filter(|_| !is_closed(&place, said.at)) {
            one.comments.push_str(&said.text);
            one.comments.push('\n');
        }
    }
    for file in files {
        let place = (file.year, file.number);
        if let Some(one) = documents.get_mut(&place).filter(|_| !is_closed(&place, file.at)) {
            said_file(cx, file, one).await?;
        }
    }
    Ok(())
}

/// Adds a file that goes with what was said, as far as there is room.
async fn said_file(cx: &mut Cx, file: SaidFileRow, one: &mut Document) -> Result<()> {
    one.names.push_str(&file.name);
    one.names.push('\n');
    let (mut behind, mut length) = (-1, one.further.iter().map(String::len).sum::<usize>());
    while file.size > 0 && length < LONGEST {
        let pages = store::pages_of(&mut cx.tx, file.sha256.clone(), behind, PAGES).await?;
        let Some(last) = pages.last() else { break };
        behind = last.page;
        for page in pages {
            length += page.text.len();
            one.further.push(page.text);
        }
    }
    Ok(())
}

/// What tells a change from others in the index: its key, folded.
pub(super) fn mark(changed: Uuid) -> u64 {
    let (when, lot) = changed.as_u64_pair();
    when ^ lot
}

fn document(row: ChangedRow) -> Document {
    let mut parties = String::new();
    let first = [&row.correspondent_name, &row.correspondent_tax_id, &row.correspondent_email];
    for text in first.into_iter().flatten() {
        parties.push_str(text);
        parties.push('\n');
    }
    for party in &row.further.0 {
        for text in [Some(&party.name), party.tax_id.as_ref(), party.email.as_ref()].into_iter().flatten() {
            parties.push_str(text);
            parties.push('\n');
        }
    }
    let state = match (row.state, row.handling) {
        (State::Cancelled, _) => row.state.as_str(),
        (State::Active, Some(handling)) => handling.as_str(),
        (State::Active, None) => row.state.as_str(),
    };
    let labels = [
        (Facet::Direction, Some(row.direction.as_str().to_owned())),
        (Facet::Kind, Some(row.kind.as_str().to_owned())),
        (Facet::State, Some(state.to_owned())),
        (Facet::Unit, row.competent.map(|unit| unit.to_string())),
        (Facet::Folder, row.folder),
    ];
    let number = format!("{}/{}", row.number, row.year);
    Document {
        place: (row.year, row.number),
        change: mark(row.changed),
        day: as_number(row.registered_at.day()),
        subject: row.subject,
        parties,
        further: [Some(number), row.their_number, row.details].into_iter().flatten().collect(),
        // A restricted one is found by those to whom it was given; they are added.
        readers: if row.confidentiality.is_restricted() { Vec::new() } else { vec![EVERYBODY.to_owned()] },
        labels: labels.into_iter().filter_map(|(facet, label)| Some((facet, label?))).collect(),
        ..Document::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, fitting};

    #[test]
    fn a_batch_ends_by_how_much_text_it_has() {
        assert_eq!(fitting([10, 20, 30].into_iter()), 3);
        assert_eq!(fitting([10, LONGEST - 10, 1, 1].into_iter()), 2);
        assert_eq!(fitting([10, 3 * LONGEST, 1].into_iter()), 1);
        assert_eq!(fitting([3 * LONGEST, 1, 1].into_iter()), 1, "one is taken in any case");
    }
}
