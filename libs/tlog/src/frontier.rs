//! The edge of a growing tree: enough to know the root at every size on the way.

use crate::{Hash, hash::empty_root, node_hash};

/// The complete subtrees of a tree to which leaves are added one after another.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<(u8, Hash)>,
}

impl Frontier {
    /// Adds the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        self.size += 1;
        let mut top = (0, leaf);
        while let Some((_, left)) = self.subtrees.pop_if(|(level, _)| *level == top.0) {
            top = (top.0 + 1, node_hash(&left, &top.1));
        }
        self.subtrees.push(top);
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut subtrees = self.subtrees.iter().rev().map(|(_, hash)| *hash);
        let last = subtrees.next().unwrap_or_else(empty_root);
        subtrees.fold(last, |right, left| node_hash(&left, &right))
    }
}
