//! Home, the list, completeness, and suggestions.

use crate::{
    folders::{self, FolderView},
    form::{Problems, said},
    refile::Filed,
    typed,
};
use axum::{Json, extract::Query, http::StatusCode, response::IntoResponse};
use db::Cx;
use http_shell::{Ask, Error, Reply};
use kernel::{Permission, UnitId};
use register::{Day, Direction, Filter, Handling, Kind, Row, Sort, State, Year};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

/// What waits for somebody, or for a unit of theirs.
#[derive(Serialize)]
struct Waits {
    /// None for the reader.
    unit: Option<UnitId>,
    name: Option<String>,
    counts: circulation::Counts,
}

#[derive(Serialize)]
struct HomePage {
    today: Day,
    /// What waits for the reader, where they move documents; then for each of their units.
    waits: Vec<Waits>,
    /// How many documents nobody has, for the protocol office.
    unassigned: Option<i64>,
    /// How much came in and waits, for those who register.
    intake: Option<i64>,
    recent: Vec<Row>,
    date: String,
}

pub(crate) async fn home(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let day = cx.now.day();
    let today = register::day(&mut cx, day).await?;
    let mut recent = register::list(&mut cx, &Filter::default()).await?.rows;
    recent.truncate(12);
    let waits = if ask.actor.may(Permission::CirculationWrite) { waits(&mut cx).await? } else { Vec::new() };
    let (unassigned, intake) = match ask.actor.may(Permission::RegisterWrite) {
        true => (Some(register::count_unassigned(&mut cx).await?), Some(intake::count(&mut cx).await?)),
        false => (None, None),
    };
    ask.page("register/home.html", HomePage { today, waits, unassigned, intake, recent, date: day.to_string() })
}

/// What waits for the actor and their units.
async fn waits(cx: &mut Cx) -> Result<Vec<Waits>, Error> {
    let (mine, units) = circulation::trays(cx).await?;
    let of_unit =
        |(of, counts): (identity::Membership, _)| Waits { unit: Some(of.unit), name: Some(of.unit_name), counts };
    let own = Waits { unit: None, name: None, counts: mine };
    Ok(std::iter::once(own).chain(units.into_iter().map(of_unit)).collect())
}

/// What the address asks for, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    year: String,
    direction: String,
    state: String,
    handling: String,
    kind: String,
    unit: String,
    competent_unit: String,
    correspondent: String,
    folder: String,
    from: String,
    to: String,
    /// `number`, `subject`, `correspondent`; backwards with a minus before it. Absent: the newest first.
    sort: String,
    before: String,
}

impl Asked {
    /// What is asked for, as far as it can be read, and what is wrong with the rest.
    pub(crate) fn filter(&self, ask: &Ask, today: kernel::Day) -> (Filter, Problems) {
        let before = self.before.split_once('-');
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let sort = if self.sort.is_empty() { "-number" } else { &self.sort };
        let mut problems = Problems::new();
        let day = |problems: &mut Problems, name: &str, text: &str| {
            typed::day(register::Field::TheirDate, text, today).unwrap_or_else(|problem| {
                problems.insert(name.to_owned(), said(ask, &problem));
                None
            })
        };
        let (from, to) = (day(&mut problems, "from", &self.from), day(&mut problems, "to", &self.to));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            problems.insert("to".to_owned(), ask.text("register-problem-to-before-from", &[]));
        }
        let year: Option<i64> = self.year.trim().parse().ok().filter(|year| (1000..=9999).contains(year));
        if year.is_none() && !self.year.trim().is_empty() {
            problems.insert("year".to_owned(), ask.text("register-problem-year", &[]));
        }
        let filter = Filter {
            q: some(&self.q),
            year,
            direction: one_of(ask, &mut problems, "direction", &self.direction),
            state: one_of(ask, &mut problems, "state", &self.state),
            handling: one_of(ask, &mut problems, "handling", &self.handling),
            kind: one_of(ask, &mut problems, "kind", &self.kind),
            unit: one_of(ask, &mut problems, "unit", &self.unit),
            competent_unit: one_of(ask, &mut problems, "competent_unit", &self.competent_unit),
            correspondent: one_of(ask, &mut problems, "correspondent", &self.correspondent),
            folder: some(&self.folder),
            from,
            to,
            sort: one_of(ask, &mut problems, "sort", sort.trim_start_matches('-')).unwrap_or(Sort::Number),
            descending: sort.starts_with('-'),
            before: before.and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?))),
        };
        (filter, problems)
    }

    /// The address of the same list, behind another line.
    pub(crate) fn query(&self, before: String) -> String {
        let asked = Asked { before, ..self.clone() };
        let pairs = serde_json::to_value(asked).ok();
        let pairs = pairs.as_ref().and_then(|v| v.as_object()).into_iter().flatten();
        let kept: Vec<(&str, &str)> = pairs.filter_map(|(k, v)| Some((k.as_str(), v.as_str()?))).collect();
        let kept: Vec<_> = kept.into_iter().filter(|(_, v)| !v.is_empty()).collect();
        serde_urlencoded::to_string(kept).unwrap_or_default()
    }
}

/// A value of a list that the page gives; an address may say anything.
fn one_of<T: FromStr>(ask: &Ask, problems: &mut Problems, name: &str, text: &str) -> Option<T> {
    let value = text.parse().ok();
    if value.is_none() && !text.is_empty() {
        problems.insert(name.to_owned(), ask.text("register-problem-choice", &[]));
    }
    value
}

/// The filters from left to right: problems are listed in this order.
const ORDER: [&str; 11] =
    ["year", "direction", "state", "handling", "kind", "competent_unit", "unit", "correspondent", "from", "to", "sort"];

#[derive(Serialize)]
struct UnitChoice {
    id: String,
    name: String,
}

fn unit_choice(node: identity::Node) -> UnitChoice {
    UnitChoice { id: node.unit.id.to_string(), name: node.label() }
}

/// Where an entry is.
#[derive(Serialize)]
struct WhereView {
    handling: Handling,
    holders: Vec<circulation::Holder>,
    /// How many more there are.
    more: i64,
}

impl From<circulation::Whereabouts> for WhereView {
    fn from(of: circulation::Whereabouts) -> Self {
        let named = i64::try_from(of.holders.len()).unwrap_or_default();
        Self { handling: of.handling, more: of.count - named, holders: of.holders }
    }
}

fn label((year, number): (i64, i64)) -> String {
    format!("{number}/{year}")
}

#[derive(Serialize)]
struct ListPage {
    entries: Vec<Row>,
    /// Where each of them is, by its label.
    places: BTreeMap<String, WhereView>,
    asked: Asked,
    directions: Vec<&'static str>,
    states: Vec<&'static str>,
    handlings: Vec<&'static str>,
    kinds: Vec<&'static str>,
    units: Vec<UnitChoice>,
    folders: Vec<FolderView>,
    sorts: [&'static str; 6],
    problems: Problems,
    order: [&'static str; 11],
    /// The order of now.
    sort: String,
    /// The same list without its place.
    query: String,
    /// The same list in no order: a column's head adds one.
    unsorted: String,
    next: Option<String>,
    /// The search went through many lines and stopped before it filled the page.
    partial: bool,
    /// Whether the reader may put entries into a folder, and what was done just before.
    may_file: bool,
    filed: Filed,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>, Query(filed): Query<Filed>) -> Reply {
    let mut cx = ask.read().await?;
    let (filter, problems) = asked.filter(&ask, cx.now.day());
    // What cannot be read is said; a list that was not asked for is not shown.
    let page = match problems.is_empty() {
        true => register::list(&mut cx, &filter).await?,
        false => register::Page { rows: Vec::new(), next: None },
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown: Vec<_> = page.rows.iter().map(|row| (row.year, row.number)).collect();
    let places = circulation::whereabouts(&mut cx, &shown).await?;
    let unsorted = Asked { sort: String::new(), ..asked.clone() }.query(String::new());
    let units = identity::units(&mut cx).await?;
    let page = ListPage {
        partial: page.next.is_some() && page.rows.len() < 50,
        entries: page.rows,
        places: places.into_iter().map(|(place, found)| (label(place), found.into())).collect(),
        directions: Direction::ALL.iter().map(|d| d.as_str()).collect(),
        states: State::ALL.iter().map(|s| s.as_str()).collect(),
        handlings: Handling::ALL.iter().map(|h| h.as_str()).collect(),
        kinds: Kind::ALL.iter().map(|k| k.as_str()).collect(),
        units: identity::tree(units).into_iter().map(unit_choice).collect(),
        folders: folders::views(&mut cx).await?,
        sorts: ["-number", "number", "subject", "-subject", "correspondent", "-correspondent"],
        problems,
        order: ORDER,
        sort: if asked.sort.is_empty() { "-number".to_owned() } else { asked.sort.clone() },
        query: asked.query(String::new()),
        unsorted: if unsorted.is_empty() { unsorted } else { unsorted + "&" },
        next: page.next.map(|(year, number)| asked.query(format!("{year}-{number}"))),
        may_file: ask.actor.may(Permission::RegisterWrite),
        filed,
        asked,
    };
    let mut page = ask.page("register/list.html", page)?;
    *page.status_mut() = status;
    Ok(page)
}

#[derive(Serialize)]
struct YearView {
    year: Year,
    complete: bool,
}

#[derive(Serialize)]
struct CompletenessPage {
    years: Vec<YearView>,
    at: String,
}

pub(crate) async fn completeness(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let years = register::completeness(&mut cx).await?;
    let years = years.into_iter().map(|year| YearView { complete: year.is_complete(), year }).collect();
    ask.page("register/completeness.html", CompletenessPage { years, at: cx.now.athens() })
}

#[derive(Deserialize)]
pub(crate) struct Typed {
    q: String,
    #[serde(default)]
    direction: String,
}

/// What a field offers.
#[derive(Serialize)]
struct Suggestion {
    name: String,
    tax_id: Option<String>,
    email: Option<String>,
}

pub(crate) async fn correspondents(ask: Ask, Query(typed): Query<Typed>) -> Reply {
    let mut cx = ask.read().await?;
    let known = register::correspondents(&mut cx, &typed.q).await?;
    let known = known.into_iter().map(|c| Suggestion { name: c.card.name, tax_id: c.card.tax_id, email: c.card.email });
    let mut units = Vec::new();
    if typed.direction == Direction::Internal.as_str() && !typed.q.trim().is_empty() {
        let words = greek::fold(&typed.q);
        units = identity::units(&mut cx).await?;
        units.retain(|unit| greek::fold(&unit.name).contains(&words));
        units.truncate(10);
    }
    let units = units.into_iter().map(|unit| Suggestion { name: unit.name, tax_id: None, email: None });
    Ok(Json(units.chain(known).collect::<Vec<_>>()).into_response())
}
