//! What is printed for a unit that has not joined.

use crate::house::{file, given, house, ordered, registered};
use circulation::{Order, Recipient};
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

#[tokio::test]
async fn the_files_of_an_assignment_are_printed_for_it_once() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let files = [file(&town, &all, "σχέδιο.pdf").await, file(&town, &all, "μελέτη.pdf").await];
        let ids = [files[0].id, files[1].id];
        let place = registered(&town, &all, Confidentiality::Open, files.to_vec()).await;
        ordered(&town, &all, place, &[all.works], Order { file: Some(ids[1]), ..Order::default() }).await;
        ordered(&town, &all, place, &[all.works], Order::default()).await;
        let mut cx = town.write(&all.clerk).await;
        let id = rollout::make_delivery(&mut cx, all.works).await.unwrap();
        let (_, lines, files) = rollout::delivery(&mut cx, id).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.file_count).collect::<Vec<_>>(), [1, 2]);
        let of = |place: usize| {
            let own = files.iter().filter(|file| file.assignment == lines[place].assignment);
            own.map(|file| file.file).collect::<Vec<_>>()
        };
        assert_eq!((of(0), of(1), files.len()), (vec![ids[1]], ids.to_vec(), 3));
    }
}

#[tokio::test]
async fn a_list_says_of_what_is_restricted_the_number_alone() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let files = vec![file(&town, &all, "απόρρητο.pdf").await];
        let place = registered(&town, &all, Confidentiality::Restricted, files).await;
        let due = Some("2026-12-01".parse().unwrap());
        let order = Order { due, instructions: "Προσοχή".into(), ..Order::default() };
        ordered(&town, &all, place, &[all.works], order).await;
        let mut cx = town.write(&all.clerk).await;
        let id = rollout::make_delivery(&mut cx, all.works).await.unwrap();
        let (_, lines, files) = rollout::delivery(&mut cx, id).await.unwrap();
        let line = &lines[0];
        assert_eq!((line.file_count, line.due, &line.instructions, files.len()), (0, None, &None, 0));
    }
}

#[tokio::test]
async fn what_is_handed_over_to_another_unit_is_carried_there_too() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.write(&all.administrator).await;
        rollout::set_joining(&mut cx, all.money, Joins::NotYet).await.unwrap();
        cx.commit().await.unwrap();
        let place = registered(&town, &all, Confidentiality::Open, vec![]).await;
        let me = all.head.employee().unwrap().id;
        let to = Recipient { unit: all.works, employee: Some(me) };
        let order = Order { to: vec![crate::house::to(to)], ..Order::default() };
        ordered(&town, &all, place, &[], order).await;
        let mut cx = town.write(&all.clerk).await;
        rollout::make_delivery(&mut cx, all.works).await.unwrap();
        cx.actor = all.head.clone();
        let away = Recipient { unit: all.money, employee: None };
        circulation::hand_over(&mut cx, me, away, "Φεύγω", None).await.unwrap();
        cx.actor = all.clerk.clone();
        rollout::make_delivery(&mut cx, all.money).await.unwrap();
        for unit in [all.money, all.works] {
            assert!(matches!(rollout::make_delivery(&mut cx, unit).await, Err(RolloutError::Done)), "once for each");
        }
        cx.commit().await.unwrap();
    }
}
