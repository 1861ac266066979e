//! The register as a book, and the sheet that closes a day.

use crate::entry::disposition;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use http_shell::{Ask, Error, Reply};
use kernel::{Day, Instant};
use pdf::Book;
use register::{Filter, Line, Sort, State};
use serde::{Deserialize, Serialize};

/// A book of more lines is printed month by month, or day by day: 5,000 lines take 640 MB while they are laid out.
const LINES: usize = 10_000;

#[derive(Serialize)]
struct BookPage {
    today: String,
    month: String,
    year: String,
    years: Vec<i64>,
}

pub(crate) async fn page(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let today = cx.now.day().to_string();
    let years = register::completeness(&mut cx).await?.into_iter().map(|y| y.year).collect();
    ask.page("register/book.html", BookPage { month: today[..7].to_owned(), year: today[..4].to_owned(), years, today })
}

#[derive(Deserialize)]
pub(crate) struct Period {
    /// `2026`, `2026-11` or `2026-11-23`.
    period: String,
}

/// The first and last day of a period, and its name.
fn days(ask: &Ask, period: &str) -> Option<(Day, Day, String)> {
    if period.len() == 10 {
        let day: Day = period.parse().ok()?;
        return Some((day, day, day.greek()));
    }
    let (year, month) = period.split_once('-').unwrap_or((period, ""));
    let first = |year: &str, month: u32| format!("{year}-{month:02}-01").parse::<Day>().ok();
    let from = first(year, month.parse().unwrap_or(1))?;
    let (name, after) = match month.parse::<u32>() {
        Ok(12) | Err(_) => (year.to_owned(), first(&format!("{}", year.parse::<u32>().ok()? + 1), 1)?),
        Ok(month) => (year.to_owned(), first(year, month + 1)?),
    };
    let name = match month {
        "" => name,
        month => format!("{} {year}", ask.text(&format!("register-month-{}", month.trim_start_matches('0')), &[])),
    };
    Some((from, Day(after.0.yesterday().ok()?), name))
}

pub(crate) async fn pdf(ask: Ask, Query(Period { period }): Query<Period>) -> Reply {
    let (from, to, name) = days(&ask, &period).ok_or_else(|| Error::BadRequest("the period is no date".into()))?;
    let mut cx = ask.write().await?;
    register::exported(&mut cx, "book", &period).await?;
    cx.commit().await?;
    let mut cx = ask.read().await?;
    let mut filter =
        Filter { from: Some(from), to: Some(to), sort: Sort::Number, descending: false, ..Filter::default() };
    let mut lines = Vec::new();
    loop {
        let page = register::lines(&mut cx, &filter).await?;
        lines.extend(page.rows.iter().map(|line| cells(&ask, line)));
        if lines.len() > LINES {
            return Err(Error::BadRequest(ask.text("register-book-long", &[])));
        }
        match page.next {
            Some(place) => filter.before = Some(place),
            None => break,
        }
    }
    let at = cx.now;
    drop(cx);
    let heads = ["number", "registered-at", "direction", "subject", "correspondent", "their-number", "files", "folder"];
    let heads = heads.map(|h| ask.text(&format!("register-{h}"), &[])).to_vec();
    let widths = vec![9, 12, 11, 46, 28, 17, 9, 8];
    let foot = ask.text("register-book-count", &[("count", lines.len().to_string())]);
    let book = Book { heads, widths, lines, foot, ..frame(&ask, "register-book", name.clone()) };
    render(book, at, &format!("{}-{period}.pdf", ask.text("register-book", &[]))).await
}

/// A line of the book; restricted ones say so where the reader may not see them.
fn cells(ask: &Ask, line: &Line) -> Vec<String> {
    let direction = ask.text(&format!("register-direction-{}", line.direction), &[]);
    let mut subject = line.subject.clone();
    if subject.is_empty() {
        subject = ask.text(&format!("register-confidentiality-{}", line.confidentiality), &[]);
    }
    if line.state == State::Cancelled {
        subject = format!("[{}] {subject}", ask.text("register-state-cancelled", &[]));
    }
    let theirs = [line.their_number.clone(), line.their_date.map(Day::greek)];
    vec![
        line.number.to_string(),
        line.registered_at.greek()[..16].to_owned(),
        direction,
        subject,
        line.correspondent_name.clone().unwrap_or_default(),
        theirs.into_iter().flatten().collect::<Vec<_>>().join(" / "),
        line.file_count.to_string(),
        line.folder.clone().unwrap_or_default(),
    ]
}

fn frame(ask: &Ask, title: &str, period: String) -> Book {
    Book {
        lang: ask.lang.to_string(),
        municipality: ask.town.name.clone(),
        title: ask.text(title, &[]),
        period,
        page: ask.text("register-book-page", &[]),
        ..Book::default()
    }
}

async fn render(book: Book, at: Instant, name: &str) -> Reply {
    let made = tokio::task::spawn_blocking(move || pdf::book(&book, at)).await;
    let bytes = made.map_err(|e| Error::Internal(Box::new(e)))??;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("inline", name)),
    ];
    Ok::<Response, Error>((headers, bytes).into_response())
}

#[derive(Deserialize)]
pub(crate) struct OfDay {
    day: Day,
}

pub(crate) async fn closing(ask: Ask, Query(OfDay { day }): Query<OfDay>) -> Reply {
    let mut cx = ask.read().await?;
    let closing = register::closing(&mut cx, &ask.town.log, day).await?;
    let at = cx.now;
    drop(cx);
    let counts = closing.counts;
    let none = ask.text("register-closing-none", &[]);
    let list = |labels: &[String]| if labels.is_empty() { none.clone() } else { labels.join(", ") };
    let total = counts.incoming + counts.outgoing + counts.internal;
    let facts = [
        ("register-closing-first", closing.first.clone().unwrap_or_else(|| none.clone())),
        ("register-closing-last", closing.last.clone().unwrap_or_else(|| none.clone())),
        ("register-count", total.to_string()),
        ("register-direction-incoming", counts.incoming.to_string()),
        ("register-direction-outgoing", counts.outgoing.to_string()),
        ("register-direction-internal", counts.internal.to_string()),
        ("register-closing-cancelled", list(&closing.cancelled)),
        ("register-closing-corrected", list(&closing.corrected)),
        ("register-closing-made", at.greek()),
    ];
    let facts = facts.into_iter().map(|(key, value)| (ask.text(key, &[]), value)).collect();
    let book = Book {
        facts,
        code_title: ask.text("register-closing-checkpoint", &[]),
        code: closing.checkpoint,
        sign: ask.text("register-closing-sign", &[]),
        ..frame(&ask, "register-closing", day.greek())
    };
    render(book, at, &format!("{}-{day}.pdf", ask.text("register-closing", &[]))).await
}
