//! What a person may do with the register.

mod book;
mod cancel;
mod correct;
mod directory;
mod double;
mod folder;
mod handling;
mod legacy;
mod list;
mod read;
mod refile;
mod register;
mod reword;
mod scan;
mod shown;
mod stamp;

pub use book::{closing, exported, lines};
pub use cancel::cancel;
pub use correct::correct;
pub use directory::{by_email, change_correspondent, correspondent, directory, merge};
pub use double::doubles;
pub use folder::{add_folder, end_folder, folder_name, folder_titles, folders, reopen_folder};
pub use handling::{UNASSIGNED_PAGE, admit, count_unassigned, dismiss, handled, touch, unassigned, waits};
pub use legacy::{
    LegacySource, continuity, import_legacy, legacy_begun, legacy_dry_run, legacy_import, legacy_imports, legacy_lines,
    legacy_preview, legacy_refused, legacy_upload, legacy_uploaded, legacy_years,
};
pub use list::{list, list_plan};
pub use read::{
    completeness, correspondents, day, get, may_be_read_by, may_read, open, proof_of, reader_keys, related_from,
    revisions, years,
};
pub use refile::{refile, refile_back};
pub use register::{problems, register};
pub use reword::reword;
pub use scan::{attach, await_scan, awaiting, awaits_scan, count_awaiting};
pub use shown::shown;
pub use stamp::keep_stamped;

use crate::{Entry, Fields, Party, RegisterError, Statement, events, store};
use db::{Cx, Event};
use kernel::CorrespondentId;
use proof::Slot;

/// Seals what now stands of `entry` in the log and writes the trail.
async fn seal(
    cx: &mut Cx,
    slot: Slot,
    entry: &Entry,
    act: &'static str,
    reason: Option<String>,
) -> Result<(), RegisterError> {
    let statement = serde_json::to_string(&Statement::new(act, entry, slot.at, &cx.actor, reason.clone()))?;
    let salt = proof::append(cx, slot, "register", act, (entry.year, entry.number), &statement).await?;
    let row = store::RevisionRow {
        revision: entry.revision,
        leaf: slot.index,
        salt: salt.to_vec(),
        statement,
        act: Some(act.to_owned()),
        at: Some(slot.at),
    };
    store::insert_revision(&mut cx.tx, entry.id, row).await?;
    store::touch(&mut cx.tx, (entry.year, entry.number)).await?;
    let kind = match act {
        "registered" => events::REGISTERED,
        "corrected" => events::CORRECTED,
        "attached" => events::ATTACHED,
        _ => events::CANCELLED,
    };
    let data = serde_json::json!({ "direction": entry.fields.direction, "files": entry.files.len(), "reason": reason });
    let event = Event { kind, subject_kind: events::ENTRY, subject: entry.id.0, label: &entry.label(), data };
    cx.record(event).await?;
    Ok(())
}

/// Finds the parties in the directory, or adds them. One that is named as in `before` stays the correspondent that it is,
/// whatever its card says by now.
async fn parties(
    cx: &mut Cx,
    fields: &Fields,
    before: &[(Party, CorrespondentId)],
) -> Result<Vec<CorrespondentId>, RegisterError> {
    let mut found = Vec::new();
    for one in fields.parties() {
        let known = before.iter().find(|(party, _)| party == one).map(|(_, id)| *id);
        found.push(match known {
            Some(id) => id,
            None => party(cx, one).await?,
        });
    }
    Ok(found)
}

/// The first of them, where the entry has a first correspondent.
fn first(fields: &Fields, parties: &[CorrespondentId]) -> Option<CorrespondentId> {
    parties.first().copied().filter(|_| fields.correspondent.is_some())
}

/// Finds the correspondent in the directory, or adds it.
async fn party(cx: &mut Cx, party: &Party) -> Result<CorrespondentId, RegisterError> {
    match store::known(&mut cx.tx, party).await? {
        Some(id) => Ok(id),
        None => Ok(store::insert_correspondent(&mut cx.tx, party, cx.now).await?),
    }
}
