//! How far units have come.

use crate::house::{given, house};
use db::Event;
use identity::NewPosition;
use kernel::Actor;
use register::Confidentiality;
use std::sync::Arc;
use testkit::Fresh;

#[tokio::test]
async fn a_week_tells_what_was_taken_up_and_who_signed_in() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let first = given(&town, &all, Confidentiality::Open, &[all.works]).await;
        given(&town, &all, Confidentiality::Restricted, &[all.works]).await;
        given(&town, &all, Confidentiality::Open, &[all.money]).await;
        let mut cx = town.write(&all.head).await;
        circulation::accept(&mut cx, first[0]).await.unwrap();
        for _ in 0..2 {
            let data = serde_json::json!({ "by": "password" });
            let subject = all.head.employee().unwrap().id.0;
            let kind = "identity.signed-in";
            cx.record(Event { kind, subject_kind: "account", subject, label: "nikos", data }).await.unwrap();
        }
        cx.commit().await.unwrap();
        let mut cx = town.write(&Arc::new(Actor::System("figures"))).await;
        loop {
            let reckoned = statistics::reckon(&mut cx).await.unwrap();
            if !statistics::count(&mut cx, reckoned).await.unwrap() {
                break;
            }
        }
        assert!(!rollout::presence_behind(&mut cx).await.unwrap(), "a minute behind");
        cx.now = cx.now.plus_seconds(120);
        assert!(rollout::presence_behind(&mut cx).await.unwrap());
        assert!(!rollout::note_presence(&mut cx).await.unwrap());
        assert!(!rollout::presence_behind(&mut cx).await.unwrap());
        cx.commit().await.unwrap();
        let mut cx = town.read(&all.administrator).await;
        let adoption = rollout::adoption(&mut cx).await.unwrap();
        assert_eq!(adoption.mondays.len(), 12);
        assert_eq!(adoption.mondays.last().unwrap().to_string(), "2026-11-23");
        let week = |unit| *adoption.units.iter().find(|of| of.unit.unit.id == unit).unwrap().weeks.last().unwrap();
        let (works, money) = (week(all.works), week(all.money));
        assert_eq!((works.received, works.taken, works.people, works.percent()), (2, 1, 1, Some(50)));
        assert_eq!((money.received, money.taken, money.people, money.percent()), (1, 0, 0, Some(0)));
        assert_eq!(adoption.total.last().unwrap().received, 3);
        assert_eq!(adoption.units.iter().find(|of| of.unit.unit.id == all.works).unwrap().people, 1);
        for actor in [&all.head, &all.clerk] {
            let mut cx = town.read(actor).await;
            assert!(rollout::adoption(&mut cx).await.is_err());
            assert!(rollout::note_presence(&mut cx).await.is_err());
        }
    }
}

#[tokio::test]
async fn whoever_works_at_two_units_is_one_person_and_who_begins_on_a_tuesday_is_there() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.write(&all.administrator).await;
        let me = all.head.employee().unwrap().id;
        // The 23rd of November 2026 is a Monday.
        let at =
            NewPosition { unit: all.money, title: String::new(), is_main: false, is_head: false, is_deputy: false };
        identity::add_position(&mut cx, me, at, "2026-11-24".parse().unwrap()).await.unwrap();
        cx.actor = all.head.clone();
        let (kind, data) = ("identity.signed-in", serde_json::json!({}));
        cx.record(Event { kind, subject_kind: "account", subject: me.0, label: "nikos", data }).await.unwrap();
        cx.actor = Arc::new(Actor::System("figures"));
        cx.now = cx.now.plus_seconds(2 * 24 * 60 * 60);
        rollout::note_presence(&mut cx).await.unwrap();
        cx.actor = all.administrator.clone();
        let adoption = rollout::adoption(&mut cx).await.unwrap();
        let people = |unit| {
            let of = adoption.units.iter().find(|of| of.unit.unit.id == unit).unwrap();
            of.weeks.last().unwrap().people
        };
        assert_eq!((people(all.works), people(all.money)), (1, 1));
        assert_eq!(adoption.total.last().unwrap().people, 1);
    }
}
