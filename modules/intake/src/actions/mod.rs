//! What a person may do: require, rule, store, record. The caller commits.

mod arrive;
mod decide;
mod forget;
mod mailbox;
mod read;
mod rules;

pub use arrive::{filed, in_mailbox, known, noted, take_in, to_file};
pub use decide::{attach, claim, refuse, register, release};
pub use forget::forget;
pub use mailbox::{mailbox_trouble, note_mailbox};
pub use read::{count, proposal, proposed, tray};
pub use rules::{add_rule, by_rules, end_rule, rules};

use crate::{IntakeError, Line, events};
use db::{Cx, Event};
use kernel::Permission;

type Result<T> = std::result::Result<T, IntakeError>;

/// What comes in may be anything: it is for those who register, and may read what is restricted.
fn office(cx: &Cx) -> Result<()> {
    cx.require(Permission::RegisterWrite)?;
    cx.require(Permission::RegisterConfidential)?;
    Ok(())
}

/// Writes the trail. The sender names the proposal: the subject may not be for everybody who reads the trail.
async fn record(cx: &mut Cx, kind: &'static str, of: &Line, data: serde_json::Value) -> Result<()> {
    let label = if of.from_address.is_empty() { &of.from_name } else { &of.from_address };
    let event = Event { kind, subject_kind: events::PROPOSAL, subject: of.id.0, label, data };
    Ok(cx.record(event).await?)
}
