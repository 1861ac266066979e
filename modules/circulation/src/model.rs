//! The nouns of circulation.

use crate::{Comment, Movement, Picture};
use kernel::{AssignmentId, Day, EmployeeId, FileId, Instant, UnitId, words};
use register::{Confidentiality, Direction, Handling};
use serde::Serialize;
use uuid::Uuid;

words! {
    /// What somebody gets a document for.
    Purpose {
        /// Για ενέργεια: they have to deal with it.
        Action = "action",
        /// Για ενημέρωση: they have to know of it.
        Information = "information",
    }
}

words! {
    /// What is expected of whoever deals with it.
    Expected {
        /// An answer that goes out.
        Reply = "reply",
        /// An opinion for whoever asks.
        Opinion = "opinion",
        /// It is filed only.
        File = "file",
    }
}

words! {
    /// Where an assignment stands.
    State {
        /// Nobody has accepted it yet.
        Waiting = "waiting",
        /// Accepted.
        InHand = "in_hand",
        /// Passed on; open until those to whom it went are done.
        Forwarded = "forwarded",
        /// Given back.
        Returned = "returned",
        /// Done, or read.
        Done = "done",
        /// Taken back before anybody had acted on it.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What was done with an assignment.
    Act {
        /// It was made.
        Assigned = "assigned",
        /// It was accepted.
        Accepted = "accepted",
        /// It was given back.
        Returned = "returned",
        /// It was passed on.
        Forwarded = "forwarded",
        /// It was done.
        Completed = "completed",
        /// It was read.
        Acknowledged = "acknowledged",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// It was given to somebody else with everything that they had.
        HandedOver = "handed_over",
        /// What had been said to be done, or read, is not: nobody had acted on it yet.
        Reopened = "reopened",
    }
}

words! {
    /// The parts of a tray.
    Tab {
        /// To accept.
        Accept = "accept",
        /// In hand.
        InHand = "in_hand",
        /// Passed on, and waiting for others.
        Others = "others",
        /// For information, unread.
        Information = "information",
        /// To accept or in hand, and late.
        Overdue = "overdue",
        /// Done, the newest first.
        Done = "done",
    }
}

/// To whom a document goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipient {
    /// The unit.
    pub unit: UnitId,
    /// Somebody who works there; none for the unit as such.
    pub employee: Option<EmployeeId>,
}

/// One recipient, and what for.
#[derive(Debug, Clone, Copy)]
pub struct NewAssignment {
    /// To whom.
    pub to: Recipient,
    /// What for.
    pub purpose: Purpose,
}

/// What whoever assigns says.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// To whom, many at once.
    pub to: Vec<NewAssignment>,
    /// What is expected of those who act.
    pub expected: Option<Expected>,
    /// What they are to know.
    pub instructions: String,
    /// The last day, of those who act.
    pub due: Option<Day>,
    /// Which file of the entry it is about; none for the whole entry.
    pub file: Option<FileId>,
}

/// A document in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Assignment {
    /// The assignment.
    pub id: AssignmentId,
    /// The year of the entry's number.
    pub year: i64,
    /// The entry's number.
    pub number: i64,
    /// The assignment from which it was passed on, or for which an opinion is asked.
    pub parent: Option<AssignmentId>,
    /// The unit that has it.
    pub unit: UnitId,
    /// What it was called when it got it.
    pub unit_name: String,
    /// Who has it there; none for the unit as such.
    pub employee: Option<EmployeeId>,
    /// Their name.
    pub employee_name: Option<String>,
    /// What for.
    pub purpose: Purpose,
    /// What is expected.
    pub expected: Option<Expected>,
    /// What they are to know.
    pub instructions: Option<String>,
    /// The last day.
    pub due: Option<Day>,
    /// Where it stands.
    pub state: State,
    /// When it was made.
    pub made_at: Instant,
    /// Who made it.
    pub made_by: Option<EmployeeId>,
    /// Their name.
    pub made_by_name: String,
    /// Their unit then.
    pub made_by_unit: Option<String>,
    /// When it was accepted.
    pub accepted_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// The year of the outgoing entry that answers it.
    pub answer_year: Option<i64>,
    /// Its number.
    pub answer_number: Option<i64>,
    /// The file of the entry that it is about; none for the whole entry.
    pub file: Option<FileId>,
    /// Its name.
    pub file_name: Option<String>,
}

impl Assignment {
    /// Whether somebody still has to do something with it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Waiting | State::InHand)
    }

    /// To whom it was given: who has it now.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient { unit: self.unit, employee: self.employee }
    }

    /// Who reads what is restricted because of it: the person, or the unit for those who lead it.
    #[must_use]
    pub fn holder(&self) -> Uuid {
        self.employee.map_or(self.unit.0, |e| e.0)
    }
}

/// That an entry came back to the protocol office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CameBack {
    /// From which unit.
    pub from: String,
    /// When.
    pub at: Instant,
    /// Why.
    pub why: String,
}

/// A mail that a server refused for good.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Undelivered {
    /// When.
    pub at: Instant,
    /// To whom it should have gone.
    pub address: String,
    /// What the server said.
    pub error: String,
}

/// A line of a tray.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Item {
    /// The assignment.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub assignment: Assignment,
    /// Subject of the entry.
    pub subject: String,
    /// Its sender or recipient.
    pub correspondent_name: Option<String>,
    /// Which way it goes.
    pub direction: Direction,
    /// Who may read it.
    pub confidentiality: Confidentiality,
    /// Whether it was given to the reader, so that they read it though it is restricted.
    #[serde(skip)]
    pub opened: bool,
    /// Whether the reader may move it.
    #[sqlx(skip)]
    pub may: bool,
}

/// Whose tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What names the actor.
    Mine,
    /// Everything of a unit in which the actor works.
    Unit(UnitId),
    /// What names somebody for whom the actor stands in today.
    Of(EmployeeId),
}

/// A page of a tray.
#[derive(Debug, Clone)]
pub struct Tray {
    /// The lines, the most urgent first.
    pub items: Vec<Item>,
    /// The last line, when there are more behind it.
    pub next: Option<AssignmentId>,
}

/// How much each part of a tray holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// To accept.
    pub accept: i64,
    /// In hand.
    pub in_hand: i64,
    /// Waiting for others.
    pub others: i64,
    /// For information, unread.
    pub information: i64,
    /// To accept or in hand, and late.
    pub overdue: i64,
}

/// How much somebody of a unit has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct Load {
    /// Who; none for the unit as such.
    pub employee: Option<EmployeeId>,
    /// Their name.
    pub name: Option<String>,
    /// To accept.
    pub accept: i64,
    /// In hand.
    pub in_hand: i64,
    /// Waiting for others.
    pub others: i64,
    /// To accept or in hand, and late.
    pub overdue: i64,
}

/// What came of a hand-over, or of a part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// How many went over.
    pub gone: usize,
    /// How many stayed because they are closed to whoever handed over.
    pub left: usize,
    /// Behind which the next part begins, where there may be more.
    pub next: Option<AssignmentId>,
}

/// Who has or had what was moved.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Moved {
    /// The year of the movement.
    pub year: i64,
    /// Its number.
    pub number: i64,
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub employee: Option<EmployeeId>,
    /// The unit that had passed it on,
    pub from_unit: Option<UnitId>,
    /// and the person.
    pub from_employee: Option<EmployeeId>,
}

/// The way of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Where it is and was, in the order of assigning.
    pub assignments: Vec<Assignment>,
    /// What was done, oldest first.
    pub movements: Vec<Movement>,
    /// What was said, oldest first.
    pub comments: Vec<Comment>,
    /// Whether the actor may say something.
    pub may_comment: bool,
    /// The open ones that the actor may move.
    pub mine: Vec<AssignmentId>,
    /// Those that the actor may take back.
    pub withdrawable: Vec<AssignmentId>,
    /// Those that are done or read, and that the actor may reopen while nobody has acted on them.
    pub reopenable: Vec<AssignmentId>,
    /// The same as a picture, with the time at each stop.
    pub picture: Picture,
    /// Whether the actor may assign the entry.
    pub may_assign: bool,
    /// Who is away of those who have it, and who stands in.
    pub away: Vec<identity::Absence>,
    /// Mails about it that a server refused for good, for those who move documents.
    pub undelivered: Vec<Undelivered>,
}

/// What whoever completes says.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// What was done.
    pub text: String,
    /// The outgoing entry that answers it: year and number.
    pub answer: Option<(i64, i64)>,
}

/// To whom somebody may assign.
#[derive(Debug, Clone)]
pub struct Recipients {
    /// Every unit of today, as a tree.
    pub units: Vec<identity::Node>,
    /// The people of the units that the actor leads or works in.
    pub people: Vec<identity::Position>,
}

/// Who deals with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// The unit.
    pub unit: String,
    /// The person, where one is named.
    pub employee: Option<String>,
}

/// Where an entry is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// How far it is.
    pub handling: Handling,
    /// Who deals with it: the first two.
    pub holders: Vec<Holder>,
    /// How many do.
    pub count: i64,
}
