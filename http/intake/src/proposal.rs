//! One proposal, and its files.

use crate::tray::{Asked, entry};
use axum::extract::{Path, Query};
use http_shell::{Ask, Error, Reply, show_file};
use intake::{Proposal, State, Trouble, Whole};
use kernel::ProposalId;
use register::{Card, Fields};
use serde::Serialize;

#[derive(Serialize)]
struct PartView {
    position: i64,
    name: String,
    size: i64,
    taken: bool,
    viewable: bool,
    trouble: Option<Trouble>,
}

#[derive(Serialize)]
struct ProposalPage {
    proposal: Proposal,
    parts: Vec<PartView>,
    /// The file that is shown beside.
    view: Option<i64>,
    fields: Fields,
    /// The card of the directory that the sender is taken for.
    card: Option<Card>,
    /// What keeps it from being registered as it is, in words.
    problems: Vec<String>,
    /// Entries that it seems to repeat.
    doubles: Vec<String>,
    /// Who looks into it.
    keeper: Option<String>,
    mine: bool,
    waits: bool,
    unit: Option<String>,
    done: String,
    refused: bool,
    late: bool,
    /// The entry to which its files were to go is not there.
    missing: bool,
}

/// What would be registered, and what stands against it.
pub(crate) struct Ready {
    pub whole: Whole,
    pub fields: Fields,
    pub card: Option<Card>,
    pub problems: Vec<String>,
    pub doubles: Vec<String>,
}

/// A proposal as it would be registered.
pub(crate) async fn ready(ask: &Ask, id: ProposalId) -> Result<Ready, Error> {
    let mut cx = ask.read().await?;
    let whole = intake::proposal(&mut cx, id).await?;
    let (fields, card) = intake::proposed(&mut cx, &whole.proposal).await?;
    let said = |problem: &register::Problem| ask.text(problem.key, &says(problem));
    let problems: Vec<_> = register::problems(&mut cx, fields.clone()).await?.iter().map(said).collect();
    let hashes: Vec<_> = whole.files().map(|file| file.sha256).collect();
    let doubles = if problems.is_empty() && whole.proposal.line.state == State::Waiting {
        register::doubles(&mut cx, &fields, &hashes).await?
    } else {
        Vec::new()
    };
    let doubles = doubles.iter().map(|one| format!("{}/{}", one.number, one.year)).collect();
    Ok(Ready { whole, fields, card: card.map(|found| found.card), problems, doubles })
}

fn says(problem: &register::Problem) -> Vec<(&str, String)> {
    problem.says.iter().map(|(name, value)| (*name, value.clone())).collect()
}

pub(crate) async fn show(ask: Ask, Path(id): Path<ProposalId>, Query(asked): Query<Asked>) -> Reply {
    let Ready { whole, fields, card, problems, doubles } = ready(&ask, id).await?;
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    let unit = match whole.proposal.unit {
        Some(unit) => identity::unit_name(&mut cx, unit, today).await?,
        None => None,
    };
    let me = ask.actor.employee().map(|e| e.id);
    let line = &whole.proposal.line;
    let keeper = line.keeper(cx.now, me).map(|(name, _)| name);
    drop(cx);
    let part = |part: &intake::Part| PartView {
        position: part.position,
        name: part.name.clone(),
        size: part.file.as_ref().map_or(0, |file| file.size),
        taken: part.file.is_some(),
        viewable: part.file.as_ref().is_some_and(documents::File::viewable),
        trouble: part.trouble,
    };
    let parts: Vec<_> = whole.parts.iter().map(part).collect();
    let page = ProposalPage {
        view: parts.iter().find(|part| part.viewable).map(|part| part.position),
        parts,
        fields,
        card,
        problems,
        doubles,
        keeper,
        mine: line.claimed_by.is_some() && line.claimed_by == me,
        waits: line.state == State::Waiting,
        unit,
        done: entry(&asked.done),
        refused: asked.refused.is_some(),
        late: asked.late.is_some(),
        missing: asked.missing.is_some(),
        proposal: whole.proposal,
    };
    ask.page("intake/proposal.html", page)
}

/// A file of a proposal, as it came.
pub(crate) async fn file(ask: Ask, Path((id, position)): Path<(ProposalId, i64)>) -> Reply {
    let whole = intake::proposal(&mut ask.read().await?, id).await?;
    let part = whole.parts.into_iter().find(|part| part.position == position).ok_or(Error::NotFound)?;
    let file = part.file.ok_or(Error::NotFound)?;
    show_file(&ask, &file).await
}
