//! What is printed for a unit that has not joined.

use crate::house::{given, house};
use register::Confidentiality;
use rollout::{Given, Joins, RolloutError};
use testkit::Fresh;

fn names(by: &str, to: &str) -> Given {
    Given { at: None, by: by.into(), to: to.into() }
}

#[tokio::test]
async fn what_waits_is_put_on_one_list_and_handed_over_once() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        given(&town, &all, Confidentiality::Open, &[all.works, all.money]).await;
        given(&town, &all, Confidentiality::Restricted, &[all.works]).await;
        given(&town, &all, Confidentiality::Open, &[all.money]).await;
        let mut cx = town.write(&all.clerk).await;
        let waiting = rollout::waiting(&mut cx).await.unwrap();
        assert_eq!(waiting.iter().map(|w| (w.unit, w.count)).collect::<Vec<_>>(), [(all.works, 2)]);
        let joined = rollout::make_delivery(&mut cx, all.money).await;
        assert!(matches!(joined, Err(RolloutError::NotFound)), "it reads its papers in the program");
        let id = rollout::make_delivery(&mut cx, all.works).await.unwrap();
        assert!(matches!(rollout::make_delivery(&mut cx, all.works).await, Err(RolloutError::Done)));
        cx.commit().await.unwrap();
        given(&town, &all, Confidentiality::Open, &[all.works]).await;
        let mut cx = town.write(&all.clerk).await;
        assert_eq!(rollout::waiting(&mut cx).await.unwrap()[0].count, 1, "what came since");
        let (delivery, lines, files) = rollout::delivery(&mut cx, id).await.unwrap();
        assert_eq!((delivery.count, delivery.given_at, lines.len(), files.len()), (2, None, 2, 0));
        assert_eq!((lines[0].subject.as_str(), lines[1].subject.as_str()), ("Λακκούβα στην οδό Αιόλου", ""));
        assert!(lines[1].correspondent_name.is_none(), "the list goes through many hands");
        for wrong in [names("", "Νίκος"), names("Μαρία", "  ")] {
            assert!(matches!(rollout::hand_over(&mut cx, id, wrong).await, Err(RolloutError::Invalid(..))));
        }
        for seconds in [-86_400, 3_600] {
            let wrong = Given { at: Some(cx.now.plus_seconds(seconds)), ..names("Μαρία", "Νίκος") };
            assert!(matches!(rollout::hand_over(&mut cx, id, wrong).await, Err(RolloutError::Invalid("at", _))));
        }
        rollout::hand_over(&mut cx, id, names(" Μαρία Παππά ", "Νίκος Δήμου")).await.unwrap();
        assert!(matches!(rollout::hand_over(&mut cx, id, names("Α", "Β")).await, Err(RolloutError::Done)));
        let (all_of_them, more) = rollout::deliveries(&mut cx, None).await.unwrap();
        assert_eq!((all_of_them.len(), more, all_of_them[0].given_by.as_deref()), (1, false, Some("Μαρία Παππά")));
        cx.commit().await.unwrap();
        for actor in [&all.head, &all.administrator] {
            let mut cx = town.write(actor).await;
            assert!(rollout::waiting(&mut cx).await.is_err());
            assert!(rollout::make_delivery(&mut cx, all.works).await.is_err());
            assert!(rollout::delivery(&mut cx, id).await.is_err());
            assert!(rollout::deliveries(&mut cx, None).await.is_err());
            assert!(rollout::hand_over(&mut cx, id, names("Α", "Β")).await.is_err());
        }
    }
}

#[tokio::test]
async fn a_unit_that_joins_waits_for_no_paper() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        given(&town, &all, Confidentiality::Open, &[all.works]).await;
        let mut cx = town.write(&all.administrator).await;
        let today = cx.now.day();
        for (joins, waits) in [(Joins::From(today.next()), 1), (Joins::From(today), 0), (Joins::Always, 0)] {
            cx.actor = all.administrator.clone();
            rollout::set_joining(&mut cx, all.works, joins).await.unwrap();
            let said = rollout::joinings(&mut cx).await.unwrap();
            assert_eq!(said.iter().find(|j| j.unit.unit.id == all.works).unwrap().joins, joins);
            cx.actor = all.clerk.clone();
            assert_eq!(rollout::waiting(&mut cx).await.unwrap().len(), waits, "{joins:?}");
        }
        assert!(rollout::set_joining(&mut cx, all.works, Joins::NotYet).await.is_err(), "a clerk says nothing of it");
    }
}
