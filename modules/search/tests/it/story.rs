//! The index follows what is done, and shows each what they may read.

use crate::{followed, found, house, letter, numbers, registered};
use circulation::{NewAssignment, Order, Purpose, Recipient};
use fulltext::Index;
use kernel::{Actor, Role};
use register::Confidentiality;
use search::{Asked, Follower, SearchError};
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test]
async fn what_is_done_is_found_and_what_is_closed_is_not() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let open = registered(&town, &all, letter("Λακκούβα στην οδό Αιόλου", Confidentiality::Open)).await;
        let closed = registered(&town, &all, letter("Καταγγελία για λακκούβα", Confidentiality::Restricted)).await;
        followed(&town, &index, &mut follower).await;
        let seen = found(&town, &index, &all.clerk, "λακκούβες").await;
        assert_eq!((numbers(&seen), seen.total), (vec![open.1, closed.1], 2));
        let seen = found(&town, &index, &all.head, "λακκούβες").await;
        assert_eq!((numbers(&seen), seen.total, seen.years[0].count), (vec![open.1], 1, 1));
        assert_eq!(found(&town, &index, &all.head, "καταγγελία").await.total, 0);
        // Given to their unit, it is theirs to find; taken back, no more.
        let mut cx = town.write(&all.clerk).await;
        let to = Recipient { unit: all.works, employee: None };
        let order = Order { to: vec![NewAssignment { to, purpose: Purpose::Action }], ..Order::default() };
        let made = circulation::assign(&mut cx, closed, order).await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.head, "καταγγελία").await.total, 1);
        assert_eq!(found(&town, &index, &all.worker, "καταγγελία").await.total, 0);
        let mut cx = town.write(&all.head).await;
        circulation::comment(&mut cx, closed, "Επικοινώνησα με τη ΔΕΥΑ", None, vec![]).await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        let said = found(&town, &index, &all.head, "ΔΕΥΑ").await;
        assert_eq!(said.hits[0].passages[0].by.as_deref(), Some("Νίκος Δήμου"));
        assert_eq!(found(&town, &index, &all.worker, "ΔΕΥΑ").await.total, 0);
        let mut cx = town.write(&all.head).await;
        circulation::give_back(&mut cx, made[0], "Αναρμόδιοι").await.unwrap();
        cx.commit().await.unwrap();
        // Even before the index knows, the lines come from the database.
        assert!(found(&town, &index, &all.head, "καταγγελία").await.hits.is_empty());
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.head, "καταγγελία").await.total, 0);
    }
}

#[tokio::test]
async fn corrections_and_cancellations_are_found_as_they_stand() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let place = registered(&town, &all, letter("Άδεια κατάληψης", Confidentiality::Open)).await;
        followed(&town, &index, &mut follower).await;
        let mut cx = town.write(&all.clerk).await;
        let right = letter("Βλάβη φωτισμού", Confidentiality::Open);
        register::correct(&mut cx, place, None, right, "Λάθος θέμα").await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.worker, "άδεια").await.total, 0);
        assert_eq!(numbers(&found(&town, &index, &all.worker, "φωτισμός").await), [place.1]);
        let mut cx = town.write(&all.clerk).await;
        register::cancel(&mut cx, place.0, place.1, "Διπλή").await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        let seen = found(&town, &index, &all.worker, "φωτισμός").await;
        let states = &seen.labels.iter().find(|(facet, _)| *facet == fulltext::Facet::State).unwrap().1;
        assert_eq!((states[0].label.as_str(), states[0].count), ("cancelled", 1));
        // A number is the entry, and a new index is the same.
        let label = format!("{}/{}", place.1, place.0);
        assert_eq!(numbers(&found(&town, &index, &all.worker, &label).await), [place.1]);
        let anew = Index::in_memory().unwrap();
        let mut cx = town.read(&Arc::new(Actor::System("reindex"))).await;
        assert_eq!(search::rebuild(&mut cx, &anew, |_| ()).await.unwrap(), Some((1, vec![])));
        assert_eq!(numbers(&found(&town, &anew, &all.worker, "φωτισμός").await), [place.1]);
        // What it has is known, by whoever put it there: nothing is put again.
        let (mut cx, mut another) = (town.read(&Arc::new(Actor::System("search"))).await, Follower::default());
        assert_eq!(another.look(&mut cx, &anew).await.unwrap().entries, 0);
        drop(cx);
        // Another state of it is not.
        let mut cx = town.write(&all.clerk).await;
        register::touch(&mut cx, place).await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &anew, &mut another).await;
        assert_eq!(anew.count(), 1);
    }
}

#[tokio::test]
async fn more_than_a_batch_is_caught_up_with_and_pages_follow_one_another() {
    let town = Fresh::sqlite().await;
    let (all, index) = (house(&town).await, Index::in_memory().unwrap());
    let mut cx = town.write(&all.clerk).await;
    for n in 0..450 {
        register::register(&mut cx, letter(&format!("Άδεια {n}"), Confidentiality::Open), vec![]).await.unwrap();
    }
    cx.commit().await.unwrap();
    followed(&town, &index, &mut Follower::default()).await;
    assert_eq!(index.count(), 450);
    let mut cx = town.read(&all.worker).await;
    let asked = |page| Asked { q: "άδεια".into(), order: fulltext::Order::Newest, page, ..Asked::default() };
    let first = search::find(&mut cx, &index, &asked(0)).await.unwrap();
    let second = search::find(&mut cx, &index, &asked(1)).await.unwrap();
    assert_eq!((first.hits[0].row.number, second.hits[0].row.number, first.more), (450, 430, true));
    assert!(!search::find(&mut cx, &index, &asked(22)).await.unwrap().more);
}

#[tokio::test]
async fn who_may_not_read_the_register_searches_nothing() {
    for town in Fresh::each().await {
        let index = Index::in_memory().unwrap();
        let administrator = employee(Role::Administrator);
        let mut cx = town.read(&administrator).await;
        let nothing = search::find(&mut cx, &index, &Asked::default()).await;
        assert!(matches!(nothing, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::find_alike(&mut cx, &index, (2026, 1)).await, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::saved(&mut cx).await, Err(SearchError::Forbidden(_))));
        let mut cx = town.write(&employee(Role::Clerk)).await;
        assert!(matches!(search::batch(&mut cx, uuid::Uuid::nil()).await, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::want_reading(&mut cx, &[]).await, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::take_reading(&mut cx).await, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::readings_again(&mut cx).await, Err(SearchError::Forbidden(_))));
        assert!(matches!(search::find_alike(&mut cx, &index, (2026, 1)).await, Err(SearchError::Register(_))));
    }
}

/// What was said while it was restricted is found by nobody when it is opened, and shown to nobody to whom it was closed.
#[tokio::test]
async fn what_was_said_while_it_was_closed_is_not_found() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let place = registered(&town, &all, letter("Αναφορά", Confidentiality::Confidential)).await;
        let mut cx = town.write(&all.clerk).await;
        circulation::comment(&mut cx, place, "Να κληθεί σε απολογία", None, vec![]).await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.clerk, "απολογία").await.total, 1);
        town.clock.set(town.clock.now().plus_seconds(60));
        let mut cx = town.write(&all.clerk).await;
        let open = letter("Αναφορά", Confidentiality::Open);
        register::correct(&mut cx, place, None, open, "Έκλεισε η υπόθεση").await.unwrap();
        cx.commit().await.unwrap();
        // Even before the index knows, no passage shows it.
        let seen = found(&town, &index, &all.head, &format!("απολογία {}/{}", place.1, place.0)).await;
        assert!(seen.hits.iter().all(|hit| hit.passages.is_empty()));
        town.clock.set(town.clock.now().plus_seconds(60));
        let mut cx = town.write(&all.clerk).await;
        circulation::comment(&mut cx, place, "Στο αρχείο, χωρίς απολογία", None, vec![]).await.unwrap();
        cx.commit().await.unwrap();
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.head, "κληθεί").await.total, 0);
        let seen = found(&town, &index, &all.head, "απολογία").await;
        assert_eq!((seen.total, seen.hits[0].passages.len()), (1, 1), "what was said since is");
        let seen = found(&town, &index, &all.clerk, "απολογία").await;
        assert_eq!(seen.hits[0].passages.len(), 2, "who reads everything sees both");
    }
}

/// Who took a key long ago and ended only now stands behind what was looked at meanwhile.
#[tokio::test]
async fn what_ended_long_after_it_took_its_key_is_found() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let place = registered(&town, &all, letter("Άδεια κατάληψης", Confidentiality::Open)).await;
        followed(&town, &index, &mut follower).await;
        let position: uuid::Uuid = index.position().unwrap().unwrap().parse().unwrap();
        let early = uuid::Uuid::from_u128(position.as_u128() - (600_000_u128 << 80));
        let mut tx = town.db.write().await.unwrap();
        let mut args = tx.args();
        args.push(place.1).unwrap();
        args.push(early).unwrap();
        tx.exec("update entry_change set changed = $2 where number = $1", args).await.unwrap();
        let args = tx.args();
        tx.exec("update entry set subject = 'Βλάβη φωτισμού'", args).await.unwrap();
        tx.commit().await.unwrap();
        town.clock.set(town.clock.now().plus_seconds(61));
        followed(&town, &index, &mut follower).await;
        assert_eq!(found(&town, &index, &all.worker, "φωτισμός").await.total, 1);
    }
}

/// A command makes the index anew beside a running server: its searches see that without waiting for a change.
#[tokio::test]
async fn an_index_that_was_made_anew_is_seen() {
    let town = Fresh::sqlite().await;
    let (all, folder) = (house(&town).await, tempfile::tempdir().unwrap());
    registered(&town, &all, letter("Άδεια", Confidentiality::Open)).await;
    let (served, mut follower) = (Index::open(folder.path()).unwrap(), Follower::default());
    followed(&town, &served, &mut follower).await;
    assert_eq!(served.count(), 1);
    let other = Index::open(folder.path()).unwrap();
    let mut writer = other.write().unwrap().unwrap();
    writer.clear().unwrap();
    writer.commit(&served.position().unwrap().unwrap()).unwrap();
    writer.end().unwrap();
    followed(&town, &served, &mut follower).await;
    assert_eq!(served.count(), 0);
}

/// Who chose among what was found is not shown a number that is not among it; and pages end.
#[tokio::test]
async fn a_number_comes_first_where_nothing_was_chosen() {
    let town = Fresh::sqlite().await;
    let (all, index) = (house(&town).await, Index::in_memory().unwrap());
    let place = registered(&town, &all, letter("Άδεια", Confidentiality::Open)).await;
    followed(&town, &index, &mut Follower::default()).await;
    let mut cx = town.read(&all.worker).await;
    let q = format!("{}/{}", place.1, place.0);
    let chosen = Asked { q: q.clone(), year: Some(2020), ..Asked::default() };
    assert!(search::find(&mut cx, &index, &chosen).await.unwrap().hits.is_empty());
    let far = Asked { page: 1_000_000, ..Asked::default() };
    assert!(!search::find(&mut cx, &index, &far).await.unwrap().more);
    assert_eq!(search::find(&mut cx, &index, &Asked { q, ..Asked::default() }).await.unwrap().hits.len(), 1);
    // Where no word says anything, nothing is like it.
    assert_eq!(search::find_alike(&mut cx, &index, place).await.unwrap().hits.len(), 0);
}
