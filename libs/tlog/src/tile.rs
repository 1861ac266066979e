//! C2SP tlog-tiles: 256 hashes in a tile, eight levels of the tree.

use crate::{Error, Hash, Node, node_hash};
use std::{collections::BTreeSet, str::FromStr};

/// Hashes in a full tile.
pub const TILE_WIDTH: u64 = 256;
const HEIGHT: u8 = 8;
/// No log of ours reaches this level: 2^48 leaves.
const MAX_LEVEL: u8 = 5;

/// A tile: `width` hashes of tree level `level * 8`, from place `index * 256` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Tile level.
    pub level: u8,
    /// Place within the level.
    pub index: u64,
    /// Hashes in it: 1 to 256.
    pub width: u16,
}

impl TileId {
    /// The path under the log's prefix: `tile/0/x001/234.p/5`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("tile/{}/{}", self.level, self.tail())
    }

    /// The path of the entry bundle beside a tile of level 0: `tile/entries/x001/234`.
    #[must_use]
    pub fn entries_path(&self) -> String {
        format!("tile/entries/{}", self.tail())
    }

    fn tail(&self) -> String {
        let mut tail = format!("{:03}", self.index % 1000);
        let mut rest = self.index / 1000;
        while rest > 0 {
            tail = format!("x{:03}/{tail}", rest % 1000);
            rest /= 1000;
        }
        if u64::from(self.width) == TILE_WIDTH { tail } else { format!("{tail}.p/{}", self.width) }
    }

    /// Reads what follows `tile/<level>/` or `tile/entries/`.
    ///
    /// # Errors
    /// [`Error::Syntax`] for anything but the one way of writing it.
    pub fn parse(level: u8, tail: &str) -> Result<Self, Error> {
        let wrong = Error::Syntax("tile path");
        let (digits, width) = match tail.split_once(".p/") {
            Some((digits, width)) => (digits, u16::from_str(width).map_err(|_| wrong)?),
            None => (tail, 256),
        };
        let mut index = 0_u64;
        for part in digits.split('/') {
            let part = part.strip_prefix('x').unwrap_or(part);
            let number = u64::from_str(part).map_err(|_| wrong)?;
            index = index.checked_mul(1000).and_then(|i| i.checked_add(number)).ok_or(wrong)?;
        }
        let tile = TileId { level, index, width };
        // One path for one tile: anything that would be written differently is refused.
        if level <= MAX_LEVEL && (1..=256).contains(&width) && tile.tail() == tail { Ok(tile) } else { Err(wrong) }
    }

    /// The tile that holds `node`, as wide as a tree of `size` leaves makes it.
    #[must_use]
    pub fn of(node: Node, size: u64) -> Self {
        let level = node.level / HEIGHT;
        let index = node.index >> (HEIGHT - node.level % HEIGHT);
        let hashes = (size >> (level * HEIGHT)).saturating_sub(index * TILE_WIDTH).min(TILE_WIDTH);
        TileId { level, index, width: hashes as u16 }
    }
}

/// The tiles of a tree of `size` leaves that hold `nodes`.
#[must_use]
pub fn tiles_for(nodes: &[Node], size: u64) -> BTreeSet<TileId> {
    nodes.iter().map(|node| TileId::of(*node, size)).collect()
}

/// The hash of `node`, computed from the bytes of the tile that holds it.
#[must_use]
pub fn subtree_in_tile(tile: TileId, bytes: &[u8], node: Node) -> Option<Hash> {
    let height = node.level.checked_sub(tile.level * HEIGHT).filter(|h| *h <= HEIGHT)?;
    let first = (node.index << height).checked_sub(tile.index * TILE_WIDTH)?;
    let (from, to) = (usize::try_from(first).ok()? * 32, (usize::try_from(first).ok()? + (1 << height)) * 32);
    let mut hashes: Vec<Hash> = bytes.get(from..to)?.chunks_exact(32).filter_map(Hash::from_slice).collect();
    while hashes.len() > 1 {
        hashes = hashes.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    hashes.first().copied()
}

/// An entry bundle: each entry behind its length in two big-endian bytes.
///
/// # Errors
/// [`Error::Range`] for an entry over 65,535 bytes.
pub fn encode_entries<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| Error::Range)?;
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(entry);
    }
    Ok(out)
}

/// The entries of a bundle.
///
/// # Errors
/// [`Error::Syntax`] when the bytes end in the middle of an entry.
pub fn decode_entries(mut bundle: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let wrong = Error::Syntax("entry bundle");
    let mut entries = Vec::new();
    while !bundle.is_empty() {
        let (length, rest) = bundle.split_first_chunk::<2>().ok_or(wrong)?;
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length))).ok_or(wrong)?;
        entries.push(entry);
        bundle = rest;
    }
    Ok(entries)
}
