//! The public log as a stranger reads it: checkpoint, every tile, every entry, with C2SP's rules alone.

use proof::Leaf;
use register::Statement;
use testkit::{Client, Office};
use tlog::{Checkpoint, Hash, SigningKey, TileId, VerifierKey, decode_entries, leaf_hash, node_hash};

/// What was fetched, and found consistent with its checkpoint.
pub struct Log {
    key: VerifierKey,
    checkpoint: Checkpoint,
    /// The leaves in their order.
    pub leaves: Vec<Vec<u8>>,
}

fn tree_root(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => panic!("an empty log"),
        [one] => *one,
        _ => {
            let (left, right) = hashes.split_at(hashes.len().next_power_of_two() / 2);
            node_hash(&tree_root(left), &tree_root(right))
        }
    }
}

/// The tiles of a level with `count` hashes.
fn tiles(level: u8, count: usize) -> impl Iterator<Item = TileId> {
    (0..count.div_ceil(256)).map(move |index| TileId {
        level,
        index: index as u64,
        width: (count - index * 256).min(256) as u16,
    })
}

async fn fetch(client: &mut Client, path: &str) -> Vec<u8> {
    let answer = client.get(&format!("/log/{path}")).await.unwrap();
    assert_eq!(answer.status, 200, "{path}");
    answer.body
}

impl Log {
    /// Fetches the whole log and checks that tiles, entries and checkpoint say the same.
    pub async fn fetch(office: &Office) -> Self {
        let secret = std::fs::read_to_string(office.folder.join("log.key")).unwrap();
        let key = SigningKey::parse(&secret).unwrap().verifier().clone();
        let mut client = Client::new(office);
        let signed = String::from_utf8(fetch(&mut client, "checkpoint").await).unwrap();
        let checkpoint = Checkpoint::open(&signed, std::slice::from_ref(&key)).unwrap();
        let mut leaves = Vec::new();
        for tile in tiles(0, checkpoint.size as usize) {
            let bundle = fetch(&mut client, &tile.entries_path()).await;
            leaves.extend(decode_entries(&bundle).unwrap().into_iter().map(<[u8]>::to_vec));
        }
        let mut hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        assert_eq!((hashes.len() as u64, tree_root(&hashes)), (checkpoint.size, checkpoint.root));
        for level in 0.. {
            for tile in tiles(level, hashes.len()) {
                let from = tile.index as usize * 256;
                let own: Vec<u8> = hashes[from..from + usize::from(tile.width)].iter().flat_map(|h| h.0).collect();
                assert_eq!(fetch(&mut client, &tile.path()).await, own, "{}", tile.path());
            }
            hashes = hashes.chunks_exact(256).map(tree_root).collect();
            if hashes.is_empty() {
                break;
            }
        }
        Self { key, checkpoint, leaves }
    }

    /// The leaf at a place.
    pub fn leaf(&self, index: usize) -> Leaf {
        std::str::from_utf8(&self.leaves[index]).unwrap().parse().unwrap()
    }

    /// A proof of entry opens this leaf, and the statement behind it names these files.
    pub fn check_proof(&self, index: usize, proof: &str, files: &[String]) {
        let verdict = proof::judge(proof, std::slice::from_ref(&self.key)).unwrap();
        assert_eq!((verdict.index, verdict.size), (index as u64, self.checkpoint.size));
        assert_eq!(verdict.leaf, self.leaf(index));
        let statement: Statement = serde_json::from_str(&verdict.statement).unwrap();
        assert_eq!((statement.year, statement.number), (verdict.leaf.year, verdict.leaf.number));
        let stated: Vec<String> = statement.files.into_iter().map(|file| file.sha256).collect();
        assert_eq!(stated, files);
    }
}
