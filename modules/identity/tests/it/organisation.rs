//! Units and positions over time.

use crate::town_with_clerk;
use identity::{IdentityError, NewPosition, NewUnit, Position, Unit, UnitDetails, UnitKind};
use kernel::{Day, Role, UnitId};
use testkit::{Fresh, employee};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn key(result: Result<(), IdentityError>) -> &'static str {
    match result {
        Err(IdentityError::Invalid(problems)) => problems[0].key,
        other => panic!("{other:?}"),
    }
}

fn details(name: &str, parent: Option<UnitId>) -> UnitDetails {
    UnitDetails { parent, kind: UnitKind::Department, name: name.into(), email: None, phone: None }
}

#[tokio::test]
async fn last_year_keeps_its_names() {
    for town in Fresh::each().await {
        let (protocol, clerk) = town_with_clerk(&town).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let above = NewUnit {
            parent: None,
            kind: UnitKind::Directorate,
            code: "administration".into(),
            name: "Διεύθυνση Διοίκησης".into(),
            email: None,
            valid_from: day("2026-01-01"),
        };
        let above = identity::create_unit(&mut cx, above).await.unwrap();
        let renamed = details("Τμήμα Πρωτοκόλλου και Αρχείου", Some(above));
        identity::change_unit(&mut cx, protocol, renamed, day("2026-06-01")).await.unwrap();

        let before = identity::units_on(&mut cx, day("2025-05-31")).await.unwrap();
        assert_eq!((before.len(), before[0].name.as_str()), (1, "Τμήμα Πρωτοκόλλου"));
        let now = identity::units(&mut cx).await.unwrap();
        let unit = now.iter().find(|u| u.id == protocol).unwrap();
        assert_eq!((unit.name.as_str(), unit.parent), ("Τμήμα Πρωτοκόλλου και Αρχείου", Some(above)));
        let counts = identity::headcounts(&mut cx, day("2026-06-01")).await.unwrap();
        assert_eq!((counts.len(), counts[0].unit, counts[0].people), (1, protocol, 1));

        let early = identity::change_unit(&mut cx, protocol, details("Χ", None), day("2026-05-01")).await;
        assert_eq!(key(early), "identity-problem-before-last-change");
        let below = identity::change_unit(&mut cx, above, details("Χ", Some(protocol)), day("2026-07-01")).await;
        assert_eq!(key(below), "identity-problem-parent-below");
        let full = identity::close_unit(&mut cx, above, day("2026-12-01")).await;
        assert_eq!(key(full), "identity-problem-has-units");
        let full = identity::close_unit(&mut cx, protocol, day("2026-12-01")).await;
        assert_eq!(key(full), "identity-problem-has-people");

        let main =
            |is_main| NewPosition { unit: above, title: String::new(), is_main, is_head: true, is_deputy: false };
        let two = identity::add_position(&mut cx, clerk, main(true), day("2026-11-01")).await;
        assert_eq!(key(two), "identity-problem-two-main");
        identity::add_position(&mut cx, clerk, main(false), day("2026-11-01")).await.unwrap();
        let old = (protocol, day("2025-01-01"));
        identity::end_position(&mut cx, clerk, old, day("2026-12-01")).await.unwrap();
        assert_eq!(identity::positions_in(&mut cx, protocol, day("2026-11-30")).await.unwrap().len(), 1);
        assert!(identity::positions_in(&mut cx, protocol, day("2026-12-01")).await.unwrap().is_empty());
        identity::close_unit(&mut cx, protocol, day("2026-12-01")).await.unwrap();
        assert_eq!(identity::units_on(&mut cx, day("2026-12-01")).await.unwrap().len(), 1);
        assert_eq!(identity::unit_terms(&mut cx, protocol).await.unwrap().len(), 2);
        let heads = identity::leaders(&mut cx, day("2026-12-01")).await.unwrap();
        assert_eq!((heads.len(), heads[0].unit), (1, above));
    }
}

#[tokio::test]
async fn a_change_that_lies_ahead_is_taken_back() {
    for town in Fresh::each().await {
        let (unit, _) = town_with_clerk(&town).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        assert_eq!(key(identity::withdraw_change(&mut cx, unit).await), "identity-problem-nothing-ahead");
        identity::change_unit(&mut cx, unit, details("Άλλο", None), day("2030-01-01")).await.unwrap();
        assert_eq!(identity::units_on(&mut cx, day("2030-01-01")).await.unwrap()[0].name, "Άλλο");
        identity::withdraw_change(&mut cx, unit).await.unwrap();
        let terms = identity::unit_terms(&mut cx, unit).await.unwrap();
        assert_eq!((terms.len(), terms[0].valid_to), (1, None));
        assert_eq!(key(identity::withdraw_change(&mut cx, unit).await), "identity-problem-nothing-ahead");
    }
}

#[tokio::test]
async fn what_is_planned_makes_no_circle_and_stands_under_nothing_that_closes() {
    for town in Fresh::each().await {
        let (first, _) = town_with_clerk(&town).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let second = NewUnit {
            parent: None,
            kind: UnitKind::Office,
            code: "second".into(),
            name: "Β".into(),
            email: None,
            valid_from: day("2026-01-01"),
        };
        let second = identity::create_unit(&mut cx, second).await.unwrap();
        identity::change_unit(&mut cx, first, details("Α", Some(second)), day("2030-01-01")).await.unwrap();
        // On its first day it would be in order; from 2030 on the two would stand under one another.
        let below = identity::change_unit(&mut cx, second, details("Β", Some(first)), day("2029-01-01")).await;
        assert_eq!(key(below), "identity-problem-parent-below");
        identity::withdraw_change(&mut cx, first).await.unwrap();
        identity::close_unit(&mut cx, second, day("2030-01-01")).await.unwrap();
        let closes = identity::change_unit(&mut cx, first, details("Α", Some(second)), day("2029-01-01")).await;
        assert_eq!(key(closes), "identity-problem-parent-closed");
    }
}

#[test]
fn units_that_stand_under_one_another_are_seen_all_the_same() {
    let unit = |id: UnitId, parent: Option<UnitId>| Unit {
        id,
        parent,
        kind: UnitKind::Office,
        code: id.to_string(),
        name: id.to_string(),
        email: None,
        phone: None,
    };
    let [top, one, two, under] = [(); 4].map(|()| UnitId::new());
    let units = vec![unit(top, None), unit(one, Some(two)), unit(two, Some(one)), unit(under, Some(two))];
    let nodes = identity::tree(units);
    let seen: std::collections::BTreeSet<UnitId> = nodes.iter().map(|node| node.unit.id).collect();
    assert_eq!((nodes.len(), seen.len()), (4, 4));
}

#[tokio::test]
async fn a_departure_that_is_taken_back_gives_back_what_it_took() {
    for town in Fresh::each().await {
        let (unit, clerk) = town_with_clerk(&town).await;
        let later = town.clock.now().plus_seconds(40 * 24 * 3600).day();
        let even_later = town.clock.now().plus_seconds(70 * 24 * 3600).day();
        let from = day("2026-01-01");
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let mut units = vec![];
        for (code, ends) in [("a", Some(later)), ("b", Some(even_later)), ("c", None)] {
            let (code, name) = (code.to_owned(), code.to_owned());
            let new = NewUnit { parent: Some(unit), kind: UnitKind::Office, code, name, email: None, valid_from: from };
            let id = identity::create_unit(&mut cx, new).await.unwrap();
            let at = NewPosition { unit: id, title: String::new(), is_main: false, is_head: false, is_deputy: false };
            identity::add_position(&mut cx, clerk, at, from).await.unwrap();
            if let Some(ends) = ends {
                identity::end_position(&mut cx, clerk, (id, from), ends).await.unwrap();
            }
            units.push(id);
        }
        let before = identity::person(&mut cx, clerk).await.unwrap().positions;
        identity::end_person(&mut cx, clerk, later).await.unwrap();
        let leaving = identity::person(&mut cx, clerk).await.unwrap().positions;
        assert!(leaving.iter().all(|p| p.valid_to == Some(later)));
        identity::keep_person(&mut cx, clerk).await.unwrap();
        let after = identity::person(&mut cx, clerk).await.unwrap().positions;
        let ends = |of: &[Position]| of.iter().map(|p| (p.unit, p.valid_to)).collect::<Vec<_>>();
        assert_eq!(ends(&after), ends(&before));
        assert!(after.iter().any(|p| p.unit == units[0] && p.valid_to == Some(later)));
    }
}
