//! Whose mails are registered without a person.

use kernel::{Instant, RuleId, UnitId};
use register::Kind;
use serde::Serialize;

/// What registers by a rule is called so, in the register too.
pub const BY_RULE: &str = "Αυτόματη καταχώριση";

/// What adds a scan to the entry that the label on the paper names is called so.
pub const BY_LABEL: &str = "Σάρωση με ετικέτα";

/// A rule to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRule {
    /// An address, or all of a domain: `@dei.gr`.
    pub sender: String,
    /// Words that the subject must have; empty for any.
    pub words: String,
    /// The kind of document; none for a letter.
    pub kind: Option<Kind>,
    /// The folder of the classification plan; empty for none.
    pub folder: String,
    /// The unit that is to deal with it.
    pub unit: Option<UnitId>,
}

/// A rule that stands.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Rule {
    /// Its key.
    pub id: RuleId,
    /// An address, or all of a domain: `@dei.gr`.
    pub sender: String,
    /// Words that the subject must have.
    pub words: Option<String>,
    /// The same, folded.
    pub words_folded: Option<String>,
    /// The kind of document.
    pub kind: Kind,
    /// The folder of the classification plan.
    pub folder: Option<String>,
    /// The unit that is to deal with it.
    pub unit: Option<UnitId>,
    /// What that unit is called today; none when it is closed.
    pub unit_name: Option<String>,
    /// Whether the folder takes new entries today.
    #[sqlx(skip)]
    pub folder_open: bool,
    /// When it was written.
    pub made_at: Instant,
    /// By whom.
    pub made_by_name: String,
}

impl Rule {
    /// Whether a mail is meant.
    pub(crate) fn fits(&self, address: &str, subject: &str) -> bool {
        let from = if self.sender.starts_with('@') { address.ends_with(&self.sender) } else { address == self.sender };
        let Some(wanted) = &self.words_folded else { return from };
        let subject = greek::fold(subject);
        let has = |word: &str| greek::parts(&subject).any(|known| known.starts_with(word));
        from && greek::parts(wanted).all(has)
    }

    /// How much it asks: of two that fit, the one that asks for more is meant.
    pub(crate) fn weight(&self) -> usize {
        usize::from(!self.sender.starts_with('@')) * 2 + usize::from(self.words.is_some())
    }
}
