//! The tray of what comes in.

use axum::extract::Query;
use http_shell::{Ask, Reply};
use intake::{Line, MailboxTrouble, State};
use kernel::ProposalId;
use serde::{Deserialize, Serialize};

/// A line, with who keeps it from the reader.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    line: Line,
    keeper: Option<String>,
    mine: bool,
}

#[derive(Serialize)]
struct TrayPage {
    tab: State,
    tabs: &'static [State],
    count: i64,
    lines: Vec<Shown>,
    next: Option<String>,
    /// The entry that was registered just before.
    done: String,
    refused: bool,
    /// The mailbox that is read; none where there is none.
    mailbox: Option<String>,
    /// Why it cannot be read.
    trouble: Option<MailboxTrouble>,
}

/// What the address asks for.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    tab: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    pub(crate) done: String,
    pub(crate) refused: Option<String>,
    pub(crate) late: Option<String>,
    pub(crate) missing: Option<String>,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let tab = asked.tab.parse().unwrap_or(State::Waiting);
    let after: Option<ProposalId> = asked.after.parse().ok();
    let mut cx = ask.read().await?;
    let (lines, next) = intake::tray(&mut cx, tab, after).await?;
    let count = intake::count(&mut cx).await?;
    let trouble = intake::mailbox_trouble(&mut cx).await?;
    let (now, me) = (cx.now, ask.actor.employee().map(|e| e.id));
    drop(cx);
    let shown = |line: Line| Shown {
        keeper: line.keeper(now, me).map(|(name, _)| name),
        mine: line.claimed_by.is_some() && line.claimed_by == me && line.state == State::Waiting,
        line,
    };
    let page = TrayPage {
        tab,
        tabs: State::ALL,
        count,
        lines: lines.into_iter().map(shown).collect(),
        next: next.map(|id| id.to_string()),
        done: entry(&asked.done),
        refused: asked.refused.is_some(),
        trouble: trouble.filter(|_| ask.town.mailbox.is_some()),
        mailbox: ask.town.mailbox.clone(),
    };
    ask.page("intake/tray.html", page)
}

/// `2026-123` as `123/2026`; nothing for what is none.
pub(crate) fn entry(done: &str) -> String {
    let place =
        done.split_once('-').and_then(|(year, number)| Some((year.parse::<i64>().ok()?, number.parse::<i64>().ok()?)));
    place.map(|(year, number)| format!("{number}/{year}")).unwrap_or_default()
}
