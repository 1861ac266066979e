//! The nouns: types and rules, no I/O.

use blobs::Stored;
use documents::File;
use kernel::{EmployeeId, Instant, ProposalId, UnitId, words};
use serde::Serialize;

/// For so long somebody who looks into a proposal keeps it from others, seconds.
pub(crate) const CLAIM: i64 = 15 * 60;

words! {
    /// By which way it came.
    Source {
        /// A mail of the mailbox.
        Email = "email",
        /// A file of the scanner.
        Scan = "scan",
    }
}

words! {
    /// Where it stands.
    State {
        /// Nobody has decided yet.
        Waiting = "waiting",
        /// It became an entry.
        Registered = "registered",
        /// It becomes none.
        Refused = "refused",
    }
}

words! {
    /// What a file of a proposal is.
    PartRole {
        /// The text of the mail, as PDF.
        Body = "body",
        /// What came with it.
        Attachment = "attachment",
        /// What the scanner made.
        Scan = "scan",
    }
}

words! {
    /// Why something was not taken.
    Trouble {
        /// `winmail.dat`: only Outlook opens it.
        Winmail = "winmail",
        /// It has no bytes.
        Empty = "empty",
        /// The virus scanner knows it.
        Infected = "infected",
        /// The virus scanner does not look at such files.
        Unscanned = "unscanned",
        /// It is larger than allowed.
        Large = "large",
        /// It asks for a password, and such files are not taken.
        Encrypted = "encrypted",
        /// There are more than an entry may have.
        Many = "many",
        /// It cannot be taken apart.
        Unreadable = "unreadable",
    }
}

/// Where a mail lies in the mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    /// From when its number holds (UIDVALIDITY).
    pub validity: i64,
    /// Its number.
    pub uid: i64,
}

/// A file of what comes in, which is stored already; of what was not taken the name and why.
#[derive(Debug, Clone)]
pub struct NewPart {
    /// What it is.
    pub role: PartRole,
    /// Its name.
    pub name: String,
    /// The stored file, or why there is none.
    pub stored: Result<Stored, Trouble>,
}

/// Something that comes in.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// By which way.
    pub source: Source,
    /// SHA-256 of what it says.
    pub identity: [u8; 32],
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// When it says that it was sent.
    pub sent_at: Option<Instant>,
    /// The name of the sender.
    pub from_name: String,
    /// The address of the sender.
    pub from_address: String,
    /// To whom it went.
    pub recipients: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
    /// Whether a program wrote it.
    pub automatic: bool,
    /// Why it was not taken apart.
    pub trouble: Option<Trouble>,
    /// The unit that a separator sheet names.
    pub unit: Option<UnitId>,
    /// The entry that a label on the paper names.
    pub label: Option<(i64, i64)>,
    /// Its files.
    pub parts: Vec<NewPart>,
    /// Where it lies in the mailbox.
    pub copy: Option<Copy>,
}

/// What came of taking something in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is a new proposal.
    New(ProposalId),
    /// It was there already.
    Known(ProposalId),
}

/// A line of the tray.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Line {
    /// The proposal.
    pub id: ProposalId,
    /// By which way it came.
    pub source: Source,
    /// Where it stands.
    pub state: State,
    /// How often it changed.
    pub version: i64,
    /// When it came.
    pub arrived_at: Instant,
    /// The name of the sender.
    pub from_name: String,
    /// The address of the sender.
    pub from_address: String,
    /// Subject.
    pub subject: String,
    /// Whether a program wrote it.
    pub automatic: bool,
    /// Why it was not taken apart.
    pub trouble: Option<Trouble>,
    /// How many files it has.
    pub files: i64,
    /// Who looks into it.
    pub claimed_by: Option<EmployeeId>,
    /// Their name.
    pub claimed_by_name: Option<String>,
    /// Since when.
    pub claimed_at: Option<Instant>,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// By whom.
    pub decided_by_name: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The year of its entry.
    pub entry_year: Option<i64>,
    /// The number of its entry.
    pub entry_number: Option<i64>,
}

impl Line {
    /// Who keeps it from others at an instant: their name, and since when.
    #[must_use]
    pub fn keeper(&self, at: Instant, me: Option<EmployeeId>) -> Option<(String, Instant)> {
        let since = self.claimed_at.filter(|since| at.seconds() - since.seconds() < CLAIM)?;
        let other = self.claimed_by.is_some() && self.claimed_by != me && self.state == State::Waiting;
        self.claimed_by_name.clone().filter(|_| other).map(|name| (name, since))
    }
}

/// A proposal.
#[derive(Debug, Clone, Serialize, sqlx::FromRow)]
pub struct Proposal {
    /// What its line says.
    #[sqlx(flatten)]
    #[serde(flatten)]
    pub line: Line,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// When it says that it was sent.
    pub sent_at: Option<Instant>,
    /// To whom it went.
    pub recipients: String,
    /// Text.
    pub body: String,
    /// The unit that a separator sheet names.
    pub unit: Option<UnitId>,
    /// The entry that a label on the paper names.
    pub label_year: Option<i64>,
    /// Its number.
    pub label_number: Option<i64>,
    /// When what it said was forgotten.
    pub forgotten_at: Option<Instant>,
}

/// A file of a proposal.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its place.
    pub position: i64,
    /// What it is.
    pub role: PartRole,
    /// Its name.
    pub name: String,
    /// The file; none where it was not taken.
    pub file: Option<File>,
    /// Why it was not taken.
    pub trouble: Option<Trouble>,
}

/// A proposal with its files.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The proposal.
    pub proposal: Proposal,
    /// Its files.
    pub parts: Vec<Part>,
}

impl Whole {
    /// Its files that were taken.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.parts.iter().filter_map(|part| part.file.as_ref())
    }
}

/// Why the mailbox cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
pub struct MailboxTrouble {
    /// Since when.
    pub since: Instant,
    /// When it was tried last.
    pub at: Instant,
    /// What stood in the way.
    pub error: String,
}

/// A decided mail that still lies where the new ones do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct ToFile {
    /// Its number in the mailbox.
    pub uid: i64,
    /// What was decided.
    pub state: State,
}
