//! What the movements of an entry come to: what the program did with each, done once more from what the log states.

use crate::{Act, Purpose, State, Statement};
use kernel::Instant;
use register::Handling;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Where an assignment stands after the movements so far.
#[derive(Debug, Clone)]
pub(crate) struct Stand {
    pub parent: Option<Uuid>,
    pub purpose: Purpose,
    pub state: State,
    /// Whether it is closed, or waits, because of those to whom it was passed on.
    pub passed_on: bool,
    pub unit: Option<Uuid>,
    pub person: Option<Uuid>,
    pub answer: Option<String>,
    made_at: Instant,
    ended_at: Option<Instant>,
}

impl Stand {
    /// Whether somebody has it in their own hands.
    pub fn in_hands(&self) -> bool {
        matches!(self.state, State::Waiting | State::InHand)
    }

    fn acts(&self) -> bool {
        self.purpose == Purpose::Action
    }

    fn is_open(&self) -> bool {
        self.in_hands() || self.state == State::Forwarded
    }

    /// Who reads what is restricted because of it.
    fn holder(&self) -> Option<Uuid> {
        self.person.or(self.unit)
    }
}

/// The movements of one entry, taken one by one, oldest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Replay {
    /// Every assignment, in the order of assigning.
    pub stands: BTreeMap<Uuid, Stand>,
    /// To whom the entry was given.
    pub readers: BTreeSet<Uuid>,
    /// Whether every statement said who has it, so that `readers` is all of it.
    pub knows_readers: bool,
}

impl Replay {
    pub fn new() -> Self {
        Self { knows_readers: true, ..Self::default() }
    }

    /// Takes the next movement.
    pub fn take(&mut self, one: &Statement) {
        if one.act == Act::Assigned {
            let stand = Stand {
                parent: one.parent,
                purpose: one.purpose,
                state: State::Waiting,
                passed_on: false,
                unit: None,
                person: None,
                answer: None,
                made_at: one.at,
                ended_at: None,
            };
            self.stands.insert(one.assignment, stand);
        }
        let before = self.stands.get(&one.assignment).cloned();
        let Some(stand) = self.stands.get_mut(&one.assignment) else { return };
        let ended = |state| (state, Some(one.at));
        (stand.state, stand.ended_at) = match one.act {
            Act::Assigned => (State::Waiting, None),
            Act::Accepted => (State::InHand, stand.ended_at),
            Act::Forwarded => (State::Forwarded, None),
            Act::Returned => ended(State::Returned),
            Act::Withdrawn => ended(State::Withdrawn),
            Act::Completed | Act::Acknowledged => ended(State::Done),
            Act::Reopened => (one.state.unwrap_or(State::InHand), None),
            Act::HandedOver => (stand.state, stand.ended_at),
        };
        stand.passed_on = match one.act {
            Act::HandedOver => stand.passed_on,
            act => act == Act::Forwarded,
        };
        stand.answer = one.answer.clone().filter(|_| one.act == Act::Completed);
        (stand.unit, stand.person) = (one.holder.unit_id, one.holder.person_id);
        self.knows_readers &= stand.unit.is_some();
        self.readers(one, before.as_ref());
        self.others(one);
    }

    /// Whom a movement lets in, and whom it shuts out.
    fn readers(&mut self, one: &Statement, before: Option<&Stand>) {
        let holder = self.stands.get(&one.assignment).and_then(Stand::holder);
        if matches!(one.act, Act::Assigned | Act::Accepted | Act::HandedOver) {
            self.readers.extend(holder);
        }
        if let Some(had) = before.filter(|_| matches!(one.act, Act::Returned | Act::Withdrawn | Act::HandedOver)) {
            let stands = || self.stands.values().filter(|s| !matches!(s.state, State::Returned | State::Withdrawn));
            let keeps = |key: Uuid| stands().any(|s| s.holder() == Some(key) || s.unit == Some(key));
            let gone: Vec<Uuid> = [had.person, had.unit].into_iter().flatten().filter(|key| !keeps(*key)).collect();
            self.readers.retain(|key| !gone.contains(key));
        }
    }

    /// What a movement does to those from which the document came.
    fn others(&mut self, one: &Statement) {
        if !one.moves_others() {
            return;
        }
        match one.act {
            Act::Returned | Act::Withdrawn => {
                let above = one.parent.and_then(|parent| self.stands.get_mut(&parent));
                if let Some(above) = above.filter(|above| above.state == State::Forwarded) {
                    (above.state, above.ended_at, above.passed_on) = (State::InHand, None, false);
                }
            }
            Act::Completed => self.upwards(one.parent, |replay, id, above| {
                let done = above.state == State::Forwarded && !replay.has_open_children(id);
                done.then_some((State::Done, Some(one.at)))
            }),
            Act::Reopened => self.upwards(one.parent, |_, _, above| {
                (above.state == State::Done && above.passed_on).then_some((State::Forwarded, None))
            }),
            _ => {}
        }
    }

    /// Changes those above, one after the other, as long as `next` says how.
    fn upwards(
        &mut self,
        mut parent: Option<Uuid>,
        next: impl Fn(&Self, Uuid, &Stand) -> Option<(State, Option<Instant>)>,
    ) {
        while let Some(id) = parent {
            let Some(above) = self.stands.get(&id) else { break };
            let Some(changed) = next(self, id, above) else { break };
            let Some(above) = self.stands.get_mut(&id) else { break };
            (above.state, above.ended_at) = changed;
            parent = above.parent;
        }
    }

    /// Whether something came from an assignment, directly or by others.
    pub fn is_above(&self, above: Uuid, below: Uuid) -> bool {
        let mut parent = self.stands.get(&below).and_then(|stand| stand.parent);
        while let Some(id) = parent {
            if id == above {
                return true;
            }
            parent = self.stands.get(&id).and_then(|stand| stand.parent);
        }
        false
    }

    fn has_open_children(&self, parent: Uuid) -> bool {
        self.stands.values().any(|s| s.parent == Some(parent) && s.acts() && s.is_open())
    }

    /// Whether something came back to the protocol office and was not given to anybody since.
    fn came_back(&self) -> bool {
        let acts = || self.stands.iter().filter(|(_, s)| s.acts());
        // What came back waits until it is given to somebody else, and again when that is taken back.
        let again = |id: Uuid, back: &Stand| {
            let later =
                |(other, s): (&Uuid, &Stand)| *other > id && Some(s.made_at) >= back.ended_at && s.parent.is_none();
            acts().any(|one| later(one) && one.1.state != State::Withdrawn)
        };
        acts().any(|(id, s)| s.state == State::Returned && s.parent.is_none() && !again(*id, s))
    }

    /// How far the entry is; none where nobody has it, and it is one that waits for nobody because it goes out.
    pub fn handling(&self, waits: bool) -> Option<Handling> {
        let acts = || self.stands.values().filter(|s| s.acts());
        if self.came_back() {
            Some(Handling::Unassigned)
        } else if acts().any(Stand::is_open) {
            Some(Handling::InHand)
        } else if acts().any(|s| s.state == State::Done) {
            Some(Handling::Done)
        } else {
            waits.then_some(Handling::Unassigned)
        }
    }
}
