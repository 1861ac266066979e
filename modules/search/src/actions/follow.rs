//! An index follows the database.

use super::{Result, batch};
use crate::{Batch, store};
use db::Cx;
use fulltext::{Index, Writer};
use kernel::{Instant, Permission};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many changes are held against what was seen at once.
const KEYS: i64 = 2_000;
/// So long before the last change that was seen it is looked at every time: transactions do not end in the order in which
/// they took their keys. Milliseconds.
const OVERLAP: u64 = 120_000;
/// And so long before it now and then, for a transaction that ended very late.
const LATE: u64 = 3_600_000;
/// How often that is, seconds.
const SWEEP_SECONDS: i64 = 60;

/// Keeps an index up to what is in the database, look after look.
#[derive(Default)]
pub struct Follower {
    /// The changes of the last hour that the index has.
    seen: BTreeSet<Uuid>,
    /// Kept while there is work, so that nobody waits for segments to be joined.
    writer: Option<Writer>,
    /// What was looked at and is still to be kept, and how far the index was.
    batch: Option<(Batch, Uuid)>,
    /// Whether the last look gave something: more may stand behind it.
    busy: bool,
    /// When it was last looked for what ended late, and how far that look is where it found something.
    swept: Option<Instant>,
    sweep: Uuid,
    /// The commit that searches see.
    commit: Option<String>,
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
    /// Looks at what changed since; [`Follower::keep`] puts it into the index. Another process that writes the same index
    /// is left to do so.
    ///
    /// # Errors
    /// When forbidden, or the index or the database refuses.
    pub async fn look(&mut self, cx: &mut Cx, index: &Index) -> Result<Look> {
        cx.require(Permission::SystemRead)?;
        let position = position(index)?;
        let Some(first) = self.first(cx, position).await? else {
            self.rest().await?;
            self.see(index)?;
            return Ok(Look::default());
        };
        if self.writer.is_none() {
            let of = index.clone();
            self.writer = tokio::task::spawn_blocking(move || of.write()).await??;
        }
        let Some(writer) = self.writer.take() else {
            // The other finds what is late too.
            self.swept = Some(cx.now);
            self.see(index)?;
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
        self.busy = !changes.is_empty();
        self.seen.extend(changes);
        self.seen = self.seen.split_off(&earlier(last, LATE));
        Ok(())
    }

    /// The first change that the index does not have.
    async fn first(&mut self, cx: &mut Cx, position: Uuid) -> Result<Option<Uuid>> {
        // While one batch comes behind another nobody looks back: that would cost each of them as much as came in so long.
        if self.busy {
            if let Some(first) = self.unseen(cx, position).await? {
                return Ok(Some(first));
            }
            self.busy = false;
        }
        match self.unseen(cx, earlier(position, OVERLAP)).await? {
            Some(first) => Ok(Some(first)),
            None => self.late(cx, position).await,
        }
    }

    /// The first change of the last hour that the index does not have, where it is time to look: who took a key long
    /// before they ended stands behind what was looked at meanwhile.
    async fn late(&mut self, cx: &mut Cx, position: Uuid) -> Result<Option<Uuid>> {
        if self.swept.is_some_and(|at| cx.now < at.plus_seconds(SWEEP_SECONDS)) {
            return Ok(None);
        }
        let found = self.unseen(cx, self.sweep.max(earlier(position, LATE))).await?;
        match found {
            Some(first) => self.sweep = before(first),
            None => (self.swept, self.sweep) = (Some(cx.now), Uuid::nil()),
        }
        Ok(found)
    }

    /// Lets searches see what another process, or a command, has written.
    fn see(&mut self, index: &Index) -> Result<()> {
        let commit = index.last_commit()?;
        if self.commit.as_ref() != Some(&commit) {
            index.reload()?;
            self.commit = Some(commit);
        }
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

/// The smallest key of a moment so many milliseconds before this one.
fn earlier(position: Uuid, span: u64) -> Uuid {
    let millis = (position.as_u128() >> 80) as u64;
    Uuid::from_u128(u128::from(millis.saturating_sub(span)) << 80)
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
