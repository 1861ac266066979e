//! What the index is made from.

use super::{Result, find::as_number};
use crate::{
    Batch,
    store::{self, ChangedRow},
};
use db::Cx;
use fulltext::{Document, EVERYBODY, Facet, Index, Writer};
use kernel::Permission;
use register::State;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How many entries are taken at once.
const BATCH: i64 = 200;
/// How many changes are held against what was seen at once.
const KEYS: i64 = 2_000;
/// Of one entry no more text than this is kept; bytes.
const LONGEST: usize = 8 << 20;
/// So long before the last change that was seen it is looked again: transactions do not end in the order in which they
/// took their keys. Milliseconds.
const OVERLAP: u64 = 120_000;

/// Entries that changed after `after`, as they are now, and which of their files nobody has read.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn batch(cx: &mut Cx, after: Uuid) -> Result<Batch> {
    cx.require(Permission::SystemRead)?;
    cx.require(Permission::RegisterConfidential)?;
    let rows = store::changed(&mut cx.tx, after, BATCH).await?;
    let changes: Vec<Uuid> = rows.iter().map(|row| row.changed).collect();
    let Some(last) = changes.last().copied() else { return Ok(Batch::default()) };
    let mut documents: BTreeMap<(i64, i64), Document> = BTreeMap::new();
    let order: Vec<_> = rows.iter().map(|row| (row.year, row.number)).collect();
    for row in rows {
        documents.insert((row.year, row.number), document(row));
    }
    let span = (after, last);
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
    for page in store::pages(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(page.year, page.number))
            && one.further.iter().map(String::len).sum::<usize>() < LONGEST
        {
            one.further.push(page.text);
        }
    }
    for reader in store::readers(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(reader.year, reader.number)) {
            one.readers.push(reader.holder.to_string());
        }
    }
    for said in store::comments(&mut cx.tx, span).await? {
        if let Some(one) = documents.get_mut(&(said.year, said.number)) {
            one.comments.push_str(&said.text);
            one.comments.push('\n');
        }
    }
    let documents = order.iter().filter_map(|place| documents.remove(place)).collect();
    Ok(Batch { documents, changes, unread: unread.into_iter().collect() })
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

/// Keeps an index up to what is in the database, look after look.
#[derive(Default)]
pub struct Follower {
    /// The changes of the last minutes that the index has.
    seen: BTreeSet<Uuid>,
    /// Kept while there is work, so that nobody waits for segments to be joined.
    writer: Option<Writer>,
    /// What was looked at and is still to be kept, and how far the index was.
    batch: Option<(Batch, Uuid)>,
}

/// What a look of a [`Follower`] gave.
#[derive(Debug, Default)]
pub struct Look {
    /// Files of which nobody has asked for the text.
    pub unread: Vec<[u8; 32]>,
    /// How many entries were put into the index.
    pub entries: usize,
}

impl Follower {
    /// Looks at what changed since; [`Follower::keep`] puts it into the index. Another process that writes the same index is left to do so.
    ///
    /// # Errors
    /// When forbidden, or the index or the database refuses.
    pub async fn look(&mut self, cx: &mut Cx, index: &Index) -> Result<Look> {
        cx.require(Permission::SystemRead)?;
        let position = position(index)?;
        let Some(first) = self.unseen(cx, earlier(position)).await? else {
            self.rest().await?;
            return Ok(Look::default());
        };
        if self.writer.is_none() {
            let of = index.clone();
            self.writer = tokio::task::spawn_blocking(move || of.write()).await??;
        }
        let Some(writer) = self.writer.take() else {
            index.reload()?;
            return Ok(Look::default());
        };
        let mut batch = batch(cx, before(first)).await?;
        let (unread, entries) = (std::mem::take(&mut batch.unread), batch.documents.len());
        (self.writer, self.batch) = (Some(writer), Some((batch, position)));
        Ok(Look { unread, entries })
    }

    /// Makes lasting what the look has put, with how far it goes: after its files are asked for, so that a crash
    /// between the two loses neither.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub async fn keep(&mut self) -> Result<()> {
        let Some(((batch, position), mut writer)) = self.batch.take().zip(self.writer.take()) else { return Ok(()) };
        let (documents, changes) = (batch.documents, batch.changes);
        let last = changes.last().copied().unwrap_or(position).max(position);
        self.writer = Some(
            tokio::task::spawn_blocking(move || {
                for document in &documents {
                    writer.put(document)?;
                }
                writer.commit(&last.to_string())?;
                Ok::<_, fulltext::IndexError>(writer)
            })
            .await??,
        );
        self.seen.extend(changes);
        self.seen = self.seen.split_off(&earlier(last));
        Ok(())
    }

    /// The first change after `after` that the index does not have.
    async fn unseen(&self, cx: &mut Cx, mut after: Uuid) -> Result<Option<Uuid>> {
        loop {
            let keys = store::changes(&mut cx.tx, after, KEYS).await?;
            if let Some(first) = keys.iter().find(|key| !self.seen.contains(key)) {
                return Ok(Some(*first));
            }
            match keys.last() {
                Some(last) if keys.len() as i64 == KEYS => after = *last,
                _ => return Ok(None),
            }
        }
    }

    /// Lets go of the index while there is nothing to write: a command may want to make it anew.
    async fn rest(&mut self) -> Result<()> {
        if let Some(writer) = self.writer.take() {
            tokio::task::spawn_blocking(move || writer.end()).await??;
        }
        Ok(())
    }
}

fn position(index: &Index) -> Result<Uuid> {
    Ok(index.position()?.and_then(|text| text.parse().ok()).unwrap_or(Uuid::nil()))
}

/// The smallest key of a moment before this one.
fn earlier(position: Uuid) -> Uuid {
    let millis = (position.as_u128() >> 80) as u64;
    Uuid::from_u128(u128::from(millis.saturating_sub(OVERLAP)) << 80)
}

/// The key just before this one.
fn before(key: Uuid) -> Uuid {
    Uuid::from_u128(key.as_u128().saturating_sub(1))
}

/// Makes the index anew from the database; searches go on with the old one until it is whole. Gives how many entries it
/// has, and the files of which nobody has asked for the text.
///
/// # Errors
/// When forbidden, when another process writes the index, or the index or the database refuses.
pub async fn rebuild(cx: &mut Cx, index: &Index, mut told: impl FnMut(u64)) -> Result<Option<(u64, Vec<[u8; 32]>)>> {
    cx.require(Permission::SystemRead)?;
    let of = index.clone();
    let Some(mut writer) = tokio::task::spawn_blocking(move || of.write_anew()).await?? else { return Ok(None) };
    writer.clear()?;
    let (mut after, mut count, mut unread) = (Uuid::nil(), 0, BTreeSet::new());
    loop {
        let batch = batch(cx, after).await?;
        let Some(last) = batch.changes.last().copied() else { break };
        unread.extend(batch.unread);
        let documents = batch.documents;
        count += documents.len() as u64;
        writer = tokio::task::spawn_blocking(move || {
            for document in &documents {
                writer.add(document)?;
            }
            Ok::<_, fulltext::IndexError>(writer)
        })
        .await??;
        after = last;
        told(count);
    }
    tokio::task::spawn_blocking(move || {
        writer.commit(&after.to_string())?;
        writer.end()
    })
    .await??;
    Ok(Some((count, unread.into_iter().collect())))
}
