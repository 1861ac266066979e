//! The page of a search.

use crate::asked::{Asked, NARROWED};
use axum::{extract::Query, http::StatusCode};
use db::Cx;
use fulltext::Facet;
use http_shell::{Ask, Error, Reply};
use kernel::{EmployeeId, UnitId};
use search::{Counted, Hit, PAGE, Results, Saved};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many labels of a facet are shown.
const LABELS: usize = 8;

/// A way to narrow the search, or to widen it again.
#[derive(Serialize)]
pub(crate) struct Choice {
    label: String,
    count: i64,
    query: String,
    chosen: bool,
}

/// By what the search is narrowed.
#[derive(Serialize)]
struct Group {
    name: &'static str,
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct SearchPage {
    asked: Asked,
    /// Nothing was asked yet.
    blank: bool,
    problem: bool,
    hits: Vec<Hit>,
    total: i64,
    relaxed: bool,
    groups: Vec<Group>,
    orders: Vec<Choice>,
    first: usize,
    before: Option<String>,
    next: Option<String>,
    /// The search without what is typed anew.
    kept: Vec<(&'static str, String)>,
    query: String,
    saved: Vec<Saved>,
    /// The units for which a search may be kept.
    units: Vec<(UnitId, String)>,
    may_save: bool,
    me: Option<EmployeeId>,
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let read = asked.read(cx.now.day());
    let (blank, problem) = (asked.is_empty(), read.is_none());
    let results = match read {
        _ if asked.like().is_some() => {
            search::find_alike(&mut cx, &ask.town.index, asked.like().unwrap_or_default()).await?
        }
        Some(read) if !blank => search::find(&mut cx, &ask.town.index, &read).await?,
        _ => Results::default(),
    };
    let saved = search::saved(&mut cx).await?;
    let units = identity::memberships(&mut cx).await?;
    let units = units.into_iter().filter(|unit| unit.works).map(|unit| (unit.unit, unit.unit_name)).collect();
    let names = Names::of(&mut cx, &results).await?;
    drop(cx);
    let page = |at: usize| asked.with(&[("page", &at.to_string())]);
    let page = SearchPage {
        blank,
        problem,
        total: i64::try_from(results.total).unwrap_or(i64::MAX),
        relaxed: results.relaxed,
        groups: groups(&ask, &asked, &names, &results),
        orders: orders(&ask, &asked),
        first: asked.at() * PAGE + 1,
        before: (asked.at() > 0).then(|| page(asked.at())),
        next: results.more.then(|| page(asked.at() + 2)),
        kept: asked.pairs().into_iter().filter(|(n, _)| !matches!(*n, "q" | "page" | "from" | "to" | "like")).collect(),
        query: asked.with(&[]),
        saved,
        units,
        may_save: ask.session.is_some(),
        me: ask.actor.employee().map(|e| e.id),
        hits: results.hits,
        asked,
    };
    let mut page = ask.page("search/show.html", page)?;
    if problem {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// The orders, with that of now.
fn orders(ask: &Ask, asked: &Asked) -> Vec<Choice> {
    let order = |value: &'static str, key: &str| Choice {
        label: ask.text(key, &[]),
        count: 0,
        query: asked.with(&[("order", value)]),
        chosen: asked.order == value,
    };
    vec![order("", "search-order-best"), order("newest", "search-order-newest"), order("oldest", "search-order-oldest")]
}

/// What keys are called.
struct Names {
    units: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl Names {
    /// Of what is shown.
    async fn of(cx: &mut Cx, results: &Results) -> Result<Self, Error> {
        let shown = |facet| of(results, facet).iter().take(LABELS).map(|one| one.label.as_str());
        let units: Vec<UnitId> = shown(Facet::Unit).filter_map(|id| id.parse().ok()).collect();
        let units = identity::unit_names(cx, &units).await?.into_iter().map(|(id, name)| (id.to_string(), name));
        let folders = register::folder_titles(cx, &shown(Facet::Folder).collect::<Vec<_>>()).await?;
        Ok(Self { units: units.collect(), folders })
    }
}

fn groups(ask: &Ask, asked: &Asked, names: &Names, results: &Results) -> Vec<Group> {
    let group = |name: &'static str| {
        let now = asked.pairs().into_iter().find(|(n, _)| *n == name).map(|(_, value)| value).unwrap_or_default();
        let (counts, called) = counts(ask, names, results, name);
        let choice = |one: &Counted| {
            let chosen = one.label == now;
            let query = asked.with(&[(name, if chosen { "" } else { &one.label })]);
            Choice { label: called(&one.label), count: i64::try_from(one.count).unwrap_or(i64::MAX), query, chosen }
        };
        Group { name, choices: counts.iter().take(LABELS).map(choice).collect() }
    };
    let all = NARROWED.into_iter().map(group);
    // What does not narrow is not offered, but what was chosen can be given up.
    all.filter(|group| group.choices.len() > 1 || group.choices.iter().any(|choice| choice.chosen)).collect()
}

/// The counts of a facet.
fn of(results: &Results, facet: Facet) -> &[Counted] {
    results.labels.iter().find(|(f, _)| *f == facet).map(|(_, counts)| counts.as_slice()).unwrap_or_default()
}

/// What a label is called.
type Called<'a> = Box<dyn Fn(&str) -> String + 'a>;

/// The counts of a field, and what its labels are called.
fn counts<'a>(ask: &'a Ask, names: &'a Names, results: &'a Results, name: &str) -> (&'a [Counted], Called<'a>) {
    let of = |facet| of(results, facet);
    let word = |key: &'static str| -> Called<'a> { Box::new(move |label| ask.text(&format!("{key}{label}"), &[])) };
    match name {
        "year" => (&results.years, Box::new(str::to_owned)),
        "unit" => {
            let former = || ask.text("search-unit-former", &[]);
            (of(Facet::Unit), Box::new(move |id| names.units.get(id).cloned().unwrap_or_else(former)))
        }
        "kind" => (of(Facet::Kind), word("register-kind-")),
        "direction" => (of(Facet::Direction), word("register-direction-")),
        "folder" => {
            let titled = |code: &str| names.folders.get(code).map(|title| format!("{code} {title}"));
            (of(Facet::Folder), Box::new(move |code| titled(code).unwrap_or_else(|| code.to_owned())))
        }
        _ => (of(Facet::State), word("search-state-")),
    }
}
