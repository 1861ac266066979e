//! What the log commits to.

use crate::{Act, Expected, Purpose, State};
use kernel::{Day, Instant};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who did something, as the log states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// The unit; none for the program itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its key; since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<Uuid>,
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their key; since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<Uuid>,
    /// In whose place they act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
}

/// A file, as the log states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its key.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What the log commits to of a movement: `docs/formats/movement.md`. Fields stand in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// 3; what was written before says 1 or 2: until 3 what was for information moved those above it too, and statements of
    /// version 1 name nobody by a key.
    pub version: u8,
    /// The entry: `123/2026`.
    pub entry: String,
    /// The assignment.
    pub assignment: Uuid,
    /// The assignment from which it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Uuid>,
    /// What was done.
    pub act: Act,
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: Hand,
    /// Who has it, or had it until then.
    pub holder: Hand,
    /// What for.
    pub purpose: Purpose,
    /// What is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// Instructions, the reason of a return, the outcome.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The outgoing entry that answers it: `124/2026`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Where it stands, when it was handed over or reopened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The file of the entry that it is about; since version 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Paper>,
}

impl Statement {
    /// The version that is written.
    pub(crate) const VERSION: u8 = 3;

    /// Whether it moves those from whom the document came: who only knows of it ends nothing, opens nothing and holds
    /// nobody up.
    pub(crate) fn moves_others(&self) -> bool {
        self.purpose == Purpose::Action || self.version < 3
    }
}

/// A movement, as the entry shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Movement {
    /// The year of its number.
    pub year: i64,
    /// Its number: movements are counted in each year.
    pub number: i64,
    /// Its line in the log.
    pub leaf: i64,
    /// What it states.
    #[serde(flatten)]
    pub statement: Statement,
}
