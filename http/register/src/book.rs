//! The register as a book, and the sheet that closes a day.

use axum::{
    body::Bytes,
    extract::Query,
    http::{HeaderName, StatusCode, header},
    response::IntoResponse,
};
use db::Cx;
use futures_util::stream;
use http_shell::{Ask, Error, Reply, Spool, disposition};
use kernel::{Day, Instant};
use pdf::{Book, Volume};
use register::{Filter, Line, Page, Sort, State};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

/// The columns of the book with their shares of the width.
const COLUMNS: [(&str, u8); 9] = [
    ("number", 9),
    ("book-at", 14),
    ("direction", 13),
    ("subject", 42),
    ("correspondent", 25),
    ("their-number", 13),
    ("their-date", 11),
    ("files", 7),
    ("folder", 8),
];

#[derive(Default, Serialize)]
struct BookPage {
    /// Today, as people write it.
    today: String,
    month: u32,
    year: i64,
    years: Vec<i64>,
    /// What is wrong with the day of the book, and with that of the closing; each as it was typed.
    problem: Option<String>,
    period: Option<String>,
    closing_problem: Option<String>,
    closing: Option<String>,
}

pub(crate) async fn page(ask: Ask) -> Reply {
    show(&ask, BookPage::default()).await
}

async fn show(ask: &Ask, wrong: BookPage) -> Reply {
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    let (month, year) = (today.0.month().unsigned_abs().into(), today.0.year().into());
    let mut years = register::years(&mut cx).await?;
    if years.is_empty() {
        years.push(year);
    }
    let refused = wrong.problem.is_some() || wrong.closing_problem.is_some();
    let mut page = ask.page("register/book.html", BookPage { today: today.greek(), month, year, years, ..wrong })?;
    if refused {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(page)
}

/// `2026`, `2026-11`, `2026-11-23` or `23/11/2026`; or a year and a month.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(crate) struct Period {
    period: String,
    year: String,
    month: String,
}

impl Period {
    fn text(&self) -> String {
        match (self.period.trim(), self.year.trim(), self.month.trim()) {
            ("", year, "") => year.to_owned(),
            ("", year, month) => format!("{year}-{month}"),
            (day, ..) if day.contains('/') => day.parse().map_or(day.to_owned(), |day: Day| day.to_string()),
            (period, ..) => period.to_owned(),
        }
    }
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

/// A book on its way: laid out in parts, so that a year of a city takes no more memory than a month.
struct Printing {
    ask: Ask,
    cx: Cx,
    filter: Filter,
    book: Book,
    /// The lines of the next part, read ahead to know whether there is another.
    lines: Page<Line>,
    volume: Option<Volume>,
    count: usize,
}

/// One part is laid out at a time, whoever asks: it takes tens of megabytes.
static PRESS: Semaphore = Semaphore::const_new(1);

async fn on_press<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _turn = PRESS.acquire().await.map_err(|e| Error::Internal(Box::new(e)))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Internal(Box::new(e)))
}

pub(crate) async fn pdf(ask: Ask, Query(period): Query<Period>) -> Reply {
    let period = period.text();
    let Some((from, to, name)) = days(&ask, &period) else {
        let problem = Some(ask.text("register-problem-date", &[]));
        return show(&ask, BookPage { problem, period: Some(period), ..BookPage::default() }).await;
    };
    let mut cx = ask.write().await?;
    register::exported(&mut cx, "book", &period).await?;
    cx.commit().await?;
    // One reading transaction for all of it: the book shows one moment.
    let spool = Spool::turn().await?;
    let mut cx = ask.read().await?;
    let filter = Filter { from: Some(from), to: Some(to), sort: Sort::Number, descending: false, ..Filter::default() };
    let lines = register::lines(&mut cx, &filter).await?;
    let heads = COLUMNS.map(|(head, _)| ask.text(&format!("register-{head}"), &[])).to_vec();
    let widths = COLUMNS.map(|(_, width)| width).to_vec();
    let book = Book { heads, widths, ..frame(&ask, "register-book", name) };
    let file = format!("{}-{period}.pdf", ask.text("register-book", &[]));
    let at = cx.now;
    if lines.next.is_none() {
        let foot = count_words(&ask, lines.rows.len());
        let lines = lines.rows.iter().map(|line| cells(&ask, line)).collect();
        return render(Book { lines, foot, ..book }, at, &file).await;
    }
    let printing = Printing { ask, cx, filter, book, lines, volume: Some(Volume::new(at)), count: 0 };
    Ok((headers(&file), spool.body(stream::try_unfold(printing, part)).await?).into_response())
}

/// The bytes of the next part; none behind the last.
async fn part(mut printing: Printing) -> Result<Option<(Bytes, Printing)>, Error> {
    let Some(mut volume) = printing.volume.take() else { return Ok(None) };
    let rows = std::mem::take(&mut printing.lines.rows);
    let label = |line: Option<&Line>| line.map(|l| format!("{}/{}", l.number, l.year)).unwrap_or_default();
    let mark = format!("{} – {}", label(rows.first()), label(rows.last()));
    let lines = rows.iter().map(|line| cells(&printing.ask, line)).collect();
    printing.count += rows.len();
    // A page that looks at many lines may end before the book does.
    let mut next = printing.lines.next;
    while let Some(place) = next {
        printing.filter.before = Some(place);
        printing.lines = register::lines(&mut printing.cx, &printing.filter).await?;
        next = printing.lines.next.filter(|_| printing.lines.rows.is_empty());
    }
    let last = printing.lines.rows.is_empty();
    let end = if last { count_words(&printing.ask, printing.count) } else { String::new() };
    let book = Book { lines, end, ..printing.book.clone() };
    let work = move || {
        let mut bytes = volume.add(&book, mark)?;
        if last {
            bytes.extend(volume.finish()?);
            return Ok::<_, pdf::Error>((bytes, None));
        }
        Ok((bytes, Some(volume)))
    };
    let (bytes, volume) = on_press(work).await??;
    printing.volume = volume;
    Ok(Some((bytes.into(), printing)))
}

fn count_words(ask: &Ask, lines: usize) -> String {
    ask.text("register-book-count", &[("count", lines.to_string())])
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
    vec![
        line.number.to_string(),
        line.registered_at.greek()[..16].to_owned(),
        direction,
        subject,
        line.correspondent_name.as_deref().into_iter().chain(line.further.names()).collect::<Vec<_>>().join(", "),
        line.their_number.clone().unwrap_or_default(),
        line.their_date.map(Day::greek).unwrap_or_default(),
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
    let bytes = on_press(move || pdf::book(&book, at)).await??;
    Ok((headers(name), bytes).into_response())
}

fn headers(name: &str) -> [(HeaderName, String); 2] {
    [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition("inline", name))]
}

#[derive(Deserialize)]
pub(crate) struct OfDay {
    #[serde(default)]
    day: String,
}

pub(crate) async fn closing(ask: Ask, Query(OfDay { day: typed }): Query<OfDay>) -> Reply {
    let refused = |key| BookPage {
        closing_problem: Some(ask.text(key, &[])),
        closing: Some(typed.clone()),
        ..BookPage::default()
    };
    let Ok(day) = typed.trim().parse::<Day>() else { return show(&ask, refused("register-problem-date")).await };
    let mut cx = ask.read().await?;
    let today = cx.now.day();
    if day > today {
        drop(cx);
        return show(&ask, refused("register-closing-future")).await;
    }
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
        ("register-directions-incoming", counts.incoming.to_string()),
        ("register-directions-outgoing", counts.outgoing.to_string()),
        ("register-directions-internal", counts.internal.to_string()),
        ("register-closing-cancelled", list(&closing.cancelled)),
        ("register-closing-corrected", list(&closing.corrected)),
        ("register-closing-made", at.greek()),
    ];
    let facts = facts.into_iter().map(|(key, value)| (ask.text(key, &[]), value)).collect();
    let book = Book {
        facts,
        code_title: format!(
            "{}: {}",
            ask.text("register-closing-checkpoint", &[]),
            ask.text("register-closing-checkpoint-text", &[])
        ),
        code: closing.checkpoint,
        sign: ask.text("register-closing-sign", &[]),
        ..frame(&ask, if day == today { "register-closing-open" } else { "register-closing" }, day.greek())
    };
    render(book, at, &format!("{}-{day}.pdf", ask.text("register-closing", &[]))).await
}
