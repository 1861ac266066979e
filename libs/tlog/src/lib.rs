//! A Merkle log that anyone can check: RFC 6962 hashing and the C2SP formats `signed-note`, `tlog-checkpoint`,
//! `tlog-tiles` and `tlog-proof`. No I/O: the caller keeps the hashes where it likes.
#![doc = include_str!("../README.md")]

mod checkpoint;
mod error;
mod frontier;
mod hash;
mod note;
mod proof;
mod tile;
mod tree;

pub use checkpoint::Checkpoint;
pub use error::Error;
pub use frontier::Frontier;
pub use hash::{Hash, leaf_hash, node_hash};
pub use note::{SigningKey, VerifierKey, open, sign};
pub use proof::TlogProof;
pub use tile::{TILE_WIDTH, TileId, decode_entries, encode_entries, subtree_in_tile, tiles_for};
pub use tree::{
    Node, consistency_proof, inclusion_proof, nodes_for_consistency, nodes_for_inclusion, nodes_for_root, root,
    verify_consistency, verify_inclusion,
};
