//! Intake: what comes in by e-mail or from the scanner waits to be registered.
#![doc = include_str!("../README.md")]

mod actions;
mod code;
mod error;
mod events;
mod letter;
mod model;
mod rule;
mod store;

pub use actions::{
    add_rule, attach, by_rules, claim, count, end_rule, filed, forget, in_mailbox, known, mailbox_trouble,
    note_mailbox, noted, proposal, proposed, refuse, register, release, rules, take_in, to_file, tray,
};
pub use code::Code;
pub use error::IntakeError;
pub use letter::{LETTER, Letter};
pub use model::{
    Arrival, Copy, Line, MailboxTrouble, NewPart, Part, PartRole, Proposal, Source, State, Taken, ToFile, Trouble,
    Whole,
};
pub use rule::{BY_LABEL, BY_RULE, NewRule, Rule};
