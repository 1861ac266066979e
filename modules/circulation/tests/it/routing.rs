//! Rules, and suggestions from what was done before.

use crate::{House, house, letter, order, registered};
use circulation::{CirculationError, Conditions, Purpose, Reason, State};
use kernel::{Actor, Role};
use register::{Confidentiality, Direction, Fields, Found, Kind, Party};
use std::sync::Arc;
use testkit::Fresh;

fn paper(sender: &str, subject: &str) -> Fields {
    Fields {
        subject: subject.into(),
        correspondent: Some(Party { name: sender.into(), tax_id: None, email: None }),
        ..letter(Direction::Incoming, Confidentiality::Open)
    }
}

fn wrong<T: std::fmt::Debug>(result: Result<T, CirculationError>) -> (&'static str, &'static str) {
    match result {
        Err(CirculationError::Invalid(field, key)) => (field, key),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_habit_is_suggested_with_its_reason_and_done_by_nobody() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, works, money, .. } = &all;
        let mut places = Vec::new();
        for _ in 0..6 {
            places.push(registered(&town, &all, paper("ΔΕΔΔΗΕ Α.Ε.", "Αίτηση τομής οδοστρώματος")).await);
        }
        let mut cx = town.write(clerk).await;
        let suggested = async |cx: &mut db::Cx| circulation::suggestions(cx, places[0], places[5]).await.unwrap();
        assert!(suggested(&mut cx).await.is_empty());
        for (place, unit) in places.iter().zip([works, works, money]) {
            circulation::assign(&mut cx, *place, order(&[(*unit, None, Purpose::Action)])).await.unwrap();
        }
        assert!(suggested(&mut cx).await.is_empty(), "twice is no habit");
        let made = circulation::assign(&mut cx, places[3], order(&[(*works, None, Purpose::Action)])).await.unwrap();
        let now = suggested(&mut cx).await;
        assert_eq!(now.keys().copied().collect::<Vec<_>>(), places[4..], "only what nobody has");
        let one = now[&places[4]];
        assert_eq!((one.unit, one.reason), (*works, Reason::Sender { times: 3, of: 4 }));
        // What did not stay there is no example.
        circulation::withdraw(&mut cx, made[0]).await.unwrap();
        assert!(suggested(&mut cx).await.is_empty());
        let row = register::unassigned(&mut cx, None).await.unwrap();
        assert_eq!(row.len(), 3, "a suggestion assigns nothing");
        cx.actor = all.head.clone();
        let other = circulation::suggestions(&mut cx, places[0], places[5]).await;
        assert!(matches!(other, Err(CirculationError::Forbidden(_))));
    }
}

#[tokio::test]
async fn rules_are_of_the_protocol_office_and_the_most_special_is_meant() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, works, money, head, .. } = &all;
        let place = registered(&town, &all, paper("Υπουργείο Οικονομικών", "Έλεγχος δαπανών έτους 2026")).await;
        let mut cx = town.write(head).await;
        let words = |words: &str| Conditions { words: words.into(), ..Conditions::default() };
        let rule = circulation::add_rule(&mut cx, words("δαπάνες"), (*money, Purpose::Action, false)).await;
        assert!(matches!(rule, Err(CirculationError::Forbidden(_))));
        cx.actor = clerk.clone();
        let none = circulation::add_rule(&mut cx, words(" "), (*money, Purpose::Action, false)).await;
        assert_eq!(wrong(none), ("conditions", "circulation-problem-conditions"));
        let dots = circulation::add_rule(&mut cx, words("..."), (*money, Purpose::Action, false)).await;
        assert_eq!(wrong(dots), ("conditions", "circulation-problem-conditions"));
        circulation::add_rule(&mut cx, words("ΕΛΕΓΧΟΣ"), (*works, Purpose::Action, false)).await.unwrap();
        let meant =
            async |cx: &mut db::Cx| circulation::suggestions(cx, place, place).await.unwrap().get(&place).copied();
        assert_eq!(meant(&mut cx).await.unwrap().unit, *works, "whatever the accents and the case");
        let special = Conditions {
            sender: "υπουργ οικον".into(), words: "ελεγχ".into(), ..Conditions::default()
        };
        let special = circulation::add_rule(&mut cx, special, (*money, Purpose::Action, false)).await.unwrap();
        let now = meant(&mut cx).await.unwrap();
        assert_eq!((now.unit, now.reason), (*money, Reason::Rule));
        let other = Conditions {
            kind: Some(Kind::Decision),
            words: "ελεγχ".into(),
            folder: "15".into(),
            ..Conditions::default()
        };
        circulation::add_rule(&mut cx, other, (*works, Purpose::Action, false)).await.unwrap();
        assert_eq!(meant(&mut cx).await.unwrap().unit, *money, "every condition must hold");
        circulation::end_rule(&mut cx, special).await.unwrap();
        assert_eq!(meant(&mut cx).await.unwrap().unit, *works);
        assert!(matches!(circulation::end_rule(&mut cx, special).await, Err(CirculationError::NotFound)));
        assert_eq!(circulation::rules(&mut cx).await.unwrap().len(), 2);
    }
}

#[tokio::test]
async fn an_automatic_rule_assigns_what_comes_from_then_on_and_each_once() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, works, head, .. } = &all;
        let machine = Arc::new(Actor::System(circulation::ROUTING));
        let route = async || {
            let mut cx = town.write(&machine).await;
            let looked = if circulation::to_route(&mut cx).await.unwrap() {
                circulation::route(&mut cx).await.unwrap()
            } else {
                0
            };
            cx.commit().await.unwrap();
            looked
        };
        let early = registered(&town, &all, paper("Εστίαση ΟΕ", "Λακκούβα")).await;
        assert_eq!(route().await, 0, "what was there before stays as it is");
        let mut cx = town.write(clerk).await;
        let holes = Conditions { words: "λακκουβ".into(), ..Conditions::default() };
        circulation::add_rule(&mut cx, holes, (*works, Purpose::Action, true)).await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(route().await, 0);
        let place = registered(&town, &all, paper("Εστίαση ΟΕ", "Λακκούβα στην οδό Αιόλου")).await;
        let other = registered(&town, &all, paper("Εστίαση ΟΕ", "Αίτηση")).await;
        let closed = Fields {
            confidentiality: Confidentiality::Confidential, ..paper("Εστίαση ΟΕ", "Λακκούβα")
        };
        let closed = registered(&town, &all, closed).await;
        assert_eq!(route().await, 3);
        assert_eq!(route().await, 0, "each entry once");
        let mut cx = town.write(head).await;
        let Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await.unwrap() else { panic!("an outline") };
        let way = circulation::way(&mut cx, &entry).await.unwrap();
        assert_eq!((way.assignments.len(), way.assignments[0].state), (1, State::Waiting));
        assert_eq!(way.movements[0].statement.by.name.as_deref(), Some(circulation::ROUTING));
        // What is returned waits for a person.
        circulation::give_back(&mut cx, way.assignments[0].id, "Ιδιωτική οδός").await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(route().await, 0);
        let mut cx = town.read(clerk).await;
        let waits: Vec<i64> = register::unassigned(&mut cx, None).await.unwrap().iter().map(|row| row.number).collect();
        assert_eq!(waits, [early.1, place.1, other.1, closed.1], "what is restricted waits for a person too");
        let mut cx = town.read(&testkit::employee(Role::Auditor)).await;
        assert!(circulation::examine(&mut cx).await.unwrap().is_empty());
    }
}

/// What was counted is taken back, wherever it was handed over to and however the entry was corrected.
#[tokio::test]
async fn a_habit_is_unlearned_where_it_was_learned() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, works, money, .. } = &all;
        let mut places = Vec::new();
        for _ in 0..5 {
            places.push(registered(&town, &all, paper("ΔΕΔΔΗΕ Α.Ε.", "Αίτηση τομής")).await);
        }
        let mut cx = town.write(clerk).await;
        let mut last = None;
        for place in &places[..4] {
            let to = order(&[(*works, Some(&all.worker), Purpose::Action)]);
            last = circulation::assign(&mut cx, *place, to).await.unwrap().pop();
        }
        let habit = async |cx: &mut db::Cx| {
            let found = circulation::suggestions(cx, places[4], places[4]).await.unwrap();
            found.get(&places[4]).map(|one| (one.unit, one.reason))
        };
        assert_eq!(habit(&mut cx).await, Some((*works, Reason::Sender { times: 4, of: 4 })));
        register::correct(&mut cx, places[3], None, paper("ΕΥΔΑΠ", "Αίτηση τομής"), "Λάθος").await.unwrap();
        cx.actor = all.worker.clone();
        let from = all.worker.employee().unwrap().id;
        let to = circulation::Recipient { unit: *money, employee: None };
        circulation::hand_over(&mut cx, from, to, "", None).await.unwrap();
        cx.actor = all.treasurer.clone();
        circulation::give_back(&mut cx, last.unwrap(), "Αναρμόδια").await.unwrap();
        cx.actor = clerk.clone();
        assert_eq!(habit(&mut cx).await, Some((*works, Reason::Sender { times: 3, of: 3 })));
    }
}

/// Signs beside a word do not hide it.
#[tokio::test]
async fn rules_see_words_beside_signs() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, paper("«ΔΕΔΔΗΕ» Α.Ε.", "(Λακκούβα), οδός Αιόλου")).await;
        let mut cx = town.write(&all.clerk).await;
        let when =
            Conditions {
                sender: "δεδδηε, α.ε".into(), words: "«λακκούβα» – αιόλου".into(), ..Conditions::default()
            };
        circulation::add_rule(&mut cx, when, (all.works, Purpose::Action, false)).await.unwrap();
        assert_eq!(circulation::suggestions(&mut cx, place, place).await.unwrap()[&place].reason, Reason::Rule);
    }
}
