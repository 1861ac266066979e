//! An entry that is made of a mail or a scan.

use crate::typed::EntryForm;
use axum::response::{IntoResponse, Redirect, Response};
use db::Cx;
use documents::{File, Sha256};
use http_shell::Error;
use intake::{IntakeError, State};
use kernel::ProposalId;
use register::{Entry, Fields, RegisterError};
use serde::Serialize;

/// A file that is there already.
#[derive(Serialize)]
pub(crate) struct Taken {
    name: String,
    href: String,
    viewable: bool,
}

/// The form as the mail or scan fills it in.
pub(crate) async fn form(cx: &mut Cx, id: ProposalId) -> Result<EntryForm, Error> {
    let whole = intake::proposal(cx, id).await?;
    let (fields, _) = intake::proposed(cx, &whole.proposal).await?;
    let (proposal, version) = (id.to_string(), whole.proposal.line.version.to_string());
    Ok(EntryForm { proposal, version, ..EntryForm::from_fields(fields) })
}

/// The files of the mail or scan that an entry is made of.
pub(crate) async fn taken(cx: &mut Cx, proposal: &str) -> Result<Vec<Taken>, Error> {
    let Ok(id) = proposal.parse::<ProposalId>() else { return Ok(Vec::new()) };
    let whole = intake::proposal(cx, id).await?;
    let file = |part: &intake::Part| {
        let file = part.file.as_ref()?;
        let href = format!("/desk/intake/{id}/files/{}", part.position);
        Some(Taken { name: part.name.clone(), href, viewable: file.viewable() })
    };
    Ok(whole.parts.iter().filter_map(file).collect())
}

/// The hashes of its files; none where it was decided already: they would look like another entry's.
pub(crate) async fn waiting(cx: &mut Cx, id: ProposalId) -> Result<Option<Vec<Sha256>>, Error> {
    let whole = intake::proposal(cx, id).await?;
    let waits = whole.proposal.line.state == State::Waiting;
    Ok(waits.then(|| whole.files().map(|file| file.sha256).collect()))
}

/// Its own page, which says who was quicker, or looks into it.
pub(crate) fn late(id: ProposalId) -> Response {
    Redirect::to(&format!("/desk/intake/{id}?late=1")).into_response()
}

/// Registers it as the form says; none when somebody was quicker, or looks into it.
pub(crate) async fn register(
    cx: &mut Cx,
    id: ProposalId,
    form: &EntryForm,
    (fields, files): (Fields, Vec<File>),
) -> Result<Option<Result<Entry, RegisterError>>, Error> {
    match intake::register(cx, (id, form.version.parse().unwrap_or(0)), fields, files).await {
        Ok(entry) => Ok(Some(Ok(entry))),
        Err(IntakeError::Register(error)) => Ok(Some(Err(error))),
        Err(IntakeError::Moved | IntakeError::Claimed { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
