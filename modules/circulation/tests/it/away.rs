//! Who is away has somebody who stands in; who leaves hands over.

use crate::{House, house, letter, order, registered};
use circulation::{Act, CirculationError, Outcome, Purpose, Recipient, State, Tab, Whose};
use identity::{IdentityError, NewAbsence};
use kernel::{Actor, AssignmentId, Day, EmployeeId, Role};
use register::{Confidentiality, Direction, Found};
use std::sync::Arc;
use testkit::Fresh;

fn id(of: &Arc<Actor>) -> EmployeeId {
    of.employee().unwrap().id
}

fn absence(of: &Arc<Actor>, substitute: &Arc<Actor>, days: [&str; 2], restricted: bool) -> NewAbsence {
    let [first, last] = days.map(|day| day.parse::<Day>().unwrap());
    NewAbsence { employee: id(of), substitute: id(substitute), unit: None, first, last, restricted }
}

fn wrong<T: std::fmt::Debug>(result: Result<T, IdentityError>) -> &'static str {
    match result {
        Err(IdentityError::Invalid(problems)) => problems[0].key,
        other => panic!("{other:?}"),
    }
}

/// Monday to Friday of the tests' week.
const WEEK: [&str; 2] = ["2026-11-23", "2026-11-27"];

#[tokio::test]
async fn an_absence_is_a_period_with_somebody_who_is_there() {
    for town in Fresh::each().await {
        let House { head, worker, other, treasurer, clerk, works, money } = &house(&town).await;
        let mut cx = town.write(head).await;
        let set = async |cx: &mut db::Cx, new| wrong(identity::set_absence(cx, new).await);
        let backwards = absence(head, worker, ["2026-11-27", "2026-11-23"], false);
        assert_eq!(set(&mut cx, backwards).await, "identity-problem-absence-order");
        let past = absence(head, worker, ["2026-11-02", "2026-11-06"], false);
        assert_eq!(set(&mut cx, past).await, "identity-problem-absence-past");
        let long = absence(head, worker, ["2026-11-23", "2029-11-23"], false);
        assert_eq!(set(&mut cx, long).await, "identity-problem-absence-long");
        assert_eq!(set(&mut cx, absence(head, head, WEEK, false)).await, "identity-problem-absence-self");
        let made = identity::set_absence(&mut cx, absence(head, worker, WEEK, true)).await.unwrap();
        let again = absence(head, other, ["2026-11-27", "2026-12-04"], false);
        assert_eq!(set(&mut cx, again).await, "identity-problem-absence-overlap");
        // A head sets those of their people, but does not open to others what names them.
        let in_works = |new: NewAbsence| NewAbsence { unit: Some(*works), ..new };
        let opens = identity::set_absence(&mut cx, in_works(absence(worker, other, WEEK, true))).await;
        assert!(matches!(opens, Err(IdentityError::Forbidden(_))));
        let all = absence(worker, other, WEEK, false);
        assert_eq!(set(&mut cx, all).await, "identity-problem-absence-unit", "in their own unit only");
        let elsewhere = NewAbsence { unit: Some(*money), ..absence(worker, other, WEEK, false) };
        assert!(matches!(identity::set_absence(&mut cx, elsewhere).await, Err(IdentityError::Forbidden(_))));
        assert_eq!(set(&mut cx, in_works(absence(worker, head, WEEK, false))).await, "identity-problem-absence-away");
        let stranger = identity::set_absence(&mut cx, absence(treasurer, other, WEEK, false)).await;
        assert!(matches!(stranger, Err(IdentityError::Forbidden(_))), "another unit's");
        cx.actor = clerk.clone();
        assert!(matches!(identity::end_absence(&mut cx, made).await, Err(IdentityError::Forbidden(_))));
        cx.actor = testkit::employee(Role::Administrator);
        assert_eq!(identity::end_absence(&mut cx, made).await.unwrap(), id(head));
        assert!(matches!(identity::end_absence(&mut cx, made).await, Err(IdentityError::NotFound)));
        let (name, all) = identity::absences(&mut cx, id(head)).await.unwrap();
        assert_eq!((name.as_str(), all.len()), ("Νίκος Δήμου", 1), "what was ended stays");
        assert!(all[0].ended_at.is_some());
    }
}

/// What a substitute gave themselves would stay theirs afterwards.
async fn keeps_nothing(cx: &mut db::Cx, all: &House, of_head: AssignmentId) {
    let mine = order(&[(all.money, Some(&all.treasurer), Purpose::Action)]);
    let forwarded = circulation::forward(cx, of_head, mine).await;
    assert!(matches!(forwarded, Err(CirculationError::Invalid("to", "circulation-problem-yourself"))));
    let mine = Recipient { unit: all.money, employee: Some(id(&all.treasurer)) };
    let taken = circulation::hand_over(cx, id(&all.head), mine, "", None).await;
    assert!(matches!(taken, Err(CirculationError::Forbidden(_))));
}

#[tokio::test]
async fn the_substitute_acts_in_the_place_of_whoever_is_away_and_no_longer() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { head, worker, other, treasurer, works, clerk, .. } = &all;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(clerk).await;
        let given = order(&[(*works, None, Purpose::Action), (*works, Some(head), Purpose::Action)]);
        let made = circulation::assign(&mut cx, place, given).await.unwrap();
        cx.actor = treasurer.clone();
        let tray = circulation::tray(&mut cx, Whose::Of(id(head)), Tab::Accept, None).await;
        assert!(matches!(tray, Err(CirculationError::Forbidden(_))), "the head is there");
        cx.actor = head.clone();
        let away = identity::set_absence(&mut cx, absence(head, treasurer, WEEK, false)).await.unwrap();
        // The head of another unit leads this one too, and has what names the head.
        cx.actor = treasurer.clone();
        let tray = circulation::tray(&mut cx, Whose::Of(id(head)), Tab::Accept, None).await.unwrap();
        assert_eq!(tray.items.len(), 1);
        assert_eq!(circulation::counts(&mut cx, Whose::Unit(*works)).await.unwrap().accept, 2);
        circulation::accept(&mut cx, made[0]).await.unwrap();
        let on = order(&[(*works, Some(worker), Purpose::Action)]);
        let passed = circulation::forward(&mut cx, made[0], on).await.unwrap();
        keeps_nothing(&mut cx, &all, made[1]).await;
        let own = circulation::accept(&mut cx, made[1]).await.unwrap();
        assert_eq!(own.employee, Some(id(head)), "it stays the head's");
        cx.actor = other.clone();
        let tray = circulation::tray(&mut cx, Whose::Of(id(head)), Tab::Accept, None).await;
        assert!(tray.is_err(), "who stands in for nobody");
        let Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await.unwrap() else { panic!("an outline") };
        let way = circulation::way(&mut cx, &entry).await.unwrap();
        let acts: Vec<(Act, Option<&str>)> =
            way.movements.iter().map(|m| (m.statement.act, m.statement.by.instead_of.as_deref())).collect();
        let (instead, head_name) = (Some("Νίκος Δήμου"), "Νίκος Δήμου");
        let told =
            [(Act::Accepted, instead), (Act::Forwarded, instead), (Act::Assigned, instead), (Act::Accepted, instead)];
        assert_eq!(acts[2..], told, "in whose place stands in the log");
        assert_eq!(way.away.len(), 1);
        assert_eq!((way.away[0].employee_name.as_str(), way.away[0].substitute), (head_name, id(treasurer)));
        // From the moment that it ends nothing is left of it.
        cx.actor = head.clone();
        identity::end_absence(&mut cx, away).await.unwrap();
        cx.actor = treasurer.clone();
        assert!(circulation::tray(&mut cx, Whose::Unit(*works), Tab::Others, None).await.is_err());
        let done = circulation::complete(&mut cx, made[1], Outcome::default()).await;
        assert!(matches!(done, Err(CirculationError::Forbidden(_))));
        cx.actor = worker.clone();
        circulation::complete(&mut cx, passed[0], Outcome::default()).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.read(&testkit::employee(Role::Auditor)).await;
        assert!(circulation::examine(&mut cx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_is_restricted_is_open_to_a_substitute_only_where_it_was_said() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { head, treasurer, works, clerk, .. } = &all;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(clerk).await;
        let given = order(&[(*works, None, Purpose::Action), (*works, Some(head), Purpose::Action)]);
        circulation::assign(&mut cx, place, given).await.unwrap();
        let reads = async |cx: &mut db::Cx| {
            let found = register::get(cx, place.0, place.1).await.unwrap();
            let tray = circulation::tray(cx, Whose::Of(id(head)), Tab::Accept, None).await.unwrap();
            let of_unit = circulation::tray(cx, Whose::Unit(*works), Tab::Accept, None).await.unwrap();
            let whole = matches!(found, Found::Whole(_));
            for item in tray.items.iter().chain(&of_unit.items) {
                assert_eq!(item.subject.is_empty(), !whole, "a tray shows no more than the entry");
            }
            whole
        };
        for restricted in [false, true] {
            cx.actor = head.clone();
            let made = identity::set_absence(&mut cx, absence(head, treasurer, WEEK, restricted)).await.unwrap();
            cx.actor = treasurer.clone();
            assert_eq!(reads(&mut cx).await, restricted);
            identity::end_absence(&mut cx, made).await.unwrap_err();
            cx.actor = head.clone();
            identity::end_absence(&mut cx, made).await.unwrap();
        }
        cx.actor = treasurer.clone();
        assert!(matches!(register::get(&mut cx, place.0, place.1).await.unwrap(), Found::Outline(_)));
    }
}

/// Three open papers and a confidential one, all assigned to the worker.
async fn worker_has_four(town: &Fresh, all: &House) -> (Vec<(i64, i64)>, Vec<AssignmentId>) {
    use Confidentiality::{Confidential, Open};
    let mut places = Vec::new();
    for secrecy in [Open, Open, Open, Confidential] {
        places.push(registered(town, all, letter(Direction::Incoming, secrecy)).await);
    }
    let mut cx = town.write(&all.clerk).await;
    let mut made = Vec::new();
    for place in &places {
        let given = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        made.extend(circulation::assign(&mut cx, *place, given).await.unwrap());
    }
    cx.commit().await.unwrap();
    (places, made)
}

#[tokio::test]
async fn who_leaves_hands_over_everything_at_once() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { head, worker, other, treasurer, works, money, .. } = &all;
        let (places, made) = worker_has_four(&town, &all).await;
        let mut cx = town.write(worker).await;
        circulation::accept(&mut cx, made[1]).await.unwrap();
        let asked = circulation::forward(&mut cx, made[2], order(&[(*money, None, Purpose::Action)])).await.unwrap();
        let to = Recipient { unit: *works, employee: Some(id(other)) };
        cx.actor = treasurer.clone();
        assert!(circulation::to_hand_over(&mut cx, id(worker), to, "").await.is_err());
        let stranger = circulation::hand_over(&mut cx, id(worker), to, "", None).await;
        assert!(matches!(stranger, Err(CirculationError::Forbidden(_))));
        cx.actor = head.clone();
        let same = Recipient { unit: *works, employee: Some(id(worker)) };
        assert!(matches!(
            circulation::hand_over(&mut cx, id(worker), same, "", None).await,
            Err(CirculationError::Invalid("to", _))
        ));
        let loads = circulation::loads(&mut cx, *works).await.unwrap();
        assert_eq!(loads.len(), 1);
        let load = &loads[0];
        assert_eq!((load.employee, load.accept, load.in_hand, load.others), (Some(id(worker)), 2, 1, 1));
        assert!(circulation::loads(&mut cx, *money).await.is_err(), "another unit's");
        // The confidential one is closed to the head; the worker hands it over themselves.
        assert_eq!(circulation::to_hand_over(&mut cx, id(worker), to, "").await.unwrap(), 4);
        let given = async |cx: &mut db::Cx, why| {
            let done = circulation::hand_over(cx, id(worker), to, why, None).await.unwrap();
            assert_eq!(done.next, None, "all of it at once");
            (done.gone, done.left)
        };
        assert_eq!(given(&mut cx, "Μετάταξη").await, (3, 1));
        cx.actor = worker.clone();
        assert_eq!(given(&mut cx, "").await, (1, 0));
        assert!(matches!(register::get(&mut cx, places[3].0, places[3].1).await.unwrap(), Found::Outline(_)));
        assert_eq!(given(&mut cx, "").await, (0, 0));
        cx.actor = other.clone();
        let counts = circulation::counts(&mut cx, Whose::Mine).await.unwrap();
        assert_eq!((counts.accept, counts.in_hand, counts.others), (2, 1, 1));
        assert!(matches!(register::get(&mut cx, places[3].0, places[3].1).await.unwrap(), Found::Whole(_)));
        // What comes back comes back to whoever has it now.
        cx.actor = treasurer.clone();
        circulation::give_back(&mut cx, asked[0], "Αναρμόδια").await.unwrap();
        cx.actor = other.clone();
        let back = circulation::assignment(&mut cx, made[2]).await.unwrap();
        assert_eq!((back.state, back.employee), (State::InHand, Some(id(other))));
        cx.commit().await.unwrap();
        let mut cx = town.read(&testkit::employee(Role::Auditor)).await;
        assert!(circulation::examine(&mut cx).await.unwrap().is_empty());
    }
}

/// Each part in a transaction of its own, so that nobody waits for all of it.
#[tokio::test]
async fn very_much_is_handed_over_part_after_part() {
    let town = Fresh::sqlite().await;
    let all = house(&town).await;
    let mut cx = town.write(&all.clerk).await;
    for _ in 0..101 {
        let fields = letter(Direction::Incoming, Confidentiality::Open);
        let entry = register::register(&mut cx, fields, vec![]).await.unwrap();
        let to = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        circulation::assign(&mut cx, (entry.year, entry.number), to).await.unwrap();
    }
    cx.actor = all.worker.clone();
    let to = Recipient { unit: all.works, employee: Some(id(&all.other)) };
    let first = circulation::hand_over(&mut cx, id(&all.worker), to, "", None).await.unwrap();
    assert_eq!((first.gone, first.next.is_some()), (100, true));
    cx.commit().await.unwrap();
    let mut cx = town.write(&all.worker).await;
    let second = circulation::hand_over(&mut cx, id(&all.worker), to, "", first.next).await.unwrap();
    assert_eq!((second.gone, second.left, second.next), (1, 0, None));
}

/// However many come after it: a short absence of now is not forgotten.
#[tokio::test]
async fn an_absence_is_held_against_all_others() {
    for town in Fresh::each().await {
        let House { head, worker, other, .. } = &house(&town).await;
        let mut cx = town.write(head).await;
        identity::set_absence(&mut cx, absence(head, worker, WEEK, false)).await.unwrap();
        let mut day: Day = "2027-01-01".parse().unwrap();
        for _ in 0..60 {
            let word = day.to_string();
            identity::set_absence(&mut cx, absence(head, worker, [&word, &word], false)).await.unwrap();
            day = day.next();
        }
        let again = absence(head, other, ["2026-11-27", "2026-11-30"], false);
        assert_eq!(wrong(identity::set_absence(&mut cx, again).await), "identity-problem-absence-overlap");
        let stands_in = absence(worker, head, WEEK, false);
        cx.actor = testkit::employee(Role::Administrator);
        assert_eq!(wrong(identity::set_absence(&mut cx, stands_in).await), "identity-problem-absence-away");
    }
}
