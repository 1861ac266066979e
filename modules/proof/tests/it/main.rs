//! The log on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use db::Cx;
use kernel::{Actor, Role};
use proof::{Leaf, LogKey, Opening, ProofError, Refusal, Slot};
use std::sync::Arc;
use testkit::{Fresh, employee, instant};
use tlog::{Frontier, SigningKey, TileId, VerifierKey};

const ORIGIN: &str = "asty.localhost/log";

fn key() -> LogKey {
    LogKey { origin: ORIGIN.into(), key: SigningKey::generate(ORIGIN).unwrap() }
}

/// Takes a place and seals a statement there: what opens it.
async fn add(cx: &mut Cx, number: i64) -> (Slot, Opening) {
    let slot = proof::open(cx).await.unwrap();
    let statement = format!("{{\"number\":{number}}}");
    let salt = proof::append(cx, slot, "register", "registered", (2026, number), &statement).await.unwrap();
    let leaf = proof::leaf(cx, slot.index).await.unwrap();
    (slot, Opening::new(leaf, &salt, statement))
}

#[tokio::test]
async fn places_are_taken_in_order_and_given_back() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        for place in 0..3 {
            assert_eq!(add(&mut cx, place + 1).await.0.index, place);
        }
        cx.commit().await.unwrap();
        // A registration that fails takes its place with it: no hole is left.
        let mut cx = town.write(&clerk).await;
        assert_eq!(add(&mut cx, 4).await.0.index, 3);
        drop(cx);
        let mut cx = town.write(&clerk).await;
        assert_eq!(proof::size(&mut cx.tx).await.unwrap(), 3);
        let (slot, opening) = add(&mut cx, 4).await;
        assert_eq!((slot.index, slot.at), (3, cx.now));
        let leaf: Leaf = opening.leaf.parse().unwrap();
        assert_eq!((leaf.act.as_str(), leaf.year, leaf.number, leaf.at), ("registered", 2026, 4, cx.now));
        assert!(matches!(proof::leaf(&mut cx, 4).await, Err(ProofError::NotFound)));
    }
}

#[tokio::test]
async fn time_never_runs_backwards() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let noon = instant("2026-11-23T12:00:00Z");
        cx.now = noon;
        add(&mut cx, 1).await;
        // A clock that was set right by a little waits at the last time; one that jumped is refused.
        cx.now = noon.plus_seconds(-5);
        assert_eq!(add(&mut cx, 2).await.0.at, noon);
        cx.now = noon.plus_seconds(-6);
        assert!(matches!(proof::open(&mut cx).await, Err(ProofError::ClockBehind { seconds: 6 })));
        assert_eq!(proof::last_at(&mut cx.tx).await.unwrap(), noon);
    }
}

/// The root over the first lines of the log, computed leaf by leaf, without tiles.
async fn plain_root(cx: &mut Cx, size: i64) -> tlog::Hash {
    let mut frontier = Frontier::default();
    for index in 0..size {
        frontier.push(tlog::leaf_hash(proof::leaf(cx, index).await.unwrap().as_bytes()));
    }
    frontier.root()
}

#[tokio::test]
async fn a_tile_is_kept_when_it_is_full() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let full = TileId { level: 0, index: 0, width: 256 };
        let above = TileId { level: 1, index: 0, width: 1 };
        let beside = TileId { level: 0, index: 1, width: 1 };
        let mut openings = Vec::new();
        for size in 1..=257 {
            openings.push(add(&mut cx, size).await.1);
            if size < 255 {
                continue;
            }
            for (tile, since) in [(full, 256), (above, 256), (beside, 257)] {
                let found = proof::tile(&mut cx.tx, tile).await;
                match found {
                    Ok(hashes) if size >= since => assert_eq!(hashes.len(), usize::from(tile.width) * 32),
                    Err(ProofError::NotFound) if size < since => {}
                    other => panic!("{size} lines, {tile:?}: {other:?}"),
                }
            }
            let size_now = u64::try_from(size).unwrap();
            assert_eq!(proof::root(&mut cx.tx, size_now).await.unwrap(), plain_root(&mut cx, size).await, "{size}");
        }
        let bundle = proof::entries(&mut cx.tx, full).await.unwrap();
        let lines = tlog::decode_entries(&bundle).unwrap();
        assert!(lines.iter().zip(&openings).all(|(line, opening)| *line == opening.leaf.as_bytes()));
        judge(&mut cx, &openings).await;
        cx.actor = employee(Role::Auditor);
        assert!(proof::examine(&mut cx, vec![]).await.unwrap().end().is_empty());
    }
}

/// Receipts on both sides of the tile's edge hold, and hold for nothing else.
async fn judge(cx: &mut Cx, openings: &[Opening]) {
    let key = key();
    let trusted = [key.key.verifier().clone()];
    for place in [0, 254, 255, 256] {
        let opening = &openings[place];
        let index = i64::try_from(place).unwrap();
        let text = proof::receipt(cx, &key, index, opening).await.unwrap().encode();
        let verdict = proof::judge(&text, &trusted).unwrap();
        assert_eq!((verdict.index, verdict.size, &verdict.statement), (place as u64, 257, &opening.statement));
        let other = [SigningKey::generate(ORIGIN).unwrap().verifier().clone()];
        assert_eq!(proof::judge(&text, &other).unwrap_err(), Refusal::NotInLog);
        let altered = Opening { statement: "{\"number\":0}".into(), ..opening.clone() };
        let text = proof::receipt(cx, &key, index, &altered).await.unwrap().encode();
        assert_eq!(proof::judge(&text, &trusted).unwrap_err(), Refusal::Altered);
    }
    let beyond = proof::receipt(cx, &key, 257, &openings[0]).await;
    assert!(beyond.is_err(), "a place that the log has not");
}

#[tokio::test]
async fn a_key_hands_the_log_over_to_the_next() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let keys = [key(), key(), key()];
        add(&mut cx, 1).await;
        for (count, pair) in (1..).zip(keys.windows(2)) {
            let note = proof::change_key(&mut cx, &pair[0], &pair[1].key).await.unwrap();
            assert_eq!((&note.before, &note.after), (pair[0].key.verifier(), pair[1].key.verifier()));
            let leaf: Leaf = proof::leaf(&mut cx, count).await.unwrap().parse().unwrap();
            assert_eq!((leaf.book.as_str(), leaf.act.as_str()), ("log", "key-changed"));
            assert_eq!((leaf.year, leaf.number), (2026, count));
        }
        // The chain leads from any key to all, and not to a stranger's.
        let notes = proof::key_notes(&mut cx.tx).await.unwrap();
        let all: Vec<VerifierKey> = keys.iter().map(|key| key.key.verifier().clone()).collect();
        for trusted in &all {
            let found = proof::keys(&notes, trusted);
            assert!(found.len() == 3 && all.iter().all(|key| found.contains(key)));
        }
        let stranger = key().key.verifier().clone();
        assert_eq!(proof::keys(&notes, &stranger), [stranger]);
        // A note that one of the two did not sign is none.
        let half: String = notes[0].text.split_inclusive('\n').take(7).collect();
        assert!(notes[0].text.starts_with(&half) && proof::KeyNote::parse(&half).is_err());
        cx.actor = employee(Role::Auditor);
        assert!(proof::examine(&mut cx, vec![]).await.unwrap().end().is_empty());
    }
}

#[tokio::test]
async fn only_the_auditor_examines_and_only_the_administrator_changes_the_key() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        add(&mut cx, 1).await;
        let (old, new) = (key(), key());
        for actor in [Arc::new(Actor::Stranger), employee(Role::Clerk), employee(Role::Auditor)] {
            cx.actor = actor;
            let changed = proof::change_key(&mut cx, &old, &new.key).await;
            assert!(matches!(changed, Err(ProofError::Forbidden(_))), "{changed:?}");
        }
        for actor in [Arc::new(Actor::Stranger), employee(Role::Clerk), employee(Role::Administrator)] {
            cx.actor = actor;
            assert!(matches!(proof::examine(&mut cx, vec![]).await, Err(ProofError::Forbidden(_))));
            assert!(matches!(proof::lines(&mut cx, 0, 9).await, Err(ProofError::Forbidden(_))));
        }
        assert_eq!(proof::size(&mut cx.tx).await.unwrap(), 1, "nothing was written");
    }
}

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}
