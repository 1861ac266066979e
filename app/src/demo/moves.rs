//! How the papers of the last weeks went their way: assigned, accepted, passed on, done, now and then returned.

use super::{names::Dice, people::Staff};
use crate::AppError;
use circulation::{NewAssignment, Order, Outcome, Purpose, Recipient};
use db::Cx;
use kernel::{Actor, AssignmentId, Day, Instant, UnitId};
use register::{Entry, Handling};
use std::{collections::BTreeMap, sync::Arc};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Older papers are done, as they were before the municipality circulated anything here.
const WEEKS: i64 = 42 * DAY;

/// What happens next with a paper.
enum Step {
    /// A clerk gives it to the competent unit.
    Assign { place: (i64, i64), unit: UnitId },
    /// The head of the unit takes it over, and decides.
    Head { id: AssignmentId, unit: UnitId },
    /// Somebody of the unit takes it over.
    Worker { id: AssignmentId, who: Arc<Actor> },
    /// It is done.
    Complete { id: AssignmentId, who: Arc<Actor> },
}

/// What is still to happen, in the order of time.
pub(super) struct Moves<'a> {
    staff: &'a Staff,
    now: Instant,
    dice: Dice,
    steps: BTreeMap<(Instant, usize), Step>,
    count: usize,
}

impl<'a> Moves<'a> {
    pub(super) fn new(staff: &'a Staff, now: Instant) -> Self {
        Self { staff, now, dice: Dice::new(11), steps: BTreeMap::new(), count: 0 }
    }

    fn push(&mut self, at: Instant, step: Step) {
        self.count += 1;
        self.steps.insert((at, self.count), step);
    }

    /// After up to so many hours, while the offices are open.
    fn after(&mut self, at: Instant, hours: usize) -> Instant {
        let then = at.plus_seconds(1800 + self.dice.below(hours * 3600) as i64);
        let open = |day: Day| greek::is_working_day(day.0, &[]);
        if open(then.day()) && (7..15).contains(&then.clock().hour()) {
            return then;
        }
        let mut day = if then.clock().hour() < 7 { then.day() } else { then.day().next() };
        while !open(day) {
            day = day.next();
        }
        day.start().plus_seconds(7 * HOUR + 1800 + self.dice.below(5 * 3600) as i64)
    }

    /// A paper that was just registered.
    pub(super) async fn begin(&mut self, cx: &mut Cx, entry: &Entry) -> Result<(), AppError> {
        let place = (entry.year, entry.number);
        if entry.fields.direction == register::Direction::Outgoing {
            return Ok(());
        }
        if entry.registered_at.micros() < self.now.plus_seconds(-WEEKS).micros() {
            return Ok(register::handled(cx, place, Handling::Done).await?);
        }
        if let Some(unit) = entry.fields.competent_unit {
            let at = self.after(entry.registered_at, 30);
            self.push(at, Step::Assign { place, unit });
        }
        Ok(())
    }

    /// Does what happens until then.
    pub(super) async fn run(&mut self, cx: &mut Cx, until: Instant) -> Result<(), AppError> {
        while let Some(entry) = self.steps.first_entry().filter(|entry| entry.key().0 < until) {
            let ((at, _), step) = entry.remove_entry();
            cx.now = at;
            self.step(cx, at, step).await?;
        }
        Ok(())
    }

    async fn step(&mut self, cx: &mut Cx, at: Instant, step: Step) -> Result<(), AppError> {
        match step {
            Step::Assign { place, unit } => {
                cx.actor = Arc::clone(self.dice.pick(&self.staff.clerks));
                let mut order = self.order(cx, unit).await?;
                order.to.extend(self.archive(unit));
                let to: Vec<_> = order.to.iter().map(|one| (one.to.unit, one.purpose)).collect();
                match circulation::assign(cx, place, order).await {
                    Ok(made) => {
                        for (id, (unit, _)) in made.into_iter().zip(to).filter(|(_, to)| to.1 == Purpose::Action) {
                            let next = self.after(at, 40);
                            self.push(next, Step::Head { id, unit });
                        }
                    }
                    // It was cancelled meanwhile.
                    Err(circulation::CirculationError::Register(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Step::Head { id, unit } => self.decide(cx, at, id, unit).await?,
            Step::Worker { id, who } => {
                cx.actor = Arc::clone(&who);
                circulation::accept(cx, id).await?;
                let done = self.after(at, 14 * 24);
                self.push(done, Step::Complete { id, who });
            }
            Step::Complete { id, who } => {
                cx.actor = who;
                let text = "Εξετάστηκε και ολοκληρώθηκε.".to_owned();
                circulation::complete(cx, id, Outcome { text, answer: None }).await?;
            }
        }
        Ok(())
    }

    async fn order(&mut self, cx: &mut Cx, unit: UnitId) -> Result<Order, AppError> {
        let to = Recipient { unit, employee: None };
        let due = if self.dice.percent(60) { (3 + self.dice.below(12)).to_string() } else { String::new() };
        let due = circulation::deadline(cx, &due).await?;
        let instructions =
            if self.dice.percent(20) { "Για τις δικές σας ενέργειες." } else { "" }.to_owned();
        Ok(Order {
            to: vec![NewAssignment { to, purpose: Purpose::Action }],
            expected: None,
            instructions,
            due,
            file: None,
        })
    }

    /// Now and then the archive has to bring something out for it, or is to know of it.
    fn archive(&mut self, competent: UnitId) -> Option<NewAssignment> {
        let unit = self.staff.clerks.first()?.employee()?.unit.filter(|unit| *unit != competent)?;
        let purpose = if self.dice.percent(70) { Purpose::Action } else { Purpose::Information };
        let wanted = self.dice.percent(12);
        wanted.then_some(NewAssignment { to: Recipient { unit, employee: None }, purpose })
    }

    /// What the head does with it.
    async fn decide(&mut self, cx: &mut Cx, at: Instant, id: AssignmentId, unit: UnitId) -> Result<(), AppError> {
        let Some(head) = self.staff.heads.get(&unit).cloned() else { return Ok(()) };
        cx.actor = Arc::clone(&head);
        if self.dice.percent(4) {
            circulation::give_back(cx, id, "Δεν είναι αρμοδιότητα της μονάδας μας.").await?;
            return Ok(());
        }
        circulation::accept(cx, id).await?;
        let workers = self.staff.workers.get(&unit).map(Vec::as_slice).unwrap_or_default();
        if workers.is_empty() || self.dice.percent(20) {
            let done = self.after(at, 7 * 24);
            self.push(done, Step::Complete { id, who: head });
            return Ok(());
        }
        let who = Arc::clone(self.dice.pick(workers));
        let to = Recipient { unit, employee: who.employee().map(|e| e.id) };
        let order = Order { to: vec![NewAssignment { to, purpose: Purpose::Action }], ..Order::default() };
        let passed = circulation::forward(cx, id, order).await?;
        let next = self.after(at, 48);
        self.push(next, Step::Worker { id: passed[0], who });
        Ok(())
    }
}
