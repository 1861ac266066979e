//! A restricted document is open to those to whom it was given, and to nobody else.

use crate::{house, letter, order, registered};
use circulation::{CirculationError, Outcome, Purpose, Tab, Whose};
use register::{Confidentiality, Direction, Found};
use testkit::Fresh;

#[tokio::test]
async fn a_restricted_document_is_read_by_those_to_whom_it_was_given() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(&all.clerk).await;
        let Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await.unwrap() else { panic!("an outline") };
        let sees = async |cx: &mut db::Cx| {
            let found = register::get(cx, place.0, place.1).await.unwrap();
            let whole = matches!(found, Found::Whole(_));
            assert_eq!(circulation::way(cx, &entry).await.is_ok(), whole, "the way shows no more than the entry");
            whole
        };
        cx.actor = all.head.clone();
        assert!(!sees(&mut cx).await);
        cx.actor = all.clerk.clone();
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.worker.clone();
        assert!(!sees(&mut cx).await, "it was given to the unit: those who lead it read it");
        let tray = circulation::tray(&mut cx, Whose::Unit(all.works), Tab::Accept, None).await.unwrap();
        assert_eq!((tray.items.len(), tray.items[0].subject.as_str()), (1, ""));
        let taken = circulation::accept(&mut cx, made[0]).await;
        assert!(matches!(taken, Err(CirculationError::Forbidden(_))), "nor do they take what they may not read");
        cx.actor = all.head.clone();
        assert!(sees(&mut cx).await);
        assert_eq!(register::revisions(&mut cx, place.0, place.1).await.unwrap().len(), 1);
        let on = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        let passed = circulation::forward(&mut cx, made[0], on).await.unwrap();
        cx.actor = all.worker.clone();
        assert!(sees(&mut cx).await);
        circulation::give_back(&mut cx, passed[0], "Κώλυμα").await.unwrap();
        assert!(!sees(&mut cx).await, "who gave it back reads it no more");
        let done = circulation::tray(&mut cx, Whose::Mine, Tab::Done, None).await.unwrap();
        assert_eq!((done.items.len(), done.items[0].subject.as_str()), (1, ""), "nor does their tray show it");
        let one = circulation::assignment(&mut cx, passed[0]).await;
        assert!(matches!(one, Err(CirculationError::Forbidden(_))), "nor the page on which they gave it back");
        cx.actor = all.other.clone();
        assert!(!sees(&mut cx).await);
        // A colleague who reads nothing of it does not act on it either.
        let done = circulation::complete(&mut cx, made[0], Outcome::default()).await;
        assert!(matches!(done, Err(CirculationError::Forbidden(_))));
    }
}

#[tokio::test]
async fn what_was_said_of_a_restricted_entry_stays_closed_when_it_is_opened() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(&all.clerk).await;
        let mut given = order(&[(all.works, None, Purpose::Action)]);
        given.instructions = "Πειθαρχικό: μην κυκλοφορήσει".into();
        let made = circulation::assign(&mut cx, place, given).await.unwrap();
        circulation::comment(&mut cx, place, "Να κληθεί ο υπάλληλος", None, vec![]).await.unwrap();
        cx.commit().await.unwrap();
        town.clock.set(town.clock.now().plus_seconds(60));
        let mut cx = town.write(&all.clerk).await;
        let open = letter(Direction::Incoming, Confidentiality::Open);
        register::correct(&mut cx, place, None, open, "Έκλεισε η υπόθεση").await.unwrap();
        cx.commit().await.unwrap();
        town.clock.set(town.clock.now().plus_seconds(60));
        let mut cx = town.write(&all.clerk).await;
        circulation::comment(&mut cx, place, "Στο αρχείο", None, vec![]).await.unwrap();
        let told = async |cx: &mut db::Cx| {
            let Found::Whole(entry) = register::get(cx, place.0, place.1).await.unwrap() else { panic!("an outline") };
            let way = circulation::way(cx, &entry).await.unwrap();
            let said: Vec<String> = way.comments.into_iter().map(|comment| comment.text).collect();
            (said, way.assignments[0].instructions.is_some(), way.movements[0].statement.text.is_empty())
        };
        assert_eq!(told(&mut cx).await.0.len(), 2, "the protocol office reads all of it");
        cx.actor = all.treasurer.clone();
        assert_eq!(told(&mut cx).await, (vec!["Στο αρχείο".to_owned()], false, true));
        // Nor does the tray of the unit say it, to whoever works there.
        cx.actor = all.worker.clone();
        let tray = circulation::tray(&mut cx, Whose::Unit(all.works), Tab::Accept, None).await.unwrap();
        assert!(!tray.items[0].subject.is_empty());
        assert_eq!(tray.items[0].assignment.instructions, None);
        assert_eq!(circulation::assignment(&mut cx, made[0]).await.unwrap().instructions, None);
        let since = circulation::said_since(&mut cx, &[place]).await.unwrap();
        cx.actor = all.clerk.clone();
        assert_eq!((since.len(), circulation::said_since(&mut cx, &[place]).await.unwrap().len()), (1, 0));
    }
}
