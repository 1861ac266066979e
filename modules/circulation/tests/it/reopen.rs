//! What was done or read is taken back while nobody has acted on it.

use crate::{House, house, letter, order, registered, way};
use circulation::{Act, CirculationError, Outcome, Purpose, State, Tab, Whose};
use db::Cx;
use kernel::{AssignmentId, Role};
use register::{Confidentiality, Direction};
use testkit::{Fresh, employee};

fn moved<T>(result: Result<T, CirculationError>) -> bool {
    matches!(result, Err(CirculationError::Moved))
}

fn refused<T>(result: Result<T, CirculationError>) -> bool {
    matches!(result, Err(CirculationError::Forbidden(_)))
}

/// How the assignments of the entry stand, in the order of assigning.
async fn states(cx: &mut Cx, place: (i64, i64)) -> Vec<State> {
    way(cx, place).await.assignments.iter().map(|a| a.state).collect()
}

/// Given to a department for action and to another for information; passed on to two, of whom one has done it.
async fn passed_on(cx: &mut Cx, all: &House, place: (i64, i64)) -> (AssignmentId, AssignmentId, Vec<AssignmentId>) {
    cx.actor = all.clerk.clone();
    let to = order(&[(all.works, None, Purpose::Action), (all.money, None, Purpose::Information)]);
    let made = circulation::assign(cx, place, to).await.unwrap();
    cx.actor = all.head.clone();
    let on = order(&[(all.works, Some(&all.worker), Purpose::Action), (all.works, Some(&all.other), Purpose::Action)]);
    let passed = circulation::forward(cx, made[0], on).await.unwrap();
    cx.actor = all.worker.clone();
    circulation::complete(cx, passed[0], Outcome::default()).await.unwrap();
    (made[0], made[1], passed)
}

#[tokio::test]
async fn what_is_done_is_reopened_with_what_ended_by_it() {
    use State::{Done, Forwarded, InHand, Waiting};
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let out = registered(&town, &all, letter(Direction::Outgoing, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let (_, read, passed) = passed_on(&mut cx, &all, place).await;
        cx.actor = all.other.clone();
        circulation::accept(&mut cx, passed[1]).await.unwrap();
        assert!(moved(circulation::reopen(&mut cx, passed[1]).await), "it is not done");
        let outcome = Outcome { text: "Απαντήθηκε".into(), answer: Some(out) };
        circulation::complete(&mut cx, passed[1], outcome).await.unwrap();
        assert_eq!(states(&mut cx, place).await, [Done, Waiting, Done, Done]);
        assert!(refused(circulation::reopen(&mut cx, passed[0]).await), "a colleague's");
        assert_eq!(way(&mut cx, place).await.reopenable, [passed[1]]);
        let again = circulation::reopen(&mut cx, passed[1]).await.unwrap();
        assert_eq!((again.state, again.answer_number, again.ended_at), (InHand, None, None));
        assert_eq!(states(&mut cx, place).await, [Forwarded, Waiting, Done, InHand], "the head waits for it again");
        cx.actor = all.worker.clone();
        let again = circulation::reopen(&mut cx, passed[0]).await.unwrap();
        assert_eq!(again.state, Waiting, "it was done without having been accepted");
        assert!(moved(circulation::reopen(&mut cx, passed[0]).await), "twice");
        cx.actor = all.treasurer.clone();
        assert!(moved(circulation::reopen(&mut cx, read).await), "it was not read");
        circulation::acknowledge(&mut cx, read).await.unwrap();
        circulation::reopen(&mut cx, read).await.unwrap();
        let tray = circulation::tray(&mut cx, Whose::Unit(all.money), Tab::Information, None).await.unwrap();
        assert_eq!((tray.items.len(), tray.items[0].may), (1, true));
        let acts: Vec<Act> = way(&mut cx, place).await.movements.iter().map(|m| m.statement.act).collect();
        assert_eq!(acts.iter().filter(|act| **act == Act::Reopened).count(), 3);
        cx.commit().await.unwrap();
        let auditor = employee(Role::Auditor);
        let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
    }
}

#[tokio::test]
async fn what_somebody_has_acted_on_stays_done() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.head.clone();
        circulation::accept(&mut cx, made[0]).await.unwrap();
        let ask = order(&[(all.money, None, Purpose::Action)]);
        let asked = circulation::ask_opinion(&mut cx, made[0], ask).await.unwrap();
        cx.actor = all.treasurer.clone();
        let says = || Outcome { text: "Υπάρχει πίστωση".into(), answer: None };
        circulation::complete(&mut cx, asked[0], says()).await.unwrap();
        circulation::reopen(&mut cx, asked[0]).await.unwrap();
        circulation::complete(&mut cx, asked[0], says()).await.unwrap();
        cx.actor = all.head.clone();
        circulation::complete(&mut cx, made[0], Outcome::default()).await.unwrap();
        cx.actor = all.treasurer.clone();
        assert!(moved(circulation::reopen(&mut cx, asked[0]).await), "the head has worked with the opinion");
        assert!(way(&mut cx, place).await.reopenable.is_empty());
        cx.actor = all.head.clone();
        assert_eq!(way(&mut cx, place).await.reopenable, [made[0]]);
        register_cancels(&mut cx, &all, place).await;
        cx.actor = all.head.clone();
        assert!(circulation::reopen(&mut cx, made[0]).await.is_err(), "what was cancelled is in nobody's hands");
        let way = way(&mut cx, place).await;
        assert!(way.reopenable.is_empty() && way.picture.stops.iter().all(|stop| !stop.here));
    }
}

async fn register_cancels(cx: &mut Cx, all: &House, place: (i64, i64)) {
    cx.actor = all.clerk.clone();
    register::cancel(cx, place.0, place.1, "Διπλό").await.unwrap();
}

/// The picture follows the movements: the office, the department, the two people, the other department.
#[tokio::test]
async fn the_picture_shows_where_it_is() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        assert!(way(&mut cx, place).await.picture.stops[0].here, "nobody has it: it is in the protocol office");
        let (_, _, passed) = passed_on(&mut cx, &all, place).await;
        let picture = way(&mut cx, place).await.picture;
        let stops: Vec<_> = picture.stops.iter().map(|s| (s.person.as_deref(), s.from, s.here, s.state)).collect();
        use State::{Done, Forwarded, Waiting};
        let expected = [
            (None, None, false, None),
            (None, Some(0), false, Some(Forwarded)),
            (Some("Άννα Τεχνίτη"), Some(1), false, Some(Done)),
            (Some("Πέτρος Αλεξίου"), Some(1), true, Some(Waiting)),
            (None, Some(0), false, Some(Waiting)),
        ];
        assert_eq!(stops, expected, "what is for information is in nobody's hands");
        cx.actor = all.other.clone();
        circulation::give_back(&mut cx, passed[1], "Κώλυμα").await.unwrap();
        let picture = way(&mut cx, place).await.picture;
        assert!(picture.stops[1].here && picture.stops[3].returned, "it is the head's again");
    }
}

/// Who only knows of it ends nothing, opens nothing, and holds nobody up.
#[tokio::test]
async fn what_is_for_information_moves_nothing_above_it() {
    use State::{Done, Forwarded, Returned, Waiting};
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.head.clone();
        let on = order(&[
            (all.works, Some(&all.worker), Purpose::Action),
            (all.works, Some(&all.other), Purpose::Information),
            (all.money, None, Purpose::Information),
        ]);
        let passed = circulation::forward(&mut cx, made[0], on).await.unwrap();
        cx.actor = all.treasurer.clone();
        circulation::give_back(&mut cx, passed[2], "Δεν μας αφορά").await.unwrap();
        assert_eq!(states(&mut cx, place).await, [Forwarded, Waiting, Waiting, Returned], "the worker still acts");
        cx.actor = all.worker.clone();
        circulation::complete(&mut cx, passed[0], Outcome::default()).await.unwrap();
        cx.actor = all.other.clone();
        circulation::acknowledge(&mut cx, passed[1]).await.unwrap();
        circulation::reopen(&mut cx, passed[1]).await.unwrap();
        assert_eq!(states(&mut cx, place).await, [Done, Done, Waiting, Returned], "it is done, though not read");
        assert_eq!(way(&mut cx, place).await.movements[0].statement.version, 3);
        cx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&employee(Role::Auditor)).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
    }
}

/// What goes out and is in nobody's hands waits for nobody.
#[tokio::test]
async fn what_goes_out_is_in_no_tray_of_the_protocol_office() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let out = registered(&town, &all, letter(Direction::Outgoing, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        circulation::assign(&mut cx, out, order(&[(all.money, None, Purpose::Information)])).await.unwrap();
        assert!(register::unassigned(&mut cx, None).await.unwrap().is_empty(), "given for information");
        assert!(!way(&mut cx, out).await.picture.stops[0].here);
        let made = circulation::assign(&mut cx, out, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        circulation::withdraw(&mut cx, made[0]).await.unwrap();
        assert!(register::unassigned(&mut cx, None).await.unwrap().is_empty(), "taken back");
        let made = circulation::assign(&mut cx, out, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.head.clone();
        circulation::give_back(&mut cx, made[0], "Λάθος αποδέκτης").await.unwrap();
        cx.actor = all.clerk.clone();
        assert_eq!(register::unassigned(&mut cx, None).await.unwrap().len(), 1, "what somebody returns is looked at");
        cx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&employee(Role::Auditor)).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
    }
}

/// What turns out to have come in waits in the protocol office like everything that comes in.
#[tokio::test]
async fn what_turns_out_to_have_come_in_waits() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Outgoing, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        circulation::assign(&mut cx, place, order(&[(all.money, None, Purpose::Information)])).await.unwrap();
        let incoming = letter(Direction::Incoming, Confidentiality::Open);
        register::correct(&mut cx, place, None, incoming, "Λάθος κατεύθυνση").await.unwrap();
        assert_eq!(register::unassigned(&mut cx, None).await.unwrap().len(), 1);
        cx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&employee(Role::Auditor)).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
    }
}

/// Only a deadline that is typed must lie ahead.
#[tokio::test]
async fn what_is_late_is_passed_on_late() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let mut given = order(&[(all.works, None, Purpose::Action)]);
        given.due = circulation::deadline(&mut cx, "0").await.unwrap();
        let made = circulation::assign(&mut cx, place, given.clone()).await.unwrap();
        cx.now = cx.now.plus_seconds(3 * 24 * 3600);
        cx.actor = all.head.clone();
        let past = circulation::forward(
            &mut cx,
            made[0],
            circulation::Order { due: given.due, ..order(&[(all.works, Some(&all.worker), Purpose::Action)]) },
        );
        assert!(matches!(past.await, Err(CirculationError::Invalid("due", _))));
        let on = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        circulation::forward(&mut cx, made[0], on).await.unwrap();
        assert_eq!(way(&mut cx, place).await.assignments[1].due, given.due);
    }
}
