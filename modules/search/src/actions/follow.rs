//! An index follows the database.

use super::{Result, batch, index::mark};
use crate::{
    Batch,
    store::{self, ChangeRow},
};
use db::Cx;
use fulltext::{Index, Writer};
use kernel::{Instant, Permission};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many changes are held against what was seen at once.
const KEYS: i64 = 2_000;
/// So long before the last change that was seen it is looked at every time: transactions do not end in the order in which
/// they took their keys, but those of pages are short. Milliseconds.
const OVERLAP: u64 = 10_000;
/// And so long before it now and then, for a transaction that ended very late.
const LATE: u64 = 3_600_000;
/// How often that is, seconds.
const SWEEP_SECONDS: i64 = 60;
/// How long a writer is kept, seconds: to make one costs as much as to write for a while.
const KEPT_SECONDS: i64 = 5;
/// Where more than so many changes for each of these seconds were to be looked at, it is waited longer.
const A_SECOND: usize = 1_000;

/// Keeps an index up to what is in the database, look after look.
#[derive(Default)]
pub struct Follower {
    /// The changes of the last hour that the index is known to have.
    seen: BTreeSet<Uuid>,
    /// Kept for a while, so that nobody waits for segments to be joined, and since when.
    writer: Option<Writer>,
    opened: Option<Instant>,
    expired: bool,
    /// What was looked at and is still to be kept, and how far the index was.
    batch: Option<(Batch, Uuid)>,
    /// Whether the last look gave as much as one takes: more stands behind it.
    busy: bool,
    /// When it is looked again for what ended late, and how far that look is where it found something.
    sweep_at: Option<Instant>,
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
    /// Whether more may stand behind them.
    pub more: bool,
}

impl Follower {
    /// Looks at what changed since; [`Follower::keep`] puts it into the index. Another process that writes the same index
    /// is left to do so.
    ///
    /// # Errors
    /// When forbidden, or the index or the database refuses.
    pub async fn look(&mut self, cx: &mut Cx, index: &Index) -> Result<Look> {
        cx.require(Permission::SystemRead)?;
        self.expired = self.opened.is_some_and(|at| cx.now >= at.plus_seconds(KEPT_SECONDS));
        // What another process has put is asked for below.
        self.see(index)?;
        let position = position(index)?;
        let Some(first) = self.first(cx, index, position).await? else {
            self.rest().await?;
            return Ok(Look::default());
        };
        if self.writer.is_none() {
            let of = index.clone();
            self.writer = tokio::task::spawn_blocking(move || of.write()).await??;
            self.opened = Some(cx.now);
        }
        let Some(writer) = self.writer.take() else {
            // The other finds what is late too.
            self.sweep_at = Some(cx.now.plus_seconds(SWEEP_SECONDS));
            return Ok(Look::default());
        };
        let mut batch = batch(cx, before(first)).await?;
        let (unread, entries, more) = (std::mem::take(&mut batch.unread), batch.documents.len(), batch.more);
        (self.writer, self.batch) = (Some(writer), Some((batch, position)));
        Ok(Look { unread, entries, more })
    }

    /// Makes lasting what the look has put, with how far it goes: after its files are asked for, so that a crash
    /// between the two loses neither.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub async fn keep(&mut self) -> Result<()> {
        let Some(((batch, position), mut writer)) = self.batch.take().zip(self.writer.take()) else { return Ok(()) };
        let Batch { documents, changes, more, .. } = batch;
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
        self.busy = more;
        self.seen.extend(changes);
        self.seen = self.seen.split_off(&earlier(last, LATE));
        if self.busy { Ok(()) } else { self.rest().await }
    }

    /// The first change that the index does not have.
    async fn first(&mut self, cx: &mut Cx, index: &Index, position: Uuid) -> Result<Option<Uuid>> {
        // While one batch comes behind another nobody looks back: that would cost each of them as much as came in so long.
        if self.busy {
            if let Some(next) = store::changes(&mut cx.tx, position, 1).await?.first() {
                return Ok(Some(next.changed));
            }
            self.busy = false;
        }
        match self.unseen(cx, index, earlier(position, OVERLAP)).await?.0 {
            Some(first) => Ok(Some(first)),
            None => self.late(cx, index, position).await,
        }
    }

    /// The first change of the last hour that the index does not have, where it is time to look: who took a key long
    /// before they ended stands behind what was looked at meanwhile.
    async fn late(&mut self, cx: &mut Cx, index: &Index, position: Uuid) -> Result<Option<Uuid>> {
        if self.sweep_at.is_some_and(|at| cx.now < at) {
            return Ok(None);
        }
        let (found, looked) = self.unseen(cx, index, self.sweep.max(earlier(position, LATE))).await?;
        match found {
            Some(first) => self.sweep = before(first),
            None => {
                let pause = SWEEP_SECONDS.max((looked / A_SECOND) as i64);
                (self.sweep_at, self.sweep) = (Some(cx.now.plus_seconds(pause)), Uuid::nil());
            }
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

    /// The first change after `after` that the index does not have, and how many were looked at.
    async fn unseen(&mut self, cx: &mut Cx, index: &Index, mut after: Uuid) -> Result<(Option<Uuid>, usize)> {
        let mut looked = 0;
        loop {
            let rows = store::changes(&mut cx.tx, after, KEYS).await?;
            looked += rows.len();
            let last = rows.last().map(|row| row.changed).filter(|_| rows.len() as i64 == KEYS);
            let strange = rows.into_iter().filter(|row| !self.seen.contains(&row.changed)).collect();
            if let Some(first) = self.missing(index, strange).await? {
                return Ok((Some(first), looked));
            }
            let Some(last) = last else { return Ok((None, looked)) };
            after = last;
        }
    }

    /// The first of these that the index does not have: another process may have put it there, or this one before it was
    /// started anew.
    async fn missing(&mut self, index: &Index, rows: Vec<ChangeRow>) -> Result<Option<Uuid>> {
        if rows.is_empty() {
            return Ok(None);
        }
        let asked: Vec<_> = rows.iter().map(|row| ((row.year, row.number), mark(row.changed))).collect();
        let index = index.clone();
        let has = tokio::task::spawn_blocking(move || index.has(&asked)).await??;
        let first = has.iter().position(|has| !has);
        self.seen.extend(rows.iter().take(first.unwrap_or(rows.len())).map(|row| row.changed));
        Ok(first.map(|first| rows[first].changed))
    }

    /// Lets go of the index when it was held long enough, after segments are joined: a command may want to make it anew.
    async fn rest(&mut self) -> Result<()> {
        if let Some(writer) = self.writer.take_if(|_| self.expired) {
            self.opened = None;
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
