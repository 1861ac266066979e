//! The classification plan: read, widened, ended.

use crate::{Field, Folder, Problem, RegisterError, check, events, store};
use db::{Cx, Event};
use kernel::{Day, Permission};
use std::collections::BTreeMap;
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
    let wrong = |key| RegisterError::Invalid(vec![Problem::new(Field::Folder, key)]);
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
/// [`RegisterError::NotFound`], and [`RegisterError::Unchanged`] when it ends already.
pub async fn end_folder(cx: &mut Cx, code: &str) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let today = cx.now.day();
    let folder = store::folder(&mut cx.tx, code).await?.ok_or(RegisterError::NotFound)?;
    if folder.valid_to.is_some() {
        return Err(RegisterError::Unchanged);
    }
    store::end_folder(&mut cx.tx, code, Some(today)).await?;
    record(cx, events::FOLDER_ENDED, code).await
}

/// Takes the end of a folder back, as long as its last day is not over.
///
/// # Errors
/// [`RegisterError::NotFound`] when it has ended, [`RegisterError::Unchanged`] when it does not end,
/// [`RegisterError::Invalid`] when the folder above it ends.
pub async fn reopen_folder(cx: &mut Cx, code: &str) -> Result<(), RegisterError> {
    cx.require(Permission::RegisterWrite)?;
    let today = cx.now.day();
    let folder = store::folder(&mut cx.tx, code).await?.filter(|f| f.is_open(today)).ok_or(RegisterError::NotFound)?;
    if folder.valid_to.is_none() {
        return Err(RegisterError::Unchanged);
    }
    if let Some(parent) = &folder.parent {
        let above = store::folder(&mut cx.tx, parent).await?;
        let problem = || Problem::new(Field::Folder, "register-problem-folder-above-ends");
        above.filter(|f| f.valid_to.is_none()).ok_or_else(|| RegisterError::Invalid(vec![problem()]))?;
    }
    store::end_folder(&mut cx.tx, code, None).await?;
    record(cx, events::FOLDER_REOPENED, code).await
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

/// The titles of these folders, by their codes; those that the plan does not know are left out.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn folder_titles(cx: &mut Cx, codes: &[&str]) -> Result<BTreeMap<String, String>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    if codes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let folders = store::folders_of(&mut cx.tx, codes).await?;
    Ok(folders.into_iter().map(|folder| (folder.code, folder.title)).collect())
}

async fn record(cx: &mut Cx, kind: &'static str, code: &str) -> Result<(), RegisterError> {
    // The plan has codes and no keys of its own.
    let event =
        Event { kind, subject_kind: events::FOLDER, subject: Uuid::nil(), label: code, data: serde_json::json!({}) };
    cx.record(event).await?;
    Ok(())
}

/// What is wrong with a folder into which no documents may be put on `day`.
pub(super) async fn not_open(cx: &mut Cx, code: Option<&String>, day: Day) -> Result<Option<Problem>, RegisterError> {
    let Some(code) = code else { return Ok(None) };
    let open = store::folder(&mut cx.tx, code).await?.is_some_and(|f| f.is_open(day));
    Ok((!open).then(|| Problem::new(Field::Folder, "register-problem-folder")))
}
