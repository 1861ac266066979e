//! Roots and proofs from the hashes of complete subtrees.

use crate::{Error, Hash, hash::empty_root, node_hash};

/// A complete subtree: the leaves `index << level .. (index + 1) << level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Height: 0 for a leaf.
    pub level: u8,
    /// Place among the subtrees of this height, from 0.
    pub index: u64,
}

/// The largest power of two below `n` (`n` at least 2), as its exponent.
fn split(n: u64) -> u8 {
    (63 - (n - 1).leading_zeros()) as u8
}

/// The complete subtrees that make up the leaves `from..to`, left to right; `from` is a multiple of their size.
fn cover(from: u64, to: u64, out: &mut Vec<Node>) {
    let (mut from, mut rest) = (from, to.saturating_sub(from));
    while rest > 0 {
        let level = (63 - rest.leading_zeros()) as u8;
        out.push(Node { level, index: from >> level });
        from += 1 << level;
        rest -= 1 << level;
    }
}

/// The subtrees whose hashes give the root of a tree of `size` leaves.
#[must_use]
pub fn nodes_for_root(size: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    cover(0, size, &mut nodes);
    nodes
}

/// Ranges of leaves whose roots make the inclusion proof, from the leaf up.
fn inclusion_ranges(index: u64, size: u64) -> Vec<(u64, u64)> {
    let (mut from, mut to, mut ranges) = (0, size, Vec::new());
    while to - from > 1 {
        let middle = from + (1 << split(to - from));
        if index < middle {
            ranges.push((middle, to));
            to = middle;
        } else {
            ranges.push((from, middle));
            from = middle;
        }
    }
    ranges.reverse();
    ranges
}

/// Ranges of leaves whose roots make the consistency proof (RFC 6962, 2.1.2), in the order of the proof.
fn consistency_ranges(old: u64, new: u64) -> Vec<(u64, u64)> {
    let (mut from, mut to, mut whole, mut ranges) = (0, new, true, Vec::new());
    while old != to {
        let middle = from + (1 << split(to - from));
        if old <= middle {
            ranges.push((middle, to));
            to = middle;
        } else {
            ranges.push((from, middle));
            from = middle;
            whole = false;
        }
    }
    if !whole {
        ranges.push((from, to));
    }
    ranges.reverse();
    ranges
}

fn nodes_of(ranges: &[(u64, u64)]) -> Vec<Node> {
    let mut nodes = Vec::new();
    ranges.iter().for_each(|(from, to)| cover(*from, *to, &mut nodes));
    nodes
}

/// The subtrees whose hashes give the inclusion proof of leaf `index` in a tree of `size` leaves.
#[must_use]
pub fn nodes_for_inclusion(index: u64, size: u64) -> Vec<Node> {
    if index < size { nodes_of(&inclusion_ranges(index, size)) } else { Vec::new() }
}

/// The subtrees whose hashes give the consistency proof between the trees of `old` and `new` leaves.
#[must_use]
pub fn nodes_for_consistency(old: u64, new: u64) -> Vec<Node> {
    if 0 < old && old < new { nodes_of(&consistency_ranges(old, new)) } else { Vec::new() }
}

fn range_root(from: u64, to: u64, hash: &impl Fn(Node) -> Option<Hash>) -> Result<Hash, Error> {
    let mut nodes = Vec::new();
    cover(from, to, &mut nodes);
    let mut root: Option<Hash> = None;
    for node in nodes.into_iter().rev() {
        let left = hash(node).ok_or(Error::MissingHash)?;
        root = Some(root.map_or(left, |right| node_hash(&left, &right)));
    }
    Ok(root.unwrap_or_else(empty_root))
}

/// The root of a tree of `size` leaves.
///
/// # Errors
/// [`Error::MissingHash`] when `hash` lacks one of [`nodes_for_root`].
pub fn root(size: u64, hash: &impl Fn(Node) -> Option<Hash>) -> Result<Hash, Error> {
    range_root(0, size, hash)
}

/// The proof that leaf `index` is in the tree of `size` leaves.
///
/// # Errors
/// [`Error::Range`], or [`Error::MissingHash`] when `hash` lacks one of [`nodes_for_inclusion`].
pub fn inclusion_proof(index: u64, size: u64, hash: &impl Fn(Node) -> Option<Hash>) -> Result<Vec<Hash>, Error> {
    if index >= size {
        return Err(Error::Range);
    }
    inclusion_ranges(index, size).into_iter().map(|(from, to)| range_root(from, to, hash)).collect()
}

/// The proof that the tree of `old` leaves is the beginning of the tree of `new` leaves.
///
/// # Errors
/// [`Error::Range`], or [`Error::MissingHash`] when `hash` lacks one of [`nodes_for_consistency`].
pub fn consistency_proof(old: u64, new: u64, hash: &impl Fn(Node) -> Option<Hash>) -> Result<Vec<Hash>, Error> {
    if old > new {
        return Err(Error::Range);
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    consistency_ranges(old, new).into_iter().map(|(from, to)| range_root(from, to, hash)).collect()
}

/// Checks an inclusion proof (RFC 9162, 2.1.3.2).
///
/// # Errors
/// [`Error::Range`] or [`Error::Mismatch`].
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], expected: Hash) -> Result<(), Error> {
    if index >= size {
        return Err(Error::Range);
    }
    let (mut place, mut last, mut root) = (index, size - 1, leaf);
    for hash in proof {
        if last == 0 {
            return Err(Error::Mismatch);
        }
        if place & 1 == 1 || place == last {
            root = node_hash(hash, &root);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            root = node_hash(&root, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && root == expected { Ok(()) } else { Err(Error::Mismatch) }
}

/// Checks a consistency proof (RFC 9162, 2.1.4.2).
///
/// # Errors
/// [`Error::Range`] or [`Error::Mismatch`].
pub fn verify_consistency(old: u64, new: u64, proof: &[Hash], old_root: Hash, new_root: Hash) -> Result<(), Error> {
    if old > new {
        return Err(Error::Range);
    }
    if old == new || old == 0 {
        let same = if old == new { old_root == new_root } else { old_root == empty_root() };
        return if same && proof.is_empty() { Ok(()) } else { Err(Error::Mismatch) };
    }
    let mut hashes = proof.iter();
    let start = if old.is_power_of_two() { old_root } else { *hashes.next().ok_or(Error::Mismatch)? };
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut first, mut second) = (start, start);
    for hash in hashes {
        if last == 0 {
            return Err(Error::Mismatch);
        }
        if place & 1 == 1 || place == last {
            first = node_hash(hash, &first);
            second = node_hash(hash, &second);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            second = node_hash(&second, hash);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && first == old_root && second == new_root { Ok(()) } else { Err(Error::Mismatch) }
}
