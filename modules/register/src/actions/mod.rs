//! What a person may do with the register.

mod book;
mod cancel;
mod correct;
mod directory;
mod double;
mod folder;
mod legacy;
mod list;
mod read;
mod register;
mod reword;
mod stamp;

pub use book::{closing, exported, lines};
pub use cancel::cancel;
pub use correct::correct;
pub use directory::{change_correspondent, correspondent, directory, merge};
pub use double::doubles;
pub use folder::{add_folder, end_folder, folder_name, folders, reopen_folder};
pub use legacy::{
    LegacySource, continuity, import_legacy, legacy_begun, legacy_dry_run, legacy_import, legacy_imports, legacy_lines,
    legacy_preview, legacy_refused, legacy_upload, legacy_uploaded, legacy_years,
};
pub use list::{list, list_plan};
pub use read::{completeness, correspondents, day, get, open, proof_of, related_from, revisions};
pub use register::{problems, register};
pub use reword::reword;
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
    let kind = match act {
        "registered" => events::REGISTERED,
        "corrected" => events::CORRECTED,
        _ => events::CANCELLED,
    };
    let data = serde_json::json!({ "direction": entry.fields.direction, "files": entry.files.len(), "reason": reason });
    let event = Event { kind, subject_kind: events::ENTRY, subject: entry.id.0, label: &entry.label(), data };
    cx.record(event).await?;
    Ok(())
}

/// Finds the correspondents in the directory, or adds them: the first one, and each once with the further ones.
/// Those under which the entry at `place` is found already stay the same, whatever their cards say by now.
async fn parties(cx: &mut Cx, fields: &Fields, place: Option<(i64, i64)>) -> Result<Under, RegisterError> {
    let (mut first, mut all) = (None, Vec::new());
    for one in fields.correspondent.iter().chain(&fields.further) {
        let known = match place {
            Some(place) => store::found_under(&mut cx.tx, place, one).await?.into_iter().next(),
            None => None,
        };
        let id = match known {
            Some(id) => id,
            None => party(cx, one).await?,
        };
        first = first.or(fields.correspondent.is_some().then_some(id));
        if !all.contains(&id) {
            all.push(id);
        }
    }
    Ok(Under { first, all })
}

/// The correspondents under which an entry is found.
struct Under {
    first: Option<CorrespondentId>,
    all: Vec<CorrespondentId>,
}

/// Finds the correspondent in the directory, or adds it.
async fn party(cx: &mut Cx, party: &Party) -> Result<CorrespondentId, RegisterError> {
    match store::known(&mut cx.tx, party).await? {
        Some(id) => Ok(id),
        None => Ok(store::insert_correspondent(&mut cx.tx, party, cx.now).await?),
    }
}
