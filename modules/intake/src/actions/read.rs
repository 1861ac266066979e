//! The tray of the protocol office.

use super::{Result, office};
use crate::{IntakeError, Line, Proposal, Source, State, Whole, store};
use db::Cx;
use kernel::{Permission, ProposalId};
use register::{Channel, Confidentiality, Correspondent, Direction, Fields, Kind, Party};

/// How many lines a page has.
const PAGE: usize = 50;

/// A page of the tray, and the line behind which there are more. What waits comes oldest first, of what was decided
/// the last comes first.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn tray(cx: &mut Cx, state: State, after: Option<ProposalId>) -> Result<(Vec<Line>, Option<ProposalId>)> {
    office(cx)?;
    let mut lines = store::tray(&mut cx.tx, state, after, PAGE as i64 + 1).await?;
    let more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let next = lines.last().filter(|_| more).map(|line| line.id);
    Ok((lines, next))
}

/// How much waits.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn count(cx: &mut Cx) -> Result<i64> {
    cx.require(Permission::RegisterWrite)?;
    Ok(store::count(&mut cx.tx).await?)
}

/// A proposal with its files.
///
/// # Errors
/// When forbidden; [`IntakeError::NotFound`].
pub async fn proposal(cx: &mut Cx, id: ProposalId) -> Result<Whole> {
    office(cx)?;
    whole(cx, id).await
}

pub(super) async fn whole(cx: &mut Cx, id: ProposalId) -> Result<Whole> {
    let proposal = store::find(&mut cx.tx, id).await?.ok_or(IntakeError::NotFound)?;
    Ok(Whole { parts: store::parts(&mut cx.tx, id).await?, proposal })
}

/// What would be stated of a proposal if it were registered as it is; and the card of the directory that its sender is
/// taken for.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn proposed(cx: &mut Cx, of: &Proposal) -> Result<(Fields, Option<Correspondent>)> {
    office(cx)?;
    let line = &of.line;
    let card = sender(cx, line).await?;
    let email = Some(line.from_address.clone()).filter(|address| !address.is_empty());
    let party = match &card {
        Some(found) => Party { name: found.card.name.clone(), tax_id: found.card.tax_id.clone(), email },
        None if line.from_name.is_empty() => Party { name: line.from_address.clone(), tax_id: None, email },
        None => Party { name: line.from_name.clone(), tax_id: None, email },
    };
    let mail = line.source == Source::Email;
    let fields = Fields {
        direction: Direction::Incoming,
        subject: line.subject.clone(),
        correspondent: Some(party).filter(|_| mail),
        further: Vec::new(),
        competent_unit: of.unit,
        their_number: None,
        // A clock that goes ahead must not keep a mail from being registered.
        their_date: of.sent_at.map(|at| at.day()).filter(|day| *day <= cx.now.day()),
        kind: Kind::Letter,
        channel: if mail { Channel::Email } else { Channel::Counter },
        confidentiality: Confidentiality::Open,
        related: Vec::new(),
        folder: None,
        details: None,
        language: "el".to_owned(),
    };
    Ok((fields, card))
}

/// Who of the directory writes from this address; of several in one office the one with the name that the mail says.
async fn sender(cx: &mut Cx, line: &Line) -> Result<Option<Correspondent>> {
    if line.from_address.is_empty() || line.source != Source::Email {
        return Ok(None);
    }
    cx.require(Permission::RegisterWrite)?;
    let mut found = register::by_email(cx, &line.from_address).await?;
    if found.len() > 1 {
        let name = greek::fold(&line.from_name);
        found.retain(|one| greek::fold(&one.card.name) == name);
    }
    Ok(found.into_iter().next())
}
