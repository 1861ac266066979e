//! The log against a naive tree, published vectors and damaged input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use std::collections::BTreeMap;
use tlog::*;

/// The tree as RFC 6962 writes it down.
fn naive(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [one] => leaf_hash(one),
        many => {
            let split = many.len().next_power_of_two() / 2;
            node_hash(&naive(&many[..split]), &naive(&many[split..]))
        }
    }
}

fn leaves(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|i| format!("leaf {i}").into_bytes()).collect()
}

/// The tiles of a log, as it would serve them.
fn tiles(leaves: &[Vec<u8>]) -> BTreeMap<TileId, Vec<u8>> {
    let size = leaves.len() as u64;
    let mut tiles = BTreeMap::new();
    let mut hashes: Vec<Hash> = leaves.iter().map(|l| leaf_hash(l)).collect();
    let mut level = 0;
    while !hashes.is_empty() {
        for (index, chunk) in hashes.chunks(256).enumerate() {
            let id = TileId { level, index: index as u64, width: chunk.len() as u16 };
            tiles.insert(id, chunk.iter().flat_map(|h| h.0).collect());
        }
        let full = hashes.chunks_exact(256);
        hashes = full.map(|c| naive_nodes(c.to_vec())).collect();
        level += 1;
    }
    assert!(size == 0 || !tiles.is_empty());
    tiles
}

fn naive_nodes(mut hashes: Vec<Hash>) -> Hash {
    while hashes.len() > 1 {
        hashes = hashes.chunks_exact(2).map(|p| node_hash(&p[0], &p[1])).collect();
    }
    hashes[0]
}

fn reader(tiles: &BTreeMap<TileId, Vec<u8>>, size: u64) -> impl Fn(Node) -> Option<Hash> + '_ {
    move |node| {
        let tile = TileId::of(node, size);
        subtree_in_tile(tile, tiles.get(&tile)?, node)
    }
}

#[test]
fn the_published_vectors_of_rfc_6962() {
    // From the reference implementation of Certificate Transparency.
    let inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let bytes =
        |hex: &str| (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
    let leaves: Vec<Vec<u8>> = inputs.iter().map(|h| bytes(h)).collect();
    let tiles = tiles(&leaves);
    let root = root(8, &reader(&tiles, 8)).unwrap();
    assert_eq!(format!("{root:?}"), "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assert_eq!(format!("{:?}", leaf_hash(b"")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

#[test]
fn every_inclusion_and_consistency_up_to_seventy() {
    for size in 1..70_u64 {
        let leaves = leaves(size);
        let tiles = tiles(&leaves);
        let hash = reader(&tiles, size);
        let top = root(size, &hash).unwrap();
        assert_eq!(top, naive(&leaves));
        for index in 0..size {
            let proof = inclusion_proof(index, size, &hash).unwrap();
            let leaf = leaf_hash(&leaves[index as usize]);
            verify_inclusion(leaf, index, size, &proof, top).unwrap();
            assert!(verify_inclusion(leaf, (index + 1) % size, size, &proof, top).is_err() || size == 1);
        }
        for old in 1..=size {
            let old_root = naive(&leaves[..old as usize]);
            let proof = consistency_proof(old, size, &hash).unwrap();
            verify_consistency(old, size, &proof, old_root, top).unwrap();
            assert!(verify_consistency(old, size, &proof, leaf_hash(b"other"), top).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn large_trees_through_tiles(size in 250_u64..70_000, at in 0.0..1.0_f64) {
        let leaves = leaves(size);
        let tiles = tiles(&leaves);
        let hash = reader(&tiles, size);
        let top = root(size, &hash).unwrap();
        let index = ((size as f64) * at) as u64;
        let proof = inclusion_proof(index, size, &hash).unwrap();
        prop_assert!(verify_inclusion(leaf_hash(&leaves[index as usize]), index, size, &proof, top).is_ok());
        let needed = tiles_for(&nodes_for_inclusion(index, size), size);
        prop_assert!(needed.iter().all(|t| tiles.contains_key(t)));
    }

    #[test]
    fn tile_paths_come_back(level in 0_u8..=5, index in 0_u64..5_000_000_000, width in 1_u16..=256) {
        let tile = TileId { level, index, width };
        let path = tile.path();
        let tail = path.splitn(3, '/').nth(2).unwrap();
        prop_assert_eq!(TileId::parse(level, tail).unwrap(), tile);
    }

    #[test]
    fn hostile_text_never_panics(text in "\\PC{0,300}") {
        let _ = (TlogProof::parse(&text), Checkpoint::parse(&text), VerifierKey::parse(&text), SigningKey::parse(&text));
        let _ = (open(&text, &[]), TileId::parse(0, &text), decode_entries(text.as_bytes()));
    }
}

#[test]
fn paths_of_the_specification() {
    let id = |index, width| TileId { level: 0, index, width };
    assert_eq!(id(1_234_067, 256).path(), "tile/0/x001/x234/067");
    assert_eq!(id(273, 112).path(), "tile/0/273.p/112");
    assert_eq!(id(7, 256).entries_path(), "tile/entries/007");
    for wrong in ["7", "x007", "007/", "007.p/0", "007.p/256", "x001/7", "../007", "x000/007"] {
        assert!(TileId::parse(0, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn entry_bundles() {
    let bundle = encode_entries([b"a".as_slice(), b"", b"bcd"]).unwrap();
    assert_eq!(decode_entries(&bundle).unwrap(), [b"a".as_slice(), b"", b"bcd"]);
    assert!(decode_entries(&bundle[..bundle.len() - 1]).is_err());
}

#[test]
fn notes_of_the_go_implementation() {
    // The example of golang.org/x/mod/sumdb/note, which C2SP signed-note keeps compatible.
    let key = VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let note = format!(
        "{text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    );
    assert_eq!(open(&note, std::slice::from_ref(&key)).unwrap(), text);
    assert_eq!(open(&note.replace("answer", "Answer"), &[key]), Err(Error::Unsigned));
}

#[test]
fn a_proof_in_a_file() {
    let key = SigningKey::generate("asty.localhost/log").unwrap();
    let leaves = leaves(300);
    let tiles = tiles(&leaves);
    let hash = reader(&tiles, 300);
    let checkpoint = Checkpoint { origin: "asty.localhost/log".into(), size: 300, root: root(300, &hash).unwrap() };
    let proof = TlogProof {
        extra: Some(b"{}".to_vec()),
        index: 41,
        hashes: inclusion_proof(41, 300, &hash).unwrap(),
        checkpoint: checkpoint.sign(&key).unwrap(),
    };
    let read = TlogProof::parse(&proof.encode()).unwrap();
    assert_eq!(read, proof);
    let keys = [VerifierKey::parse(&key.verifier().to_string()).unwrap()];
    assert_eq!(read.verify(b"leaf 41", &keys).unwrap(), checkpoint);
    assert_eq!(read.verify(b"leaf 42", &keys), Err(Error::Mismatch));
    let stranger = SigningKey::generate("asty.localhost/log").unwrap();
    assert_eq!(read.verify(b"leaf 41", &[stranger.verifier().clone()]), Err(Error::Unsigned));
    let again = SigningKey::parse(&key.to_secret_text()).unwrap();
    assert_eq!(again.verifier(), key.verifier());
}

#[test]
fn a_key_speaks_only_for_its_own_log() {
    let key = SigningKey::generate("other.localhost/log").unwrap();
    let checkpoint = Checkpoint { origin: "asty.localhost/log".into(), size: 1, root: leaf_hash(b"x") };
    let signed = checkpoint.sign(&key).unwrap();
    assert_eq!(Checkpoint::open(&signed, &[key.verifier().clone()]), Err(Error::Unsigned));
}

#[test]
fn a_frontier_knows_the_root_at_every_size() {
    let (leaves, mut frontier) = (leaves(70), Frontier::default());
    for (place, leaf) in leaves.iter().enumerate() {
        frontier.push(leaf_hash(leaf));
        assert_eq!(frontier.root(), naive(&leaves[..=place]), "{}", frontier.size());
    }
}
