//! Saying something of an entry.

use crate::{
    act::{From, tray},
    assign::back_to,
    recipient::{Choices, Named, anybody},
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use circulation::CirculationError;
use db::Cx;
use http_shell::{
    Ask, Did, Error, Reply, show_file,
    upload::{self, Parts, Upload},
};
use kernel::FileId;
use register::Found;
use serde::Serialize;

/// What is typed.
#[derive(Default)]
struct Typed {
    csrf: String,
    comment: String,
    tell: String,
    /// Which of several who have that name.
    told: String,
    /// The tray from which somebody came.
    back: String,
}

#[derive(Serialize)]
struct CommentPage {
    year: i64,
    number: i64,
    comment: String,
    tell: String,
    back: String,
    problem: Option<String>,
    tell_problem: Option<String>,
    files_problem: Option<String>,
    choices: Vec<crate::recipient::Choice>,
    /// Those of whom one is to be chosen.
    namesakes: Vec<String>,
}

pub(crate) async fn new(ask: Ask, Path(place): Path<(i64, i64)>, Query(From { back }): Query<From>) -> Reply {
    show(&ask, place, Typed { back, ..Typed::default() }, None).await
}

async fn show(ask: &Ask, place: (i64, i64), typed: Typed, wrong: Option<(&str, String)>) -> Reply {
    shown(ask, place, typed, (wrong, Vec::new())).await
}

async fn shown(
    ask: &Ask,
    (year, number): (i64, i64),
    typed: Typed,
    (wrong, namesakes): (Option<(&str, String)>, Vec<String>),
) -> Reply {
    let choices = Choices::of(&mut ask.read().await?).await?.list();
    let said = |field: &str| wrong.as_ref().filter(|w| w.0 == field).map(|w| w.1.clone());
    let page = CommentPage {
        year,
        number,
        comment: typed.comment,
        tell: typed.tell,
        back: tray(&typed.back).unwrap_or_default().to_owned(),
        problem: said("comment"),
        tell_problem: said("tell"),
        files_problem: said("files"),
        choices,
        namesakes,
    };
    let mut page = ask.page("circulation/comment.html", page)?;
    if wrong.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// What was sent: fields, files that are stored, and what is wrong with one that is not.
struct Sent {
    typed: Typed,
    uploads: Vec<Upload>,
    problem: Option<String>,
}

async fn read(ask: &Ask, mut parts: Parts) -> Result<Sent, Error> {
    let mut sent = Sent { typed: Typed::default(), uploads: Vec::new(), problem: None };
    while let Some(part) = parts.next().await? {
        match part.name().unwrap_or_default() {
            "csrf" => sent.typed.csrf = upload::text(part).await?,
            "comment" => sent.typed.comment = upload::text(part).await?,
            "tell" => sent.typed.tell = upload::text(part).await?,
            "told" => sent.typed.told = upload::text(part).await?,
            "back" => sent.typed.back = upload::text(part).await?,
            // The word against forged requests comes first: nothing of a stranger's form is stored.
            "files" if ask.csrf_fits(&sent.typed.csrf) => match upload::receive(ask, part, &sent.uploads).await {
                Ok(upload) => sent.uploads.extend(upload),
                Err(Error::File { name, cause }) => sent.problem = Some(upload::words(ask, name, &cause)),
                Err(error) => return Err(error),
            },
            _ => {}
        }
    }
    if ask.csrf_fits(&sent.typed.csrf) { Ok(sent) } else { Err(Error::Forbidden) }
}

/// Whom the form names: a unit, a colleague, or anybody of the house.
async fn to_be_told(cx: &mut Cx, typed: &Typed) -> Result<Named, Error> {
    let (named, chosen) = (typed.tell.trim(), typed.told.trim());
    if !chosen.is_empty() {
        return anybody(cx, chosen).await;
    }
    if named.is_empty() {
        return Ok(Named::Nobody);
    }
    let choices = Choices::of(cx).await?;
    if let Some(to) = choices.begun(named) {
        return Ok(Named::One(to));
    }
    // A surname alone may be that of several in the house, though of one only in the unit.
    match anybody(cx, named).await? {
        Named::Nobody => Ok(choices.read(named).map_or(Named::Nobody, Named::One)),
        found => Ok(found),
    }
}

pub(crate) async fn create(ask: Ask, Path(place): Path<(i64, i64)>, parts: Parts) -> Reply {
    let Sent { typed, uploads, problem } = read(&ask, parts).await?;
    if let Some(problem) = problem {
        return show(&ask, place, typed, Some(("files", problem))).await;
    }
    let mut cx = ask.write().await?;
    let tell = match to_be_told(&mut cx, &typed).await? {
        Named::One(to) => Some(to),
        Named::Nobody if typed.tell.trim().is_empty() => None,
        other => {
            drop(cx);
            let (key, namesakes) = match other {
                Named::Several(namesakes) => ("circulation-problem-namesakes", namesakes),
                _ => ("circulation-problem-unknown", Vec::new()),
            };
            return shown(&ask, place, typed, (Some(("tell", ask.text(key, &[]))), namesakes)).await;
        }
    };
    let mut files = Vec::with_capacity(uploads.len());
    for upload in &uploads {
        files.push(documents::attach(&mut cx, &upload.name, &upload.stored).await?);
    }
    match circulation::comment(&mut cx, place, &typed.comment, tell, files).await {
        Ok(()) => {
            cx.commit().await?;
            let to = match tray(&typed.back) {
                Some(tray) => Did::at(tray, "commented", place),
                None => format!("{}#said", Did::at(&back_to(place), "commented", place)),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(CirculationError::Invalid(field, key)) => {
            drop(cx);
            show(&ask, place, typed, Some((field, ask.text(key, &[])))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A file that goes with a comment, for whoever reads the comment.
pub(crate) async fn file(ask: Ask, Path((year, number, id)): Path<(i64, i64, FileId)>) -> Reply {
    let mut cx = ask.read().await?;
    let Found::Whole(entry) = register::get(&mut cx, year, number).await? else { return Err(Error::Forbidden) };
    let comments = circulation::way(&mut cx, &entry).await?.comments;
    drop(cx);
    let file = comments.into_iter().flat_map(|said| said.files).find(|file| file.id == id).ok_or(Error::NotFound)?;
    if entry.fields.confidentiality.is_restricted() {
        let mut cx = ask.write().await?;
        register::open(&mut cx, &entry).await?;
        cx.commit().await?;
    }
    show_file(&ask, &file.into()).await
}
