//! Taking a place, sealing a statement, and giving what anyone may see.

use crate::{Leaf, LogKey, Opening, ProofError, Slot, commit, store};
use db::{Cx, Tx};
use kernel::{Instant, random_bytes};
use std::collections::BTreeMap;
use tlog::{Checkpoint, Hash, Node, TILE_WIDTH, TileId, TlogProof};

const WIDTH: i64 = TILE_WIDTH as i64;
/// How far the clock may be behind the last leaf before nothing is registered any more.
pub const TOLERANCE_SECONDS: i64 = 5;

/// Takes the next place in the log and the time under which it stands; until the end of the transaction nobody else
/// does. Called by actions that have asked for their permission.
///
/// # Errors
/// [`ProofError::ClockBehind`] when the clock is more than five seconds behind the last leaf.
pub async fn open(cx: &mut Cx) -> Result<Slot, ProofError> {
    let head = store::take_place(&mut cx.tx, cx.now).await?;
    // Whoever waited long for the place has an old time, and no clock that is behind.
    let behind = head.last_at.seconds() - cx.now.seconds() - cx.since.seconds();
    if behind > TOLERANCE_SECONDS {
        return Err(ProofError::ClockBehind { seconds: behind });
    }
    Ok(Slot { index: head.size - 1, at: head.last_at })
}

/// Lets nobody take a place until the end of the transaction: for what must not happen beside a registration. Called by
/// actions that have asked for their permission.
///
/// # Errors
/// What the database refuses.
pub async fn hold(cx: &mut Cx) -> Result<(), ProofError> {
    Ok(store::hold(&mut cx.tx).await?)
}

/// Seals `statement` at the place that was taken. Gives the salt, which opens the commitment.
///
/// # Errors
/// What the database refuses; [`ProofError::Random`].
pub async fn append(
    cx: &mut Cx,
    slot: Slot,
    book: &str,
    act: &str,
    (year, number): (i64, i64),
    statement: &str,
) -> Result<[u8; 32], ProofError> {
    let salt = random_bytes()?;
    let commitment = commit(&salt, statement);
    let leaf = Leaf { book: book.to_owned(), act: act.to_owned(), year, number, at: slot.at, commitment }.to_string();
    let hash = tlog::leaf_hash(leaf.as_bytes());
    store::insert_leaf(&mut cx.tx, slot.index, &leaf, &hash.0).await?;
    fold_tiles(&mut cx.tx, slot.index + 1).await?;
    Ok(salt)
}

/// Keeps every tile that the leaf number `size` has filled.
async fn fold_tiles(tx: &mut Tx, size: i64) -> Result<(), ProofError> {
    let (mut level, mut count) = (0, size);
    while count > 0 && count % WIDTH == 0 {
        let index = count / WIDTH - 1;
        let hashes = level_hashes(tx, level, index * WIDTH, count).await?;
        let root = tile_root(level, index, &hashes)?;
        store::insert_tile(tx, level, index, hashes, root.0.to_vec()).await?;
        count /= WIDTH;
        level += 1;
    }
    Ok(())
}

async fn level_hashes(tx: &mut Tx, level: i64, from: i64, to: i64) -> Result<Vec<u8>, ProofError> {
    let hashes = match level {
        0 => store::leaf_hashes(tx, from, to).await?,
        above => store::tile_roots(tx, above - 1, from, to).await?,
    };
    if hashes.len() as i64 == (to - from) * 32 {
        Ok(hashes)
    } else {
        Err(ProofError::Damaged(format!("tile level {level}, {from}..{to}")))
    }
}

pub(crate) fn tile_root(level: i64, index: i64, hashes: &[u8]) -> Result<Hash, ProofError> {
    let damaged = || ProofError::Damaged(format!("tile {level}/{index}"));
    let level = u8::try_from(level).map_err(|_| damaged())?;
    let index = u64::try_from(index).map_err(|_| damaged())?;
    let tile = TileId { level, index, width: TILE_WIDTH as u16 };
    let node = Node { level: level * 8 + 8, index };
    tlog::subtree_in_tile(tile, hashes, node).ok_or_else(damaged)
}

/// How many leaves the log has.
///
/// # Errors
/// What the database refuses.
pub async fn size(tx: &mut Tx) -> Result<u64, ProofError> {
    let head = store::head(tx).await?;
    u64::try_from(head.size).map_err(|_| ProofError::Damaged("head".into()))
}

/// The time of the last leaf.
///
/// # Errors
/// What the database refuses.
pub async fn last_at(tx: &mut Tx) -> Result<Instant, ProofError> {
    Ok(store::head(tx).await?.last_at)
}

/// The bytes of a tile, where the log is long enough.
///
/// # Errors
/// [`ProofError::NotFound`], [`ProofError::Damaged`].
pub async fn tile(tx: &mut Tx, tile: TileId) -> Result<Vec<u8>, ProofError> {
    let level = i64::from(tile.level);
    let from = i64::try_from(tile.index).ok().and_then(|i| i.checked_mul(WIDTH)).ok_or(ProofError::NotFound)?;
    let to = from + i64::from(tile.width);
    let available = store::head(tx).await?.size >> (8 * u32::from(tile.level));
    if to > available {
        return Err(ProofError::NotFound);
    }
    level_hashes(tx, level, from, to).await
}

/// The entry bundle beside a tile of level 0.
///
/// # Errors
/// [`ProofError::NotFound`], [`ProofError::Damaged`].
pub async fn entries(tx: &mut Tx, tile: TileId) -> Result<Vec<u8>, ProofError> {
    let from = i64::try_from(tile.index).ok().and_then(|i| i.checked_mul(WIDTH)).ok_or(ProofError::NotFound)?;
    let to = from + i64::from(tile.width);
    if to > store::head(tx).await?.size {
        return Err(ProofError::NotFound);
    }
    let leaves = store::leaves(tx, from, to).await?;
    if leaves.len() as i64 != to - from {
        return Err(ProofError::Damaged(format!("leaves {from}..{to}")));
    }
    Ok(tlog::encode_entries(leaves.iter().map(String::as_bytes))?)
}

/// The hashes that a computation needs, fetched tile by tile.
async fn fetch(tx: &mut Tx, nodes: &[Node], size: u64) -> Result<BTreeMap<TileId, Vec<u8>>, ProofError> {
    let mut tiles = BTreeMap::new();
    for id in tlog::tiles_for(nodes, size) {
        tiles.insert(id, tile(tx, id).await?);
    }
    Ok(tiles)
}

fn reader(tiles: &BTreeMap<TileId, Vec<u8>>, size: u64) -> impl Fn(Node) -> Option<Hash> + '_ {
    move |node| {
        let id = TileId::of(node, size);
        tlog::subtree_in_tile(id, tiles.get(&id)?, node)
    }
}

/// The root of the log at `size` leaves.
///
/// # Errors
/// [`ProofError::NotFound`], [`ProofError::Damaged`].
pub async fn root(tx: &mut Tx, size: u64) -> Result<Hash, ProofError> {
    let tiles = fetch(tx, &tlog::nodes_for_root(size), size).await?;
    Ok(tlog::root(size, &reader(&tiles, size))?)
}

/// The signed state of the log now.
///
/// # Errors
/// [`ProofError::Damaged`], or what the database refuses.
pub async fn checkpoint(tx: &mut Tx, key: &LogKey) -> Result<(Checkpoint, String), ProofError> {
    let size = size(tx).await?;
    checkpoint_at(tx, key, size).await
}

/// The signed state of the log when it had `size` leaves.
///
/// # Errors
/// [`ProofError::NotFound`], [`ProofError::Damaged`], or what the database refuses.
pub async fn checkpoint_at(tx: &mut Tx, key: &LogKey, size: u64) -> Result<(Checkpoint, String), ProofError> {
    let checkpoint = Checkpoint { origin: key.origin.clone(), size, root: root(tx, size).await? };
    let signed = checkpoint.sign(&key.key)?;
    Ok((checkpoint, signed))
}

/// The leaf at a place.
///
/// # Errors
/// [`ProofError::NotFound`].
pub async fn leaf(cx: &mut Cx, index: i64) -> Result<String, ProofError> {
    store::leaf(&mut cx.tx, index).await?.ok_or(ProofError::NotFound)
}

/// The proof that the leaf at `index` is in the log, with what opens it.
///
/// # Errors
/// [`ProofError::NotFound`], [`ProofError::Damaged`].
pub async fn receipt(cx: &mut Cx, key: &LogKey, index: i64, opening: &Opening) -> Result<TlogProof, ProofError> {
    let (checkpoint, signed) = checkpoint(&mut cx.tx, key).await?;
    let index = u64::try_from(index).map_err(|_| ProofError::NotFound)?;
    let tiles = fetch(&mut cx.tx, &tlog::nodes_for_inclusion(index, checkpoint.size), checkpoint.size).await?;
    let hashes = tlog::inclusion_proof(index, checkpoint.size, &reader(&tiles, checkpoint.size))?;
    let extra = serde_json::to_vec(opening).map_err(|_| ProofError::Damaged("opening".into()))?;
    Ok(TlogProof { extra: Some(extra), index, hashes, checkpoint: signed })
}
