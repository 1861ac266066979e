//! Home, the list, completeness, and suggestions.

use crate::folders::{self, FolderView};
use axum::{Json, extract::Query, response::IntoResponse};
use http_shell::{Ask, Reply};
use register::{Day, Direction, Filter, Kind, Row, Sort, State, Year};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct HomePage {
    today: Day,
    recent: Vec<Row>,
    date: String,
}

pub(crate) async fn home(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let day = cx.now.day();
    let today = register::day(&mut cx, day).await?;
    let mut recent = register::list(&mut cx, &Filter::default()).await?.rows;
    recent.truncate(12);
    ask.page("register/home.html", HomePage { today, recent, date: day.to_string() })
}

/// What the address asks for. Anything that is no value of its kind is as good as absent.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    year: String,
    direction: String,
    state: String,
    kind: String,
    unit: String,
    correspondent: String,
    folder: String,
    from: String,
    to: String,
    /// `number`, `subject`, `correspondent`; backwards with a minus before it. Absent: the newest first.
    sort: String,
    before: String,
}

impl Asked {
    pub(crate) fn filter(&self) -> Filter {
        let before = self.before.split_once('-');
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let sort = if self.sort.is_empty() { "-number" } else { &self.sort };
        Filter {
            q: some(&self.q),
            year: self.year.parse().ok(),
            direction: self.direction.parse().ok(),
            state: self.state.parse().ok(),
            kind: self.kind.parse().ok(),
            unit: self.unit.parse().ok(),
            correspondent: self.correspondent.parse().ok(),
            folder: some(&self.folder),
            from: self.from.parse().ok(),
            to: self.to.parse().ok(),
            sort: sort.trim_start_matches('-').parse().unwrap_or(Sort::Number),
            descending: sort.starts_with('-'),
            before: before.and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?))),
        }
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

#[derive(Serialize)]
struct UnitChoice {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct ListPage {
    entries: Vec<Row>,
    asked: Asked,
    directions: Vec<&'static str>,
    states: Vec<&'static str>,
    kinds: Vec<&'static str>,
    units: Vec<UnitChoice>,
    folders: Vec<FolderView>,
    sorts: [&'static str; 6],
    /// The same list without its place.
    query: String,
    next: Option<String>,
    /// The search went through many lines and stopped before it filled the page.
    partial: bool,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let page = register::list(&mut cx, &asked.filter()).await?;
    let units = identity::units(&mut cx).await?;
    let page = ListPage {
        partial: page.next.is_some() && page.rows.len() < 50,
        entries: page.rows,
        directions: Direction::ALL.iter().map(|d| d.as_str()).collect(),
        states: State::ALL.iter().map(|s| s.as_str()).collect(),
        kinds: Kind::ALL.iter().map(|k| k.as_str()).collect(),
        units: units.into_iter().map(|u| UnitChoice { id: u.id.to_string(), name: u.name }).collect(),
        folders: folders::views(&mut cx).await?,
        sorts: ["-number", "number", "subject", "-subject", "correspondent", "-correspondent"],
        query: asked.query(String::new()),
        next: page.next.map(|(year, number)| asked.query(format!("{year}-{number}"))),
        asked,
    };
    ask.page("register/list.html", page)
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
    let known = known.into_iter().map(|c| Suggestion { name: c.name, tax_id: c.tax_id, email: c.email });
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
