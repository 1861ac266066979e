//! The classification plan: shown, widened, ended.

use crate::form::said;
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect},
};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use kernel::Permission;
use register::RegisterError;
use serde::{Deserialize, Serialize};

/// A folder as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FolderView {
    code: String,
    title: String,
    /// How deep it stands: 0 at the top.
    depth: usize,
    /// From when on it takes no documents, when that is decided; as people write it.
    closes: Option<String>,
}

/// Today's plan.
pub(crate) async fn views(cx: &mut Cx) -> Result<Vec<FolderView>, Error> {
    let view = |f: register::Folder| FolderView {
        depth: f.depth(),
        closes: f.valid_to.map(|last| last.next().greek()),
        code: f.code,
        title: f.title,
    };
    Ok(register::folders(cx).await?.into_iter().map(view).collect())
}

#[derive(Serialize)]
struct PlanPage {
    folders: Vec<FolderView>,
    may_change: bool,
    code: String,
    title: String,
    problem: Option<String>,
    /// The folder whose closing is to be confirmed, and when it would close.
    closing: Option<FolderView>,
    tomorrow: String,
    /// What was done.
    done: Option<String>,
}

/// What the address says of a folder, by its code.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// It is to be closed, once that is confirmed.
    close: String,
    added: String,
    closed: String,
    reopened: String,
}

async fn page(ask: &Ask, shown: &Shown, form: AddFolder, problem: Option<String>) -> Reply {
    let mut cx = ask.read().await?;
    let (folders, tomorrow) = (views(&mut cx).await?, cx.now.day().next().greek());
    let find = |code: &str| folders.iter().find(|f| f.code == code);
    let may_change = ask.actor.may(Permission::RegisterWrite);
    let say = |key: &str, folder: &FolderView| {
        let date = folder.closes.clone().unwrap_or_default();
        ask.text(key, &[("code", folder.code.clone()), ("date", date)])
    };
    let closed = find(&shown.closed).filter(|f| f.closes.is_some()).map(|f| say("register-plan-closes", f));
    let reopened = find(&shown.reopened).filter(|f| f.closes.is_none()).map(|f| say("register-plan-reopened", f));
    let page = PlanPage {
        done: closed.or(reopened).or(find(&shown.added).map(|f| say("register-plan-added", f))),
        closing: find(&shown.close).filter(|f| may_change && f.closes.is_none()).cloned(),
        tomorrow,
        may_change,
        code: form.code,
        title: form.title,
        problem,
        folders,
    };
    ask.page("register/folders.html", page)
}

pub(crate) async fn show(ask: Ask, Query(shown): Query<Shown>) -> Reply {
    page(&ask, &shown, AddFolder::default(), None).await
}

/// What the form of the plan holds.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AddFolder {
    csrf: String,
    code: String,
    title: String,
    /// The code of a folder that ends.
    end: String,
    /// The code of a folder that does not end after all.
    reopen: String,
}

pub(crate) async fn change(ask: Ask, Form(form): Form<AddFolder>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let (done, what, code) = match (form.end.as_str(), form.reopen.as_str()) {
        ("", "") => match register::add_folder(&mut cx, &form.code, &form.title).await {
            Ok(folder) => (Ok(()), "added", folder.code),
            Err(error) => (Err(error), "added", String::new()),
        },
        ("", code) => (register::reopen_folder(&mut cx, code).await, "reopened", code.to_owned()),
        (code, _) => (register::end_folder(&mut cx, code).await, "closed", code.to_owned()),
    };
    match done {
        // Pressed twice: it is as it was wanted.
        Ok(()) | Err(RegisterError::Unchanged) => {
            cx.commit().await?;
            let code = serde_urlencoded::to_string([(what, code)]).unwrap_or_default();
            Ok(Redirect::to(&format!("/desk/folders?{code}")).into_response())
        }
        Err(RegisterError::Invalid(problems)) => {
            drop(cx);
            let problem = problems.first().map(|p| said(&ask, p));
            page(&ask, &Shown::default(), form, problem).await
        }
        Err(error) => Err(error.into()),
    }
}
