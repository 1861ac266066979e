//! Whether the stored log is what the program wrote.

use crate::{Leaf, ProofError, Walk, actions, key, store};
use db::Cx;
use kernel::Permission;
use tlog::{Checkpoint, TILE_WIDTH};

const WIDTH: i64 = TILE_WIDTH as i64;

/// Goes over the whole stored log: no line missing, added or altered, numbers and times in order, tiles and head in
/// agreement with the lines, and all of it in agreement with `earlier` checkpoints, whose signatures the caller has
/// checked. Whoever may write the database can rewrite all of it in agreement with itself: only a checkpoint that was
/// kept elsewhere shows that.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn examine(cx: &mut Cx, earlier: Vec<Checkpoint>) -> Result<Walk, ProofError> {
    cx.require(Permission::AuditRead)?;
    let mut walk = Walk::past(earlier);
    let (mut expected, mut level) = (0, Vec::new());
    loop {
        // A batch is a tile, unless lines are missing.
        let rows = store::leaf_rows(&mut cx.tx, expected, WIDTH).await?;
        let Some(last) = rows.last().map(|row| row.position) else { break };
        for row in rows {
            if row.position != expected {
                walk.faults.add(format!("the lines {} to {} of the log are missing", expected + 1, row.position));
            }
            expected = row.position + 1;
            walk.take(&row.leaf);
            let hash = tlog::leaf_hash(row.leaf.as_bytes());
            walk.faults.unless(row.hash == hash.0, || format!("line {expected}: its stored hash is not its hash"));
            level.extend_from_slice(&hash.0);
            if level.len() as i64 == WIDTH * 32 {
                let tile = walk_tile(&walk);
                fold(cx, &mut walk, tile, std::mem::take(&mut level)).await?;
            }
        }
        expected = last + 1;
    }
    ends(cx, &mut walk).await?;
    let given = walk.last.iter().filter(|((book, _), _)| book == key::BOOK).map(|(_, last)| last).sum();
    key::examine(cx, given, &mut walk.faults).await?;
    Ok(walk)
}

/// The place of the tile of level 0 that the walk has just filled.
fn walk_tile(walk: &Walk) -> i64 {
    i64::try_from(walk.size()).unwrap_or(i64::MAX) / WIDTH - 1
}

/// Compares a stored tile with the hashes that belong into it, and those above that it completes.
async fn fold(cx: &mut Cx, walk: &mut Walk, mut index: i64, mut hashes: Vec<u8>) -> Result<(), ProofError> {
    let mut level = 0;
    loop {
        let root = actions::tile_root(level, index, &hashes)?;
        let stored = store::tile(&mut cx.tx, level, index).await?;
        let same = stored.is_some_and(|tile| tile.hashes == hashes && tile.root == root.0);
        walk.faults.unless(same, || format!("tile {level}/{index} is not the one of its lines"));
        if (index + 1) % WIDTH != 0 {
            return Ok(());
        }
        // The roots of this level were compared one by one, or a fault says so.
        hashes = store::tile_roots(&mut cx.tx, level, index + 1 - WIDTH, index + 1).await?;
        if hashes.len() as i64 != WIDTH * 32 {
            return Ok(());
        }
        index /= WIDTH;
        level += 1;
    }
}

/// The head, the last time and the number of tiles belong to the lines.
async fn ends(cx: &mut Cx, walk: &mut Walk) -> Result<(), ProofError> {
    let (size, head) = (i64::try_from(walk.size()).unwrap_or(i64::MAX), store::head(&mut cx.tx).await?);
    walk.faults.unless(head.size == size, || format!("the head says {} lines, there are {size}", head.size));
    let fits = walk.last_at().is_none_or(|last| last == head.last_at);
    walk.faults.unless(fits, || "the time of the head is not that of the last line".to_owned());
    let (mut full, mut tiles) = (size / WIDTH, 0);
    while full > 0 {
        tiles += full;
        full /= WIDTH;
    }
    let stored = store::count_tiles(&mut cx.tx).await?;
    walk.faults.unless(stored == tiles, || format!("there are {stored} tiles instead of {tiles}"));
    Ok(())
}

/// The lines `from..from + limit` that are there and of the program's form, each with its place.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn lines(cx: &mut Cx, from: i64, limit: i64) -> Result<Vec<(i64, Leaf)>, ProofError> {
    cx.require(Permission::AuditRead)?;
    let rows = store::leaf_rows(&mut cx.tx, from, limit).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.position, row.leaf.parse().ok()?))).collect())
}
