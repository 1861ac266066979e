//! Many at once.

use crate::letter;
use kernel::Role;
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_gapless_however_many_register_and_give_up() {
    for town in Fresh::each().await {
        let town = Arc::new(town);
        let tasks = (0..64).map(|i| {
            let town = town.clone();
            tokio::spawn(async move {
                let mut cx = town.write(&employee(Role::Clerk)).await;
                let entry = register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
                // Every fourth goes away before it is done.
                if i % 4 == 0 {
                    return None;
                }
                cx.commit().await.unwrap();
                Some(entry.number)
            })
        });
        let mut numbers = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            numbers.extend(task.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=48).collect::<Vec<i64>>(), "{:?}", town.db.engine());
        let mut cx = town.read(&employee(Role::Auditor)).await;
        assert!(register::completeness(&mut cx).await.unwrap()[0].is_complete());
        assert_eq!(proof::size(&mut cx.tx).await.unwrap(), 48);
    }
}

#[tokio::test]
async fn tiles_are_kept_when_full_and_the_root_stays_provable() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        for _ in 0..520 {
            register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
        }
        let full = tlog::TileId { level: 0, index: 1, width: 256 };
        assert_eq!(proof::tile(&mut cx.tx, full).await.unwrap().len(), 256 * 32);
        let bundle = proof::entries(&mut cx.tx, full).await.unwrap();
        let entries = tlog::decode_entries(&bundle).unwrap();
        let hashes: Vec<u8> = entries.iter().flat_map(|e| tlog::leaf_hash(e).0).collect();
        assert_eq!(hashes, proof::tile(&mut cx.tx, full).await.unwrap());
        let above = tlog::TileId { level: 1, index: 0, width: 2 };
        assert_eq!(proof::tile(&mut cx.tx, above).await.unwrap().len(), 64);
        let old = proof::root(&mut cx.tx, 300).await.unwrap();
        assert_ne!(old, proof::root(&mut cx.tx, 520).await.unwrap());
    }
}
