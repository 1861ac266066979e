//! The classification plan: read, widened, ended.

use crate::{Field, Folder, Problem, RegisterError, check, events, store};
use db::{Cx, Event};
use kernel::{Day, Permission};
use uuid::Uuid;

/// The folders of today, as people read codes.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn folders(cx: &mut Cx) -> Result<Vec<Folder>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let today = cx.now.day();
    let mut folders = store::folders(&mut cx.tx, today).await?;
    folders.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(folders)
}

/// Adds a folder from today on. Its code says where: `9.3` stands under `9`.
///
/// # Errors
/// [`RegisterError::Invalid`] when the code is taken, has no folder above it, or the title is missing.
pub async fn add_folder(cx: &mut Cx, code: &str, title: &str) -> Result<Folder, RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let (code, title) = (check::tidy(code), check::tidy(title));
    let wrong = |key| RegisterError::Invalid(vec![Problem { field: Field::Folder, key }]);
    let parts_fit = code.split('.').all(|p| !p.is_empty() && p.chars().all(char::is_alphanumeric));
    if code.chars().count() > 40 || !parts_fit {
        return Err(wrong("register-problem-folder-code"));
    }
    if title.is_empty() || title.chars().count() > 200 {
        return Err(wrong("register-problem-folder-title"));
    }
    let valid_from = cx.now.day();
    let parent = code.rsplit_once('.').map(|(parent, _)| parent.to_owned());
    if let Some(parent) = &parent {
        let above = store::folder(&mut cx.tx, parent).await?;
        above.filter(|f| f.is_open(valid_from)).ok_or_else(|| wrong("register-problem-folder-parent"))?;
    }
    if store::folder(&mut cx.tx, &code).await?.is_some() {
        return Err(wrong("register-problem-folder-taken"));
    }
    let folder = Folder { code, parent, title, valid_from, valid_to: None };
    store::insert_folder(&mut cx.tx, &folder).await?;
    record(cx, events::FOLDER_ADDED, &folder.code).await?;
    Ok(folder)
}

/// Ends a folder: today is its last day. What is in it stays in it.
///
/// # Errors
/// [`RegisterError::NotFound`].
pub async fn end_folder(cx: &mut Cx, code: &str) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let today = cx.now.day();
    let folder = store::folder(&mut cx.tx, code).await?.filter(|f| f.valid_to.is_none());
    folder.ok_or(RegisterError::NotFound)?;
    store::end_folder(&mut cx.tx, code, today).await?;
    record(cx, events::FOLDER_ENDED, code).await
}

/// `9.3 Άδειες χρήσης κοινόχρηστου χώρου`; the code alone when the plan does not know it.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn folder_name(cx: &mut Cx, code: &str) -> Result<String, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let folder = store::folder(&mut cx.tx, code).await?;
    Ok(folder.map_or_else(|| code.to_owned(), |f| format!("{} {}", f.code, f.title)))
}

async fn record(cx: &mut Cx, kind: &'static str, code: &str) -> Result<(), RegisterError> {
    // The plan has codes and no keys of its own.
    let event =
        Event { kind, subject_kind: events::FOLDER, subject: Uuid::nil(), label: code, data: serde_json::json!({}) };
    cx.record(event).await?;
    Ok(())
}

/// Fails unless documents may be put into the folder on `day`.
pub(super) async fn open_folder(cx: &mut Cx, code: Option<&String>, day: Day) -> Result<(), RegisterError> {
    let Some(code) = code else { return Ok(()) };
    let folder = store::folder(&mut cx.tx, code).await?;
    if folder.is_some_and(|f| f.is_open(day)) {
        return Ok(());
    }
    Err(RegisterError::Invalid(vec![Problem { field: Field::Folder, key: "register-problem-folder" }]))
}
