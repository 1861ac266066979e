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
        // What it was made up to is known: there is nothing to catch up with but the last moment, once.
        followed(&town, &anew, &mut Follower::default()).await;
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
