//! The classification plan: shown, widened, ended.

use axum::{
    Form,
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
}

/// Today's plan.
pub(crate) async fn views(cx: &mut Cx) -> Result<Vec<FolderView>, Error> {
    let folders = register::folders(cx).await?;
    Ok(folders.into_iter().map(|f| FolderView { depth: f.depth(), code: f.code, title: f.title }).collect())
}

#[derive(Serialize)]
struct PlanPage {
    folders: Vec<FolderView>,
    may_change: bool,
    code: String,
    title: String,
    problem: Option<String>,
}

async fn page(ask: &Ask, form: AddFolder, problem: Option<String>) -> Reply {
    let folders = views(&mut ask.read().await?).await?;
    let may_change = ask.actor.may(Permission::RegisterWrite);
    ask.page("register/folders.html", PlanPage { folders, may_change, code: form.code, title: form.title, problem })
}

pub(crate) async fn show(ask: Ask) -> Reply {
    page(&ask, AddFolder::default(), None).await
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
}

pub(crate) async fn change(ask: Ask, Form(form): Form<AddFolder>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    let done = match form.end.as_str() {
        "" => register::add_folder(&mut cx, &form.code, &form.title).await.map(drop),
        code => register::end_folder(&mut cx, code).await,
    };
    match done {
        Ok(()) => {
            cx.commit().await?;
            Ok(Redirect::to("/desk/folders").into_response())
        }
        Err(RegisterError::Invalid(problems)) => {
            drop(cx);
            let problem = problems.first().map(|p| ask.text(p.key, &[]));
            page(&ask, form, problem).await
        }
        Err(error) => Err(error.into()),
    }
}
