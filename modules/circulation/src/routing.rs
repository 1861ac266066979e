//! To whom a document should go, and why.

use crate::Purpose;
use kernel::{Instant, RuleId, UnitId};
use register::{Confidentiality, Kind};
use serde::Serialize;

/// What assigns by itself is called so.
pub const ROUTING: &str = "routing";
/// How often at least something went somewhere before it is suggested.
const OFTEN: i64 = 3;
/// In how many of a hundred cases at least.
const MOSTLY: i64 = 60;

/// A rule to be added: what a document must be, and where it goes then. At least one condition is there; all must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Kind of document.
    pub kind: Option<Kind>,
    /// Words of the sender's name.
    pub sender: String,
    /// Words of the subject.
    pub words: String,
    /// A folder of the classification plan, with everything under it.
    pub folder: String,
}

/// A rule of the protocol office.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Rule {
    /// Its key.
    pub id: RuleId,
    /// Kind of document.
    pub kind: Option<Kind>,
    /// Words of the sender's name.
    pub sender: Option<String>,
    /// The same, folded.
    pub sender_folded: Option<String>,
    /// Words of the subject.
    pub words: Option<String>,
    /// The same, folded.
    pub words_folded: Option<String>,
    /// A folder, with everything under it.
    pub folder: Option<String>,
    /// Where it goes.
    pub unit: UnitId,
    /// What that unit is called today; none when it is closed.
    pub unit_name: Option<String>,
    /// What for.
    pub purpose: Purpose,
    /// Whether it assigns by itself, or suggests.
    pub automatic: bool,
    /// When it was written.
    pub made_at: Instant,
    /// By whom.
    pub made_by_name: String,
}

/// A document that waits, as far as rules look at it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Waiting {
    pub year: i64,
    pub number: i64,
    pub kind: Kind,
    pub subject_folded: String,
    pub correspondent_folded: Option<String>,
    pub folder: Option<String>,
    pub confidentiality: Confidentiality,
    pub waits: bool,
}

impl Rule {
    /// Whether every condition holds.
    pub(crate) fn fits(&self, one: &Waiting) -> bool {
        let has = |wanted: &Option<String>, text: Option<&str>| {
            let Some(wanted) = wanted else { return true };
            let text = text.unwrap_or_default();
            greek::parts(wanted).all(|word| greek::parts(text).any(|known| known.starts_with(word)))
        };
        self.kind.is_none_or(|kind| kind == one.kind)
            && has(&self.sender_folded, one.correspondent_folded.as_deref())
            && has(&self.words_folded, Some(&one.subject_folded))
            && self.folder.as_ref().is_none_or(|folder| under(folder, one.folder.as_deref()))
    }

    /// How much it asks: of two that fit, the one that asks for more is meant.
    pub(crate) fn weight(&self) -> usize {
        let texts = [&self.sender, &self.words, &self.folder];
        usize::from(self.kind.is_some()) + texts.iter().filter(|text| text.is_some()).count()
    }
}

/// Whether a folder is another one, or stands under it: `15.3` under `15`.
fn under(folder: &str, one: Option<&str>) -> bool {
    one.and_then(|one| one.strip_prefix(folder)).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Why something is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Reason {
    /// The clerk wrote down which unit is competent.
    Competent,
    /// A rule says so.
    Rule,
    /// So many of the papers of the same correspondent went there.
    Sender {
        /// How many went there,
        times: i64,
        /// of how many.
        of: i64,
    },
    /// So many of the papers of the same folder went there.
    Folder {
        /// How many went there,
        times: i64,
        /// of how many.
        of: i64,
    },
}

/// Where a document should go, and why; it is never sent there by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The unit.
    pub unit: UnitId,
    /// Why.
    pub reason: Reason,
}

/// How often papers of an entry's kind went to a unit.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(crate) struct Routed {
    pub year: i64,
    pub number: i64,
    pub unit: UnitId,
    pub times: i64,
}

/// The unit where most of the papers went, with how many of how many; none when it is no habit.
pub(crate) fn habit(routed: &[Routed], place: (i64, i64)) -> Option<(UnitId, i64, i64)> {
    let here = || routed.iter().filter(|one| (one.year, one.number) == place);
    let of: i64 = here().map(|one| one.times).sum();
    let most = here().max_by_key(|one| (one.times, one.unit))?;
    (most.times >= OFTEN && most.times * 100 >= of * MOSTLY).then_some((most.unit, most.times, of))
}
