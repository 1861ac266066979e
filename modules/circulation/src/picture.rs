//! The way of an entry as a picture: where it stopped, how it went from one stop to another, and for how long the
//! services worked while it was there.

use crate::{Act, Expected, Purpose, State, Statement, replay::Replay};
use kernel::{AssignmentId, Instant, words};
use law::Office;
use register::Handling;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

words! {
    /// How a document came to a stop.
    Arrival {
        /// It was registered.
        Registered = "registered",
        /// For action.
        Action = "action",
        /// For information.
        Information = "information",
        /// For an opinion.
        Opinion = "opinion",
        /// With everything that somebody else had.
        HandedOver = "handed_over",
    }
}

/// Where a document was, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// The assignment by which it was there; none for the protocol office.
    pub assignment: Option<AssignmentId>,
    /// The unit; none for the protocol office.
    pub unit: Option<String>,
    /// Who had it there; none for the unit as such.
    pub person: Option<String>,
    /// How it came.
    pub arrival: Arrival,
    /// From which stop: its place in the list. The first one came from nowhere.
    pub from: Option<usize>,
    /// How far it is from the first stop.
    pub depth: usize,
    /// When it came.
    pub since: Instant,
    /// For how long the services worked while it was in hands here, in seconds.
    pub time: i64,
    /// The same in hundredths of the longest of those who are to act.
    pub share: i64,
    /// Whether it is in hands here now, and has to be acted on.
    pub here: bool,
    /// Whether it was given back from here.
    pub returned: bool,
    /// Where the assignment stands; none for the protocol office, and where it was handed over to others.
    pub state: Option<State>,
}

/// All stops: each behind the one from which it came, and those that came from one in the order of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The stops.
    pub stops: Vec<Stop>,
    /// The largest distance from the first stop.
    pub depth: usize,
    /// How long the services worked from the first stop to the last movement, or to now where somebody still has it.
    pub time: i64,
}

/// From when to when a picture is drawn, and what is known besides the movements.
pub(crate) struct Span<'a> {
    /// When the entry was registered.
    pub from: Instant,
    /// Now, or when it was cancelled.
    pub to: Instant,
    /// Whether it waited in the protocol office from the beginning, as what comes in does.
    pub waits: bool,
    /// Whether it stands: what was cancelled is in nobody's hands.
    pub active: bool,
    /// When the services work.
    pub office: &'a Office,
}

/// While it is drawn.
struct Drawing<'a> {
    span: Span<'a>,
    stops: Vec<Stop>,
    /// At which stop each assignment is.
    at: BTreeMap<Uuid, usize>,
    /// Since when a stop has it in hands.
    open: BTreeMap<usize, Instant>,
    /// When the last movement was.
    last: Instant,
    replay: Replay,
}

/// Draws the picture of what was done.
pub(crate) fn draw<'s>(span: Span<'_>, done: impl IntoIterator<Item = &'s Statement>) -> Picture {
    let first = Stop {
        assignment: None,
        unit: None,
        person: None,
        arrival: Arrival::Registered,
        from: None,
        depth: 0,
        since: span.from,
        time: 0,
        share: 0,
        here: false,
        returned: false,
        state: None,
    };
    let open = span.waits.then_some((0, span.from)).into_iter().collect();
    let last = span.from;
    let mut drawing = Drawing { span, stops: vec![first], at: BTreeMap::new(), open, last, replay: Replay::new() };
    for one in done {
        drawing.take(one);
    }
    drawing.end()
}

impl Drawing<'_> {
    fn take(&mut self, one: &Statement) {
        self.replay.take(one);
        self.last = one.at;
        match one.act {
            Act::Assigned => self.arrive(one),
            Act::HandedOver => self.hand_over(one),
            Act::Accepted => {
                if let Some(stop) = self.at.get(&one.assignment).and_then(|at| self.stops.get_mut(*at)) {
                    (stop.unit, stop.person) = (one.holder.unit.clone(), one.holder.name.clone());
                }
            }
            Act::Returned => {
                if let Some(stop) = self.at.get(&one.assignment).and_then(|at| self.stops.get_mut(*at)) {
                    stop.returned = true;
                }
            }
            _ => {}
        }
        self.settle(one.at);
    }

    fn arrive(&mut self, one: &Statement) {
        let from = one.parent.and_then(|parent| self.at.get(&parent)).copied().unwrap_or(0);
        let arrival = match (one.purpose, one.parent, one.expected) {
            (Purpose::Information, ..) => Arrival::Information,
            (_, Some(_), Some(Expected::Opinion)) => Arrival::Opinion,
            _ => Arrival::Action,
        };
        self.stop(one, arrival, from);
    }

    fn hand_over(&mut self, one: &Statement) {
        let Some(from) = self.at.get(&one.assignment).copied() else { return };
        self.stop(one, Arrival::HandedOver, from);
        if let Some(since) = self.open.remove(&from) {
            self.spend(from, since, one.at);
        }
    }

    /// A new stop of what a movement is about.
    fn stop(&mut self, one: &Statement, arrival: Arrival, from: usize) {
        self.at.insert(one.assignment, self.stops.len());
        self.stops.push(Stop {
            assignment: Some(AssignmentId(one.assignment)),
            unit: one.holder.unit.clone(),
            person: one.holder.name.clone(),
            arrival,
            from: Some(from),
            depth: self.stops.get(from).map_or(0, |from| from.depth) + 1,
            since: one.at,
            time: 0,
            share: 0,
            here: false,
            returned: false,
            state: None,
        });
    }

    fn spend(&mut self, stop: usize, from: Instant, to: Instant) {
        let time = self.span.office.working_time(from, to);
        if let Some(stop) = self.stops.get_mut(stop) {
            stop.time += time;
        }
    }

    /// Who has it in hands by now, and who has not any more.
    fn settle(&mut self, at: Instant) {
        let waits = self.replay.handling(self.span.waits) == Some(Handling::Unassigned);
        let mut hands: Vec<(usize, bool)> = vec![(0, waits)];
        let stands = self.replay.stands.iter();
        hands.extend(stands.filter_map(|(id, stand)| Some((*self.at.get(id)?, stand.in_hands()))));
        for (stop, has) in hands {
            match self.open.get(&stop).copied() {
                None if has => drop(self.open.insert(stop, at)),
                Some(since) if !has => {
                    self.open.remove(&stop);
                    self.spend(stop, since, at);
                }
                _ => {}
            }
        }
    }

    fn end(mut self) -> Picture {
        let to = self.span.to;
        let mut end = self.last;
        for (stop, since) in std::mem::take(&mut self.open) {
            self.spend(stop, since, to);
            let informs = self.stops[stop].arrival == Arrival::Information;
            self.stops[stop].here = self.span.active && !informs;
            end = if informs { end } else { to };
        }
        for (id, stop) in &self.at {
            self.stops[*stop].state = self.replay.stands.get(id).map(|stand| stand.state);
        }
        // What is unread for weeks would make all else short.
        let acts = self.stops.iter().filter(|stop| stop.arrival != Arrival::Information);
        let longest = acts.map(|stop| stop.time).max().unwrap_or_default().max(1);
        for stop in &mut self.stops {
            stop.share = (stop.time * 100 / longest).min(100);
        }
        let time = self.span.office.working_time(self.span.from, end);
        let depth = self.stops.iter().map(|stop| stop.depth).max().unwrap_or_default();
        Picture { stops: behind_each_other(self.stops), depth, time }
    }
}

/// Each stop right behind the one from which it came, with all that came from it: no arrow crosses another.
fn behind_each_other(stops: Vec<Stop>) -> Vec<Stop> {
    let mut order = Vec::with_capacity(stops.len());
    let mut todo = vec![0];
    while let Some(at) = todo.pop() {
        order.push(at);
        // The last is taken first.
        todo.extend((0..stops.len()).rev().filter(|other| stops[*other].from == Some(at)));
    }
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, at)| (*at, place)).collect();
    let moved =
        |at: usize| Stop { from: stops[at].from.and_then(|from| place.get(&from).copied()), ..stops[at].clone() };
    order.into_iter().map(moved).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::statement::Hand;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn done(act: Act, of: u128, parent: Option<u128>, when: &str) -> Statement {
        let unit = format!("Τμήμα {of}");
        Statement {
            version: Statement::VERSION,
            entry: "1/2026".into(),
            assignment: Uuid::from_u128(of),
            parent: parent.map(Uuid::from_u128),
            act,
            at: at(when),
            by: Hand { unit: None, unit_id: None, name: None, person_id: None, instead_of: None },
            holder: Hand {
                unit: Some(unit),
                unit_id: Some(Uuid::from_u128(of)),
                name: None,
                person_id: None,
                instead_of: None,
            },
            purpose: Purpose::Action,
            expected: None,
            due: None,
            text: String::new(),
            answer: None,
            state: None,
            file: None,
        }
    }

    /// As short as a picture can be told: which stop, from which, minutes, whether it is there.
    fn told(picture: &Picture) -> Vec<(Option<u128>, Option<usize>, i64, bool)> {
        let one = |s: &Stop| (s.assignment.map(|a| a.0.as_u128()), s.from, s.time / 60, s.here);
        picture.stops.iter().map(one).collect()
    }

    #[test]
    fn time_is_counted_where_it_was_in_hands() {
        let office = Office::since_ever(7 * 60, 15 * 60);
        let span =
            |to| Span { from: at("2026-11-23T06:00:00Z"), to: at(to), waits: true, active: true, office: &office };
        // Athens is two hours ahead: registered at eight, given at nine, passed on at ten to two, of whom one gives it back.
        let mut movements = vec![
            done(Act::Assigned, 1, None, "2026-11-23T07:00:00Z"),
            done(Act::Forwarded, 1, None, "2026-11-23T08:00:00Z"),
            done(Act::Assigned, 2, Some(1), "2026-11-23T08:00:00Z"),
            done(Act::Assigned, 3, None, "2026-11-23T08:00:00Z"),
            done(Act::Assigned, 4, Some(1), "2026-11-23T08:00:00Z"),
            done(Act::Completed, 2, Some(1), "2026-11-23T10:00:00Z"),
            done(Act::Returned, 4, Some(1), "2026-11-23T11:00:00Z"),
        ];
        let picture = draw(span("2026-11-23T12:00:00Z"), &movements);
        let expected = [
            (None, None, 60, false),
            (Some(1), Some(0), 60 + 60, true),
            (Some(2), Some(1), 120, false),
            (Some(4), Some(1), 180, false),
            (Some(3), Some(0), 240, true),
        ];
        assert_eq!(told(&picture), expected);
        assert_eq!((picture.depth, picture.time, picture.stops[3].returned), (2, 6 * 3600, true));
        // Both give it back: it is in the protocol office again, also when nobody works.
        movements.push(done(Act::Returned, 1, None, "2026-11-23T12:00:00Z"));
        movements.push(done(Act::Returned, 3, None, "2026-11-23T12:00:00Z"));
        let picture = draw(span("2026-11-24T06:00:00Z"), &movements);
        assert_eq!(told(&picture)[0], (None, None, 60 + 60 + 60, true));
    }

    #[test]
    fn what_is_handed_over_goes_on_elsewhere() {
        let office = Office::since_ever(7 * 60, 15 * 60);
        let span = Span {
            from: at("2026-11-23T06:00:00Z"),
            to: at("2026-11-23T10:00:00Z"),
            waits: true,
            active: true,
            office: &office,
        };
        let movements = [
            done(Act::Assigned, 1, None, "2026-11-23T06:00:00Z"),
            done(Act::Accepted, 1, None, "2026-11-23T07:00:00Z"),
            Statement { state: Some(State::InHand), ..done(Act::HandedOver, 1, None, "2026-11-23T08:00:00Z") },
        ];
        let picture = draw(span, &movements);
        let stops: Vec<_> = picture.stops.iter().map(|s| (s.arrival, s.time / 60, s.here)).collect();
        use Arrival::{Action, HandedOver, Registered};
        assert_eq!(stops, [(Registered, 0, false), (Action, 120, false), (HandedOver, 120, true)]);
        assert_eq!(picture.stops[1].state, None, "it stands where it went");
    }
}
