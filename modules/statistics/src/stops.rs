//! Where a document stood, and for how long: from its assignments and movements. No I/O.

use circulation::{Act, Purpose, State};
use kernel::{AssignmentId, Day, FileId, Instant, UnitId};
use register::{Channel, Kind};
use std::collections::BTreeSet;

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
    /// The one file that it is about; none for the whole entry.
    pub file: Option<FileId>,
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
    /// Whether somebody there was done behind their last day.
    pub late: bool,
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

impl Stop {
    /// Takes in what somebody else of the unit received: the document stands there until nobody has to act any more. Who
    /// is only informed keeps nothing there while others act.
    fn join(&mut self, other: &Self) {
        if self.acts == other.acts {
            self.due = match (self.left_at, other.left_at) {
                (Some(_), None) => other.due,
                (None, Some(_)) => self.due,
                (None, None) => self.due.into_iter().chain(other.due).min(),
                (Some(_), Some(_)) => self.due.max(other.due),
            };
            self.left_at = self.left_at.zip(other.left_at).map(|(one, two)| one.max(two));
            self.late |= other.late;
        } else if other.acts {
            (self.acts, self.left_at, self.due, self.late) = (true, other.left_at, other.due, other.late);
        }
        self.taken_at = self.taken_at.into_iter().chain(other.taken_at).min();
        // One paper comes for all of them, and goes back when all of them give it back.
        self.carried = self.carried.min(other.carried);
        self.copied += other.copied;
        self.printed += other.printed;
    }
}

/// What would have become of the paper of an entry: what each unit has of it, and to whom it went at once.
#[derive(Default)]
struct Paper {
    had: Vec<(UnitId, Option<FileId>)>,
    given: Vec<(Option<AssignmentId>, Option<FileId>)>,
    printed: BTreeSet<FileId>,
    whole: bool,
}

impl Paper {
    /// How many files are copied and printed when it goes to somebody. No file is the whole entry.
    fn goes(&mut self, one: &Held) -> (i64, i64) {
        let same = |file: &Option<FileId>| file.is_none() || *file == one.file;
        if self.had.iter().any(|(unit, file)| *unit == one.unit && same(file)) {
            return (0, 0);
        }
        let files = one.file_count.max(1);
        // Of several to whom it goes at once, one gets the paper and the others a copy.
        let before = || self.given.iter().filter(|(parent, _)| *parent == one.parent).map(|(_, file)| file);
        let copied = match one.file {
            _ if before().any(Option::is_none) => one.file.map_or(files, |_| 1),
            Some(_) => i64::from(before().any(same)),
            None => count(before().flatten().collect::<BTreeSet<_>>().len()).min(files),
        };
        let printed = match one.file {
            _ if self.whole => 0,
            Some(file) => i64::from(self.printed.insert(file)),
            None => (files - count(self.printed.len())).max(0),
        };
        self.whole |= one.file.is_none();
        self.had.push((one.unit, one.file));
        self.given.push((one.parent, one.file));
        (copied, printed)
    }
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// The stops of an entry, from its assignments in the order of their making and its movements in theirs. What several
/// people of a unit have at the same time, because somebody gave it to them, is one stop. `joined` says whether a unit
/// worked in the program on a day: for one that did not, the document was printed and carried all the same.
pub(crate) fn stops(held: &[Held], moved: &[Moved], joined: impl Fn(UnitId, Day) -> bool) -> Vec<Stop> {
    let held: Vec<&Held> = held.iter().filter(|one| one.state != State::Withdrawn).collect();
    let above = |one: &Held| one.parent.and_then(|id| held.iter().find(|other| other.id == id));
    let (mut stops, mut paper): (Vec<(Option<AssignmentId>, Stop)>, _) = (Vec::new(), Paper::default());
    for one in &held {
        let from = above(one).map(|above| above.unit);
        // What is passed on inside a unit has not left it.
        if from == Some(one.unit) {
            continue;
        }
        let goes = from.or(one.home) != Some(one.unit);
        let (copied, printed) = if goes { paper.goes(one) } else { (0, 0) };
        let counts = joined(one.unit, one.made_at.day());
        let (acts, left_at) = (one.purpose == Purpose::Action, left(one, &held, moved));
        let stop = Stop {
            assignment: one.id,
            year: one.year,
            number: one.number,
            unit: one.unit,
            kind: one.kind,
            acts,
            arrived_at: one.made_at,
            taken_at: taken(one, moved),
            left_at,
            due: one.due,
            late: left_at.zip(one.due).is_some_and(|(left, due)| left.day() > due),
            carried: if goes && counts { 1 + i64::from(one.state == State::Returned) } else { 0 },
            copied: if counts { copied } else { 0 },
            printed: if counts && without_paper(one.channel) { printed } else { 0 },
        };
        let stands = |other: &Stop| other.unit == one.unit && other.left_at.is_none_or(|left| left >= one.made_at);
        match stops.iter_mut().find(|(parent, other)| *parent == one.parent && stands(other)) {
            Some((_, other)) => other.join(&stop),
            None => stops.push((one.parent, stop)),
        }
    }
    stops.into_iter().map(|(_, stop)| stop).collect()
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
            file: None,
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

    #[test]
    fn one_file_is_one_paper() {
        let units = [UnitId::new(), UnitId::new(), UnitId::new(), UnitId::new()];
        let files = [FileId::new(), FileId::new()];
        let numbers = |about: [Option<FileId>; 4]| {
            let mut all: Vec<Held> = units.iter().map(|unit| one(*unit, None, State::Waiting, 0)).collect();
            for (held, file) in all.iter_mut().zip(about) {
                (held.channel, held.file_count, held.file) = (Channel::Email, 3, file);
            }
            stops(&all, &[], everybody).iter().map(|s| (s.copied, s.printed)).collect::<Vec<_>>()
        };
        let [a, b] = files.map(Some);
        assert_eq!(numbers([a, b, a, b]), [(0, 1), (0, 1), (1, 0), (1, 0)], "each its own, and then a copy of it");
        assert_eq!(numbers([None, a, None, b]), [(0, 3), (1, 0), (3, 0), (1, 0)]);
        assert_eq!(numbers([a, None, a, b]), [(0, 1), (1, 2), (1, 0), (1, 0)], "what is not printed yet is printed");
    }

    #[test]
    fn what_several_of_a_unit_receive_is_one_document() {
        let unit = UnitId::new();
        let mut all: Vec<Held> = (0..3).map(|_| one(unit, None, State::Waiting, 0)).collect();
        all[2].purpose = Purpose::Information;
        let seen = |all: &[Held], way: &[Moved]| {
            let stops = stops(all, way, everybody);
            let one = |stop: &Stop| (stop.arrived_at, stop.taken_at, stop.left_at, stop.carried);
            stops.iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(seen(&all, &[]), [(at(0), None, None, 1)]);
        let (first, second) = (moved(&all[0], Act::Completed, 5), moved(&all[1], Act::Returned, 9));
        (all[0].state, all[0].ended_at) = (State::Done, Some(at(5)));
        assert_eq!(seen(&all, &[first]), [(at(0), Some(at(5)), None, 1)], "the other has it still");
        (all[1].state, all[1].ended_at) = (State::Returned, Some(at(9)));
        assert_eq!(
            seen(&all, &[first, second]),
            [(at(0), Some(at(5)), Some(at(9)), 1)],
            "who is informed is no matter"
        );
        // What comes back when it had left is another stop.
        all.push(one(unit, None, State::Waiting, 20));
        assert_eq!(seen(&all, &[first, second])[1], (at(20), None, None, 1));
    }

    #[test]
    fn several_are_late_when_one_of_them_was() {
        let unit = UnitId::new();
        let day = |hour| Some(at(hour).day());
        let mut all: Vec<Held> =
            [0, 240].iter().map(|due| Held { due: day(*due), ..one(unit, None, State::Done, 0) }).collect();
        for (held, end) in all.iter_mut().zip([0, 200]) {
            held.ended_at = Some(at(end));
        }
        let late = |all: &[Held]| stops(all, &[], everybody).iter().map(|s| (s.late, s.due)).collect::<Vec<_>>();
        assert_eq!(late(&all), [(false, day(240))], "each was in time");
        all[0].ended_at = Some(at(48));
        assert_eq!(late(&all), [(true, day(240))]);
        all[1].state = State::Waiting;
        assert_eq!(stops(&all, &[], everybody)[0].due, day(240), "what is still to be done");
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
