//! A document goes its way.

use crate::{House, house, letter, order, registered};
use circulation::{Act, CirculationError, Outcome, Purpose, State, Tab, Whose};
use db::Cx;
use kernel::{Actor, AssignmentId};
use register::{Confidentiality, Direction, Found, RegisterError};
use std::sync::Arc;
use testkit::Fresh;

fn key<T: std::fmt::Debug>(result: Result<T, CirculationError>) -> &'static str {
    match result {
        Err(CirculationError::Invalid(_, key)) => key,
        other => panic!("{other:?}"),
    }
}

fn moved<T>(result: Result<T, CirculationError>) -> bool {
    matches!(result, Err(CirculationError::Moved))
}

fn refused<T>(result: Result<T, CirculationError>) -> bool {
    matches!(result, Err(CirculationError::Forbidden(_)))
}

/// The numbers that nobody has.
async fn unassigned(cx: &mut Cx, clerk: &Arc<Actor>) -> Vec<i64> {
    let before = std::mem::replace(&mut cx.actor, clerk.clone());
    let rows = register::unassigned(cx, None).await.unwrap();
    assert_eq!(register::count_unassigned(cx).await.unwrap(), rows.len() as i64);
    cx.actor = before;
    rows.into_iter().map(|row| row.number).collect()
}

/// The way of an entry.
async fn way(cx: &mut Cx, (year, number): (i64, i64)) -> circulation::Way {
    let Found::Whole(entry) = register::get(cx, year, number).await.unwrap() else { panic!("an outline") };
    circulation::way(cx, &entry).await.unwrap()
}

/// What a tray holds, by number of the entry.
async fn tray(cx: &mut Cx, whose: Whose, tab: Tab) -> Vec<i64> {
    let tray = circulation::tray(cx, whose, tab, None).await.unwrap();
    tray.items.into_iter().map(|item| item.assignment.number).collect()
}

/// The head gives it to somebody, who gives it back: it is the head's again. The head gives it back too: it is nobody's,
/// and the protocol office sees it.
async fn comes_back(cx: &mut Cx, all: &House, made: &[AssignmentId]) {
    let House { clerk, works, money, head, worker, other, treasurer } = all;
    cx.actor = worker.clone();
    assert_eq!(tray(cx, Whose::Unit(*works), Tab::Accept).await, [1]);
    assert!(circulation::tray(cx, Whose::Unit(*money), Tab::Accept, None).await.is_err(), "not their unit");
    cx.actor = head.clone();
    let accepted = circulation::accept(cx, made[0]).await.unwrap();
    assert_eq!((accepted.state, accepted.employee), (State::InHand, None), "who leads the unit keeps it for it");
    assert!(moved(circulation::accept(cx, made[0]).await));
    let on = order(&[(*works, Some(worker), Purpose::Action)]);
    let passed = circulation::forward(cx, made[0], on).await.unwrap();
    assert_eq!(tray(cx, Whose::Unit(*works), Tab::Others).await, [1]);
    cx.actor = other.clone();
    assert!(refused(circulation::accept(cx, passed[0]).await), "a colleague's");
    cx.actor = worker.clone();
    assert_eq!(tray(cx, Whose::Mine, Tab::Accept).await, [1]);
    assert_eq!(key(circulation::give_back(cx, passed[0], " ").await), "circulation-problem-reason");
    circulation::give_back(cx, passed[0], "Δεν είναι της ζώνης μου").await.unwrap();
    assert!(unassigned(cx, clerk).await.is_empty(), "it is the head's again");

    cx.actor = head.clone();
    assert_eq!(tray(cx, Whose::Unit(*works), Tab::InHand).await, [1]);
    circulation::give_back(cx, made[0], "Ανήκει στο Ταμείο").await.unwrap();
    assert_eq!(unassigned(cx, clerk).await, [1]);
    cx.actor = treasurer.clone();
    circulation::acknowledge(cx, made[1]).await.unwrap();
    assert_eq!(unassigned(cx, clerk).await, [1], "who only knows of it does not have it");
}

/// The movements of that story.
fn is_told_in_order(way: &circulation::Way) {
    let acts: Vec<Act> = way.movements.iter().map(|m| m.statement.act).collect();
    use Act::{Accepted, Acknowledged, Assigned, Completed, Forwarded, Returned};
    let expected = [
        Assigned,
        Assigned,
        Accepted,
        Forwarded,
        Assigned,
        Returned,
        Returned,
        Acknowledged,
        Assigned,
        Accepted,
        Completed,
    ];
    assert_eq!(acts, expected);
    assert!(way.movements.iter().map(|m| m.number).eq(1..=11), "movements are counted");
    assert_eq!(way.movements[5].statement.text, "Δεν είναι της ζώνης μου");
}

#[tokio::test]
async fn a_document_is_assigned_passed_on_returned_answered_and_done() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, works, money, treasurer, .. } = &all;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let out = registered(&town, &all, letter(Direction::Outgoing, Confidentiality::Open)).await;
        let mut cx = town.write(clerk).await;
        assert_eq!(unassigned(&mut cx, clerk).await, [1], "what goes out is in nobody's tray");
        let mut to = order(&[(*works, None, Purpose::Action), (*money, None, Purpose::Information)]);
        to.due = circulation::deadline(&mut cx, "5").await.unwrap();
        assert_eq!(to.due, Some("2026-11-30".parse().unwrap()), "Monday and five working days");
        to.instructions = "Αυτοψία εντός της εβδομάδας".into();
        let made = circulation::assign(&mut cx, place, to).await.unwrap();
        assert!(unassigned(&mut cx, clerk).await.is_empty());

        comes_back(&mut cx, &all, &made).await;
        // Assigned anew, answered, done.
        cx.actor = clerk.clone();
        let made = circulation::assign(&mut cx, place, order(&[(*money, None, Purpose::Action)])).await.unwrap();
        assert!(unassigned(&mut cx, clerk).await.is_empty());
        cx.actor = treasurer.clone();
        circulation::accept(&mut cx, made[0]).await.unwrap();
        let outcome = |answer| Outcome { text: "Απαντήθηκε".into(), answer };
        for wrong in [(2026, 99), place] {
            let done = circulation::complete(&mut cx, made[0], outcome(Some(wrong))).await;
            assert_eq!(key(done), "circulation-problem-answer");
        }
        let done = circulation::complete(&mut cx, made[0], outcome(Some(out))).await.unwrap();
        assert_eq!((done.state, done.answer_number), (State::Done, Some(out.1)));
        is_told_in_order(&way(&mut cx, place).await);
        cx.commit().await.unwrap();
        // Every movement is a line of the log, and the log is in order.
        let mut cx = town.read(&testkit::employee(kernel::Role::Auditor)).await;
        let mut walk = proof::Walk::default();
        for place in 0..proof::size(&mut cx.tx).await.unwrap() as i64 {
            walk.take(&proof::leaf(&mut cx, place).await.unwrap());
        }
        assert_eq!(walk.last.get(&("circulation".to_owned(), 2026)), Some(&11));
        assert!(walk.end().is_empty());
    }
}

async fn wrong_orders_are_refused(town: &Fresh, all: &House, place: (i64, i64)) {
    let mut cx = town.write(&all.clerk).await;
    for (wrong, said) in [
        (order(&[]), "circulation-problem-nobody"),
        (
            order(&[(all.works, None, Purpose::Action), (all.works, None, Purpose::Information)]),
            "circulation-problem-twice",
        ),
        (order(&[(all.works, Some(&all.treasurer), Purpose::Action)]), "circulation-problem-unknown"),
    ] {
        assert_eq!(key(circulation::assign(&mut cx, place, wrong).await), said);
    }
}

#[tokio::test]
async fn what_went_to_several_is_done_when_all_are_and_may_be_taken_back_before() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        wrong_orders_are_refused(&town, &all, place).await;
        let mut cx = town.write(&all.clerk).await;
        let undone = circulation::assign(&mut cx, place, order(&[(all.money, None, Purpose::Action)])).await.unwrap();
        circulation::withdraw(&mut cx, undone[0]).await.unwrap();
        assert_eq!(unassigned(&mut cx, &all.clerk).await, [1]);
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.worker.clone();
        assert!(refused(circulation::withdraw(&mut cx, made[0]).await));
        cx.actor = all.head.clone();
        let both =
            order(&[(all.works, Some(&all.worker), Purpose::Action), (all.works, Some(&all.other), Purpose::Action)]);
        let passed = circulation::forward(&mut cx, made[0], both).await.unwrap();
        cx.actor = all.clerk.clone();
        assert!(moved(circulation::withdraw(&mut cx, made[0]).await), "the head has acted on it");
        cx.actor = all.worker.clone();
        circulation::complete(&mut cx, passed[0], Outcome::default()).await.unwrap();
        cx.actor = all.head.clone();
        assert_eq!(tray(&mut cx, Whose::Unit(all.works), Tab::Others).await, [1]);
        cx.actor = all.other.clone();
        circulation::accept(&mut cx, passed[1]).await.unwrap();
        // An opinion is asked; the document stays.
        let ask = order(&[(all.money, None, Purpose::Action)]);
        let asked = circulation::ask_opinion(&mut cx, passed[1], ask).await.unwrap();
        assert_eq!(tray(&mut cx, Whose::Mine, Tab::InHand).await, [1]);
        cx.actor = all.treasurer.clone();
        let silent = circulation::complete(&mut cx, asked[0], Outcome::default()).await;
        assert_eq!(key(silent), "circulation-problem-opinion");
        let says = Outcome { text: "Υπάρχει πίστωση".into(), answer: None };
        circulation::complete(&mut cx, asked[0], says).await.unwrap();
        cx.actor = all.other.clone();
        circulation::complete(&mut cx, passed[1], Outcome::default()).await.unwrap();
        cx.actor = all.head.clone();
        assert!(tray(&mut cx, Whose::Unit(all.works), Tab::Others).await.is_empty());
        let way = way(&mut cx, place).await;
        let states: Vec<State> = way.assignments.iter().map(|a| a.state).collect();
        use State::{Done, Withdrawn};
        assert_eq!(states, [Withdrawn, Done, Done, Done, Done]);
    }
}

#[tokio::test]
async fn a_cancelled_entry_is_in_no_tray() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        register::cancel(&mut cx, place.0, place.1, "Διπλό").await.unwrap();
        assert!(unassigned(&mut cx, &all.clerk).await.is_empty());
        cx.actor = all.head.clone();
        assert!(tray(&mut cx, Whose::Unit(all.works), Tab::Accept).await.is_empty());
        assert_eq!(circulation::counts(&mut cx, Whose::Unit(all.works)).await.unwrap(), Default::default());
        let accepted = circulation::accept(&mut cx, made[0]).await;
        assert!(matches!(accepted, Err(CirculationError::Register(RegisterError::Cancelled))));
    }
}

#[tokio::test]
async fn what_came_back_waits_again_when_its_new_assignment_is_taken_back() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let both = order(&[(all.works, None, Purpose::Action), (all.money, None, Purpose::Action)]);
        let made = circulation::assign_first(&mut cx, place, both).await.unwrap();
        let again = circulation::assign_first(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await;
        assert!(moved(again), "somebody has it by now");
        cx.actor = all.treasurer.clone();
        circulation::give_back(&mut cx, made[1], "Αναρμόδια").await.unwrap();
        cx.actor = all.head.clone();
        circulation::complete(&mut cx, made[0], Outcome::default()).await.unwrap();
        assert_eq!(unassigned(&mut cx, &all.clerk).await, [1]);
        cx.actor = all.clerk.clone();
        let known = order(&[(all.money, None, Purpose::Information)]);
        circulation::assign(&mut cx, place, known).await.unwrap();
        assert_eq!(unassigned(&mut cx, &all.clerk).await, [1], "who only knows of it does not have it");
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        assert!(unassigned(&mut cx, &all.clerk).await.is_empty());
        circulation::withdraw(&mut cx, made[0]).await.unwrap();
        assert_eq!(unassigned(&mut cx, &all.clerk).await, [1]);
    }
}
