//! Searches that people keep.

use crate::{followed, house, letter, registered};
use fulltext::Index;
use kernel::Actor;
use register::Confidentiality;
use search::{Asked, Follower, NewSaved, SearchError};
use std::sync::Arc;
use testkit::Fresh;

fn new(name: &str) -> NewSaved {
    NewSaved { name: name.into(), query: "q=%CE%AC%CE%B4%CE%B5%CE%B9%CE%B1".into(), ..NewSaved::default() }
}

#[tokio::test]
async fn a_search_is_kept_for_oneself_or_for_a_unit() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.write(&all.head).await;
        search::save(&mut cx, new("Δικά μου")).await.unwrap();
        let shared = NewSaved { unit: Some(all.works), ..new("Του τμήματος") };
        let shared = search::save(&mut cx, shared).await.unwrap();
        let names = async |cx: &mut db::Cx| -> Vec<String> {
            search::saved(cx).await.unwrap().into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names(&mut cx).await, ["Δικά μου", "Του τμήματος"]);
        cx.actor = all.worker.clone();
        assert_eq!(names(&mut cx).await, ["Του τμήματος"]);
        assert!(matches!(search::remove_saved(&mut cx, shared.id).await, Err(SearchError::NotFound)));
        let elsewhere = NewSaved { unit: Some(kernel::UnitId::new()), ..new("Ξένη") };
        assert!(matches!(search::save(&mut cx, elsewhere).await, Err(SearchError::Invalid("unit", _))));
        assert!(matches!(search::save(&mut cx, new("  ")).await, Err(SearchError::Invalid("name", _))));
        cx.actor = all.head.clone();
        search::remove_saved(&mut cx, shared.id).await.unwrap();
        assert_eq!(names(&mut cx).await, ["Δικά μου"]);
        for n in 1..100 {
            search::save(&mut cx, new(&n.to_string())).await.unwrap();
        }
        assert_eq!(names(&mut cx).await.len(), 100);
        let more = search::save(&mut cx, new("Ακόμη μία")).await;
        assert!(matches!(more, Err(SearchError::Invalid("name", "search-problem-many"))), "what would not be shown");
    }
}

#[tokio::test]
async fn a_feed_shows_nothing_restricted_and_ends_with_its_owner() {
    for town in Fresh::each().await {
        let (all, index) = (house(&town).await, Index::in_memory().unwrap());
        registered(&town, &all, letter("Άδεια", Confidentiality::Open)).await;
        registered(&town, &all, letter("Άδεια, εμπιστευτικό", Confidentiality::Confidential)).await;
        followed(&town, &index, &mut Follower::default()).await;
        let mut cx = town.write(&all.clerk).await;
        let kept = search::save(&mut cx, NewSaved { feed: true, mails: true, ..new("Άδειες") }).await.unwrap();
        let secret = kept.feed.unwrap();
        let now = cx.now;
        let (one, reader) = search::feed(&mut cx.tx, &secret, now).await.unwrap();
        assert_eq!((one.name.as_str(), one.has_feed), ("Άδειες", true));
        assert!(matches!(search::feed(&mut cx.tx, "another", now).await, Err(SearchError::NotFound)));
        let clerk = std::mem::replace(&mut cx.actor, Arc::new(Actor::Employee(reader)));
        let asked = Asked { q: "άδεια".into(), ..Asked::default() };
        let seen = search::find(&mut cx, &index, &asked).await.unwrap();
        assert_eq!((seen.total, seen.hits.len()), (1, 1), "the clerk reads both, the feed one");
        assert!(matches!(search::save(&mut cx, new("Από τη ροή")).await, Err(SearchError::Forbidden(_))));
        cx.actor = Arc::new(Actor::System("daily"));
        assert_eq!(search::mailing(&mut cx, None).await.unwrap().len(), 1);
        assert!(search::kept(&mut cx, kept.id).await.unwrap().is_some());
        let owner = clerk.employee().unwrap().id;
        identity::lock(&mut cx, owner).await.unwrap();
        assert!(matches!(search::feed(&mut cx.tx, &secret, now).await, Err(SearchError::NotFound)));
        identity::unlock(&mut cx, owner).await.unwrap();
        cx.actor = clerk;
        search::remove_saved(&mut cx, kept.id).await.unwrap();
        assert!(matches!(search::feed(&mut cx.tx, &secret, now).await, Err(SearchError::NotFound)));
    }
}
