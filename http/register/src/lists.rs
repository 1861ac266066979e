//! Home, the list, completeness, and suggestions.

use axum::{Json, extract::Query, response::IntoResponse};
use http_shell::{Ask, Reply};
use register::{Day, Direction, Filter, Row, State, Year};
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
    from: String,
    to: String,
    before: String,
}

impl Asked {
    pub(crate) fn filter(&self) -> Filter {
        let before = self.before.split_once('-');
        Filter {
            q: Some(self.q.trim().to_owned()).filter(|q| !q.is_empty()),
            year: self.year.parse().ok(),
            direction: self.direction.parse().ok(),
            state: self.state.parse().ok(),
            kind: None,
            from: self.from.parse().ok(),
            to: self.to.parse().ok(),
            before: before.and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?))),
        }
    }
}

#[derive(Serialize)]
struct ListPage {
    entries: Vec<Row>,
    asked: Asked,
    directions: Vec<&'static str>,
    states: Vec<&'static str>,
    next: Option<String>,
}

pub(crate) async fn list(ask: Ask, Query(asked): Query<Asked>) -> Reply {
    let mut cx = ask.read().await?;
    let page = register::list(&mut cx, &asked.filter()).await?;
    let page = ListPage {
        entries: page.rows,
        asked,
        directions: Direction::ALL.iter().map(|d| d.as_str()).collect(),
        states: State::ALL.iter().map(|s| s.as_str()).collect(),
        next: page.next.map(|(year, number)| format!("{year}-{number}")),
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
}

pub(crate) async fn correspondents(ask: Ask, Query(typed): Query<Typed>) -> Reply {
    let mut cx = ask.read().await?;
    Ok(Json(register::correspondents(&mut cx, &typed.q).await?).into_response())
}
