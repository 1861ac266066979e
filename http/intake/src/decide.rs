//! Registering and refusing.

use crate::proposal::{Ready, ready};
use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use html::Lang;
use http_shell::{Ask, Error, Reply};
use intake::{IntakeError, Line, State};
use kernel::ProposalId;
use register::RegisterError;
use serde::{Deserialize, Serialize};

/// A button of a proposal: the word of the session, and what was seen.
#[derive(Deserialize)]
pub(crate) struct Pressed {
    csrf: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    over: String,
}

fn back(id: ProposalId, mark: &str) -> Response {
    Redirect::to(&format!("/desk/intake/{id}{mark}")).into_response()
}

/// The next that waits; the tray when it is empty.
async fn next(ask: &Ask, mark: &str) -> Reply {
    let (lines, _) = intake::tray(&mut ask.read().await?, State::Waiting, None).await?;
    let me = ask.actor.employee().map(|e| e.id);
    let now = ask.app.clock.now();
    let free = lines.iter().find(|line| line.keeper(now, me).is_none());
    let to = free.map_or_else(|| "/desk/intake".to_owned(), |line| format!("/desk/intake/{}", line.id));
    Ok(Redirect::to(&format!("{to}?{mark}")).into_response())
}

/// Registers it as it is. What wants a look first is registered by the form.
pub(crate) async fn register(ask: Ask, Path(id): Path<ProposalId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let Ready { fields, problems, doubles, .. } = ready(&ask, id).await?;
    if !problems.is_empty() || !doubles.is_empty() {
        return Ok(Redirect::to(&format!("/desk/register/new?proposal={id}")).into_response());
    }
    let mut cx = ask.write().await?;
    match intake::register(&mut cx, (id, form.version), fields, Vec::new()).await {
        Ok(entry) => {
            cx.commit().await?;
            next(&ask, &format!("done={}-{}", entry.year, entry.number)).await
        }
        Err(IntakeError::Moved | IntakeError::Claimed { .. }) => Ok(back(id, "?late=1")),
        Err(error) => Err(error.into()),
    }
}

/// To which entry the files go.
#[derive(Deserialize)]
pub(crate) struct To {
    csrf: String,
    #[serde(default)]
    version: i64,
    /// `123/2026`.
    #[serde(default)]
    entry: String,
}

/// Adds the files to an entry that is there.
pub(crate) async fn attach(ask: Ask, Path(id): Path<ProposalId>, Form(form): Form<To>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let place = form.entry.trim().split_once('/');
    let place = place.and_then(|(number, year)| Some((year.trim().parse().ok()?, number.trim().parse().ok()?)));
    let Some(place @ (year, number)) = place else { return Ok(back(id, "?missing=1")) };
    let said = ask.app.pages.text(Lang::El, "intake-attach-reason", &[]);
    let mut cx = ask.write().await?;
    match intake::attach(&mut cx, (id, form.version), place, &said, ask.town.limits.entry_files).await {
        Ok(_) => {
            cx.commit().await?;
            Ok(Redirect::to(&format!("/desk/register/{year}/{number}")).into_response())
        }
        Err(IntakeError::Moved | IntakeError::Claimed { .. }) => Ok(back(id, "?late=1")),
        Err(IntakeError::Register(RegisterError::NotFound | RegisterError::Cancelled)) => Ok(back(id, "?missing=1")),
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn claim(ask: Ask, Path(id): Path<ProposalId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    match intake::claim(&mut cx, id, !form.over.is_empty()).await {
        Ok(()) => {
            cx.commit().await?;
            Ok(back(id, ""))
        }
        Err(IntakeError::Moved | IntakeError::Claimed { .. }) => Ok(back(id, "?late=1")),
        Err(error) => Err(error.into()),
    }
}

pub(crate) async fn release(ask: Ask, Path(id): Path<ProposalId>, Form(form): Form<Pressed>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    match intake::release(&mut cx, id).await {
        Ok(()) => {
            cx.commit().await?;
            Ok(back(id, ""))
        }
        Err(IntakeError::Moved) => Ok(back(id, "?late=1")),
        Err(error) => Err(error.into()),
    }
}

#[derive(Serialize)]
struct RefusePage {
    line: Line,
    /// Whether somebody is there to be told.
    answered: bool,
    reason: String,
    tell: bool,
    problem: Option<String>,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Refusal {
    csrf: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    reason: String,
    tell: Option<String>,
}

pub(crate) async fn ask_refuse(ask: Ask, Path(id): Path<ProposalId>) -> Reply {
    refusal(&ask, id, String::new(), false, None).await
}

async fn refusal(ask: &Ask, id: ProposalId, reason: String, tell: bool, problem: Option<&'static str>) -> Reply {
    let line = intake::proposal(&mut ask.read().await?, id).await?.proposal.line;
    if line.state != State::Waiting {
        return Ok(back(id, "?late=1"));
    }
    let answered = !line.automatic && !line.from_address.is_empty();
    let wrong = problem.map(|key| ask.text(key, &[]));
    let mut page = ask.page("intake/refuse.html", RefusePage { line, answered, reason, tell, problem: wrong })?;
    if problem.is_some() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

pub(crate) async fn refuse(ask: Ask, Path(id): Path<ProposalId>, Form(form): Form<Refusal>) -> Reply {
    if !ask.csrf_fits(&form.csrf) {
        return Err(Error::Forbidden);
    }
    let mut cx = ask.write().await?;
    match intake::refuse(&mut cx, (id, form.version), &form.reason, form.tell.is_some()).await {
        Ok(()) => {
            cx.commit().await?;
            next(&ask, "refused=1").await
        }
        Err(IntakeError::Invalid(_, key)) => {
            drop(cx);
            refusal(&ask, id, form.reason, form.tell.is_some(), Some(key)).await
        }
        Err(IntakeError::Moved | IntakeError::Claimed { .. }) => Ok(back(id, "?late=1")),
        Err(error) => Err(error.into()),
    }
}
