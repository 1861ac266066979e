//! The search in the trail.

use crate::{
    details::{act, details},
    export,
};
use audit::{Before, Filter, Line};
use axum::{
    extract::Query,
    http::{Method, StatusCode},
    routing::{MethodRouter, get},
};
use html::Template;
use http_shell::{Access, App, Ask, Error, Reply, Route};
use identity::Person;
use kernel::{Day, EmployeeId, Instant, Permission};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Lines of a page.
const PAGE: u16 = 50;

/// The templates.
pub const TEMPLATES: &[Template] =
    &[Template { name: "audit/list.html", source: include_str!("../templates/list.html") }];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let read = |path, handler: MethodRouter<App>| Route {
        method: Method::GET,
        path,
        access: Access::Needs(Permission::AuditRead),
        handler,
    };
    vec![
        read("/admin/audit", get(list)),
        read("/admin/audit/export.csv", get(export::csv)),
        read("/admin/audit/export.json", get(export::json)),
    ]
}

/// What the address asks for. An actor or a record that is none finds nothing; a day that is none is a mistake.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    person: String,
    actor: String,
    kind: String,
    record: String,
    subject: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    before: String,
}

fn before(text: &str) -> Option<Before> {
    let (at, id) = text.split_once('.')?;
    Some((Instant::from_micros(at.parse().ok()?), id.parse().ok()?))
}

impl Asked {
    pub(crate) fn filter(&self) -> Filter {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        Filter {
            actor: self.actor.parse().ok(),
            kind: some(&self.kind),
            subject: self.subject.parse().ok(),
            label: some(&self.record),
            from: self.from.trim().parse().ok(),
            to: self.to.trim().parse().ok(),
            before: before(&self.before),
        }
    }

    /// The fields whose day is none.
    pub(crate) fn wrong(&self) -> Vec<&'static str> {
        let none = |text: &str| !text.trim().is_empty() && text.trim().parse::<Day>().is_err();
        [("from", &self.from), ("to", &self.to)]
            .into_iter()
            .filter(|(_, text)| none(text))
            .map(|(name, _)| name)
            .collect()
    }

    /// Whether somebody is meant whom nobody is, or who is not one.
    pub(crate) fn unclear(&self) -> bool {
        let actor = self.actor.trim();
        let none = |text: &str| !text.is_empty() && text.parse::<Uuid>().is_err();
        (!self.person.trim().is_empty() && actor.is_empty()) || none(actor) || none(self.subject.trim())
    }

    /// The people that were meant by name; a single one becomes the filter.
    pub(crate) async fn people(&mut self, ask: &Ask) -> Result<Vec<Person>, Error> {
        if self.person.trim().is_empty() || self.actor.parse::<EmployeeId>().is_ok() {
            return Ok(Vec::new());
        }
        let found = identity::people_named(&mut ask.read().await?, &self.person).await?;
        if let [person] = found.as_slice() {
            self.actor = person.id.to_string();
            self.person.clone_from(&person.name);
        }
        Ok(found)
    }
}

#[derive(Serialize)]
struct KindChoice {
    value: String,
    label: String,
}

#[derive(Serialize)]
struct LineView {
    #[serde(flatten)]
    line: Line,
    act: String,
    record: String,
    via: String,
    details: Vec<(String, String)>,
    /// Who tried to sign in, when nobody was let in.
    tried: Option<String>,
}

#[derive(Serialize)]
struct ListPage {
    asked: Asked,
    /// Several people have the name that was typed, or nobody has.
    people: Vec<Person>,
    nobody: bool,
    problems: BTreeMap<&'static str, String>,
    /// How many were found, when the page shows all of them.
    all: Option<usize>,
    kinds: Vec<KindChoice>,
    lines: Vec<LineView>,
    query: String,
    next: Option<String>,
}

fn view(ask: &Ask, line: Line) -> LineView {
    LineView {
        act: act(ask, &line.kind),
        record: ask.text(&format!("audit-record-{}", line.subject_kind), &[]),
        via: line.via.map(|via| ask.text(&format!("audit-via-{via}"), &[])).unwrap_or_default(),
        details: details(ask, &line.data),
        tried: (line.kind == "identity.refused").then(|| ask.text("audit-tried", &[("user", line.label.clone())])),
        line,
    }
}

async fn list(ask: Ask, Query(mut asked): Query<Asked>) -> Reply {
    let people = asked.people(&ask).await?;
    let mut cx = ask.read().await?;
    let kinds = audit::kinds(&mut cx).await?;
    let problems: BTreeMap<_, _> =
        asked.wrong().into_iter().map(|field| (field, ask.text("identity-problem-date", &[]))).collect();
    let unclear = asked.unclear();
    let ask_trail = !unclear && problems.is_empty();
    let page = if ask_trail { Some(audit::list(&mut cx, &asked.filter(), PAGE).await?) } else { None };
    let (lines, next) = page.map_or((Vec::new(), None), |page| (page.lines, page.next));
    let whole = ask_trail && next.is_none() && asked.before.is_empty();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ListPage {
        all: whole.then_some(lines.len()),
        nobody: unclear && people.is_empty(),
        problems,
        people: if unclear { people } else { Vec::new() },
        kinds: kinds.into_iter().map(|value| KindChoice { label: act(&ask, &value), value }).collect(),
        lines: lines.into_iter().map(|line| view(&ask, line)).collect(),
        query: serde_urlencoded::to_string(&asked).unwrap_or_default(),
        next: next.map(|(at, id)| format!("{}.{id}", at.micros())),
        asked,
    };
    let mut page = ask.page("audit/list.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}
