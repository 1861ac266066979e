//! The search in the trail.

use crate::export;
use audit::{Before, Filter, Line};
use axum::{
    extract::Query,
    http::Method,
    routing::{MethodRouter, get},
};
use html::Template;
use http_shell::{Access, App, Ask, Error, Reply, Route};
use identity::Person;
use kernel::{EmployeeId, Instant, Permission};
use serde::{Deserialize, Serialize};
use serde_json::Value;

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

/// What the address asks for. Anything that is no value of its kind is as good as absent.
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
            from: self.from.parse().ok(),
            to: self.to.parse().ok(),
            before: before(&self.before),
        }
    }

    /// The people that were meant by name; a single one becomes the filter.
    async fn people(&mut self, ask: &Ask) -> Result<Vec<Person>, Error> {
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
}

#[derive(Serialize)]
struct ListPage {
    asked: Asked,
    /// Several people have the name that was typed, or nobody has.
    people: Vec<Person>,
    nobody: bool,
    kinds: Vec<KindChoice>,
    lines: Vec<LineView>,
    query: String,
    next: Option<String>,
}

fn act(ask: &Ask, kind: &str) -> String {
    let key = format!("audit-act-{}", kind.replace('.', "-"));
    let words = ask.text(&key, &[]);
    if words == key { kind.to_owned() } else { words }
}

fn details(data: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str(data) else { return Vec::new() };
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    fields.into_iter().filter(|(_, v)| !v.is_null()).map(|(name, value)| (name, text(value))).collect()
}

fn view(ask: &Ask, line: Line) -> LineView {
    LineView {
        act: act(ask, &line.kind),
        record: ask.text(&format!("audit-record-{}", line.subject_kind), &[]),
        via: line.via.map(|via| ask.text(&format!("audit-via-{via}"), &[])).unwrap_or_default(),
        details: details(&line.data),
        line,
    }
}

async fn list(ask: Ask, Query(mut asked): Query<Asked>) -> Reply {
    let people = asked.people(&ask).await?;
    let mut cx = ask.read().await?;
    let kinds = audit::kinds(&mut cx).await?;
    let unclear = !asked.person.trim().is_empty() && asked.actor.is_empty();
    let page = if unclear { None } else { Some(audit::list(&mut cx, &asked.filter(), PAGE).await?) };
    let (lines, next) = page.map_or((Vec::new(), None), |page| (page.lines, page.next));
    let page = ListPage {
        nobody: unclear && people.is_empty(),
        people: if unclear { people } else { Vec::new() },
        kinds: kinds.into_iter().map(|value| KindChoice { label: act(&ask, &value), value }).collect(),
        lines: lines.into_iter().map(|line| view(&ask, line)).collect(),
        query: serde_urlencoded::to_string(&asked).unwrap_or_default(),
        next: next.map(|(at, id)| format!("{}.{id}", at.micros())),
        asked,
    };
    ask.page("audit/list.html", page)
}
