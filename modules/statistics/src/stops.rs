//! Where a document stood, and for how long: from its assignments and movements. No I/O.

use circulation::{Act, Purpose, State};
use kernel::{AssignmentId, Day, Instant, UnitId};
use register::{Channel, Kind};

/// An assignment, with what is asked of its entry.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Held {
    pub id: AssignmentId,
    pub year: i64,
    pub number: i64,
    pub parent: Option<AssignmentId>,
    pub unit: UnitId,
    pub purpose: Purpose,
    pub state: State,
    pub made_at: Instant,
    pub ended_at: Option<Instant>,
    pub due: Option<Day>,
    /// The unit that registered the entry.
    pub home: Option<UnitId>,
    pub kind: Kind,
    pub channel: Channel,
    pub file_count: i64,
}

/// A movement of an assignment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved {
    pub assignment: AssignmentId,
    pub act: Act,
    pub at: Instant,
}

/// A document at a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stop {
    pub assignment: AssignmentId,
    pub year: i64,
    pub number: i64,
    pub unit: UnitId,
    pub kind: Kind,
    /// Whether the unit had to act.
    pub acts: bool,
    pub arrived_at: Instant,
    /// When somebody there did something with it.
    pub taken_at: Option<Instant>,
    /// When nobody there had to act any more.
    pub left_at: Option<Instant>,
    pub due: Option<Day>,
    /// How often the paper would have been carried.
    pub carried: i64,
    /// How many files would have been copied for it,
    pub copied: i64,
    /// and printed.
    pub printed: i64,
}

/// Whether a document that came so is no paper.
pub(crate) fn without_paper(channel: Channel) -> bool {
    matches!(channel, Channel::Email | Channel::Portal | Channel::InterAgency)
}

/// The stops of an entry, from its assignments in the order of their making and its movements in theirs. `joined` says
/// whether a unit worked in the program on a day: for one that did not, the document was printed and carried all the same.
pub(crate) fn stops(held: &[Held], moved: &[Moved], joined: impl Fn(UnitId, Day) -> bool) -> Vec<Stop> {
    let held: Vec<&Held> = held.iter().filter(|one| one.state != State::Withdrawn).collect();
    let above = |one: &Held| one.parent.and_then(|id| held.iter().find(|other| other.id == id));
    // Who had it already, and from where the paper itself was passed on.
    let (mut stops, mut had, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for one in &held {
        let from = above(one).map(|above| above.unit);
        // What is passed on inside a unit has not left it.
        if from == Some(one.unit) {
            continue;
        }
        let goes = from.or(one.home) != Some(one.unit);
        let first = goes && had.is_empty();
        let new = goes && !had.contains(&one.unit);
        // Of several to whom it goes at once, one gets the paper and the others a copy.
        let copy = new && gone.contains(&one.parent);
        if new {
            had.push(one.unit);
            gone.push(one.parent);
        }
        let files = one.file_count.max(1);
        let counts = joined(one.unit, one.made_at.day());
        let back = i64::from(one.state == State::Returned);
        stops.push(Stop {
            assignment: one.id,
            year: one.year,
            number: one.number,
            unit: one.unit,
            kind: one.kind,
            acts: one.purpose == Purpose::Action,
            arrived_at: one.made_at,
            taken_at: taken(one, moved),
            left_at: left(one, &held, moved),
            due: one.due,
            carried: if goes && counts { 1 + back } else { 0 },
            copied: if copy && counts { files } else { 0 },
            printed: if first && counts && without_paper(one.channel) { files } else { 0 },
        });
    }
    stops
}

/// When somebody first did something with an assignment that they had received.
fn taken(one: &Held, moved: &[Moved]) -> Option<Instant> {
    let acts = |act| matches!(act, Act::Accepted | Act::Returned | Act::Forwarded | Act::Completed | Act::Acknowledged);
    moved.iter().find(|m| m.assignment == one.id && acts(m.act)).map(|m| m.at)
}

/// When it was out of the hands of everybody in the unit; none while somebody there has to act.
fn left(root: &Held, held: &[&Held], moved: &[Moved]) -> Option<Instant> {
    let (mut inside, mut last) = (vec![root.id], out_of_hands(root, moved)?);
    if root.purpose == Purpose::Information {
        return Some(last);
    }
    for one in held {
        let within = one.parent.is_some_and(|parent| inside.contains(&parent));
        if within && one.unit == root.unit && one.purpose == Purpose::Action {
            inside.push(one.id);
            last = last.max(out_of_hands(one, moved)?);
        }
    }
    Some(last)
}

/// When whoever had it passed it on, gave it back or was done.
fn out_of_hands(one: &Held, moved: &[Moved]) -> Option<Instant> {
    let last =
        |wanted: &[Act]| moved.iter().rev().find(|m| m.assignment == one.id && wanted.contains(&m.act)).map(|m| m.at);
    match one.state {
        State::Waiting | State::InHand => None,
        State::Forwarded => last(&[Act::Forwarded]).or(Some(one.made_at)),
        // What was passed on ends with those to whom it went, and had left long before.
        State::Done => last(&[Act::Completed, Act::Acknowledged, Act::Forwarded]).or(one.ended_at),
        State::Returned | State::Withdrawn => one.ended_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: i64) -> Instant {
        Instant::from_micros(1_795_000_000_000_000 + hour * 3_600_000_000)
    }

    fn one(unit: UnitId, parent: Option<&Held>, state: State, hour: i64) -> Held {
        Held {
            id: AssignmentId::new(),
            year: 2026,
            number: 1,
            parent: parent.map(|above| above.id),
            unit,
            purpose: Purpose::Action,
            state,
            made_at: at(hour),
            ended_at: None,
            due: None,
            home: None,
            kind: Kind::Letter,
            channel: Channel::Counter,
            file_count: 2,
        }
    }

    fn moved(of: &Held, act: Act, hour: i64) -> Moved {
        Moved { assignment: of.id, act, at: at(hour) }
    }

    fn everybody(_: UnitId, _: Day) -> bool {
        true
    }

    #[test]
    fn what_is_passed_on_inside_a_unit_has_not_left_it() {
        let unit = UnitId::new();
        let head = Held { ended_at: Some(at(30)), ..one(unit, None, State::Done, 0) };
        let worker = Held { ended_at: Some(at(30)), ..one(unit, Some(&head), State::Done, 2) };
        let way = [
            moved(&head, Act::Accepted, 1),
            moved(&head, Act::Forwarded, 2),
            moved(&worker, Act::Accepted, 5),
            moved(&worker, Act::Completed, 30),
        ];
        let stops = stops(&[head, worker], &way, everybody);
        assert_eq!(stops.len(), 1);
        assert_eq!((stops[0].taken_at, stops[0].left_at), (Some(at(1)), Some(at(30))));
    }

    #[test]
    fn what_went_on_to_another_unit_left_when_it_was_passed_on() {
        let (a, b) = (UnitId::new(), UnitId::new());
        let first = Held { ended_at: Some(at(50)), ..one(a, None, State::Done, 0) };
        let second = Held { ended_at: Some(at(50)), ..one(b, Some(&first), State::Done, 4) };
        let way = [moved(&first, Act::Forwarded, 4), moved(&second, Act::Completed, 50)];
        let stops = stops(&[first, second], &way, everybody);
        assert_eq!([stops[0].left_at, stops[1].left_at], [Some(at(4)), Some(at(50))]);
        assert_eq!([stops[0].carried, stops[1].carried], [1, 1]);
        // The paper itself goes on.
        assert_eq!([stops[0].copied, stops[1].copied], [0, 0]);
    }

    #[test]
    fn what_somebody_still_has_has_not_left() {
        let unit = UnitId::new();
        let head = one(unit, None, State::Forwarded, 0);
        let worker = one(unit, Some(&head), State::Waiting, 1);
        let way = [moved(&head, Act::Forwarded, 1)];
        assert_eq!(stops(&[head, worker], &way, everybody)[0].left_at, None);
    }

    #[test]
    fn an_e_mail_would_have_been_printed_once_and_copied_for_the_others() {
        let units = [UnitId::new(), UnitId::new(), UnitId::new()];
        let mut all: Vec<Held> = units.iter().map(|unit| one(*unit, None, State::Waiting, 0)).collect();
        all.iter_mut().for_each(|one| one.channel = Channel::Email);
        all[2].home = Some(units[2]);
        let numbers = |stops: &[Stop]| stops.iter().map(|s| (s.carried, s.copied, s.printed)).collect::<Vec<_>>();
        // The last one is of the protocol office itself: nothing is carried there.
        assert_eq!(numbers(&stops(&all, &[], everybody)), [(1, 0, 2), (1, 2, 0), (0, 0, 0)]);
        // A unit that has not joined got paper all the same.
        let joined = |unit, _| unit != units[0];
        assert_eq!(numbers(&stops(&all, &[], joined)), [(0, 0, 0), (1, 2, 0), (0, 0, 0)]);
    }

    proptest! {
        #[test]
        fn every_unit_that_receives_has_a_stop_and_none_leaves_before_it_came(
            ways in prop::collection::vec((0_usize..3, prop::option::of(0_usize..5), 0_i64..100, 0_usize..4), 1..8),
        ) {
            let units = [UnitId::new(), UnitId::new(), UnitId::new()];
            let (mut held, mut way): (Vec<Held>, Vec<Moved>) = (Vec::new(), Vec::new());
            for (unit, parent, length, end) in ways {
                let begins = held.len() as i64;
                let parent = parent.and_then(|place| held.get(place).cloned());
                let mut new = one(units[unit], parent.as_ref(), State::Waiting, begins);
                let ended = begins + length;
                match end {
                    0 => {}
                    1 => (new.state, new.ended_at) = (State::Done, Some(at(ended))),
                    2 => (new.state, new.ended_at) = (State::Returned, Some(at(ended))),
                    _ => new.state = State::Forwarded,
                }
                let act = [Act::Assigned, Act::Completed, Act::Returned, Act::Forwarded][end];
                way.push(moved(&new, act, ended));
                held.push(new);
            }
            let stops = stops(&held, &way, everybody);
            for one in &held {
                prop_assert!(stops.iter().any(|stop| stop.unit == one.unit));
            }
            for stop in &stops {
                prop_assert!(stop.left_at.is_none_or(|left| left >= stop.arrived_at));
                prop_assert!(stop.left_at.is_none() || stop.taken_at.is_some());
            }
        }
    }
}
