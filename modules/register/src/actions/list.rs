//! Lists of entries.

use crate::{
    Filter, Page, RegisterError, Sort, check,
    store::list::{self, Listed, Place, Scan, Served},
    terms::terms,
};
use db::Cx;
use kernel::{Day, Permission};

/// How many lines a page of a list has.
pub(crate) const PAGE: i64 = 50;
/// How many lines of an index are looked at for one page, step by step. After the last step the page is given as it
/// is, and the next one goes on: no question takes longer than this, however large the register.
const WINDOWS: [i64; 5] = [100, 500, 2_000, 8_000, 32_000];
/// So few lines are sorted at once; an order of more comes from its own index.
const SORTED_AT_ONCE: i64 = 10_000;
/// More words than these make no search narrower.
const WORDS: usize = 8;

/// A page of the register. Restricted lines show number, date and direction to those who may not read them, and are
/// not found by anything else.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn list(cx: &mut Cx, filter: &Filter) -> Result<Page, RegisterError> {
    page(cx, filter, PAGE).await
}

/// How the engine answers a list, for tests.
///
/// # Errors
/// When reading is forbidden or the database refuses.
pub async fn list_plan(cx: &mut Cx, filter: &Filter) -> Result<Vec<String>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let asked = ask(cx, filter).await?;
    let scan = scan(cx, filter, &asked, PAGE).await?;
    Ok(list::plan(&mut cx.tx, &scan).await?)
}

/// At most `size` lines.
pub(crate) async fn page<T: Listed>(cx: &mut Cx, filter: &Filter, size: i64) -> Result<Page<T>, RegisterError> {
    cx.require(Permission::RegisterRead)?;
    let asked = ask(cx, filter).await?;
    let mut scan = scan(cx, filter, &asked, size).await?;
    if scan.gathers() || scan.is_exact() {
        scan.window = if scan.gathers() { SORTED_AT_ONCE } else { size + 1 };
        let mut rows = list::rows::<T>(&mut cx.tx, &scan, size + 1).await?;
        let more = rows.len() as i64 > size;
        rows.truncate(size as usize);
        return Ok(Page { next: rows.last().filter(|_| more).map(T::place), rows });
    }
    let mut found = Vec::new();
    for window in WINDOWS {
        scan.window = window;
        let wanted = size - found.len() as i64 + 1;
        found.extend(list::rows::<T>(&mut cx.tx, &scan, wanted).await?);
        if found.len() as i64 > size {
            found.truncate(size as usize);
            return Ok(Page { next: found.last().map(T::place), rows: found });
        }
        let Some(end) = list::end_of_window(&mut cx.tx, &scan).await? else {
            return Ok(Page { rows: found, next: None });
        };
        go_on(cx, &mut scan, end).await?;
        if window == WINDOWS[WINDOWS.len() - 1] {
            return Ok(Page { rows: found, next: Some(end) });
        }
    }
    Ok(Page { rows: found, next: None })
}

/// What a filter means for this reader.
struct Asked {
    words: Vec<String>,
    lower: Option<Place>,
    upper: Option<Place>,
}

async fn ask(cx: &mut Cx, filter: &Filter) -> Result<Asked, RegisterError> {
    let q = filter.q.as_deref().unwrap_or_default().trim();
    let (mut lower, mut upper): (Vec<Place>, Vec<Place>) = (Vec::new(), Vec::new());
    let mut words = Vec::new();
    match check::number(q) {
        Some((year, number)) => {
            lower.push((year, number));
            upper.push((year, number.saturating_add(1)));
        }
        None => words.extend(terms(q).into_iter().take(WORDS)),
    }
    if let Some(year) = filter.year {
        lower.push((year, 0));
        upper.push((year.saturating_add(1), 0));
    }
    // Time never runs backwards in the register: days are places.
    if let Some(from) = filter.from {
        lower.push(since(cx, from).await?);
    }
    if let Some(to) = filter.to {
        upper.push(since(cx, to.next()).await?);
    }
    Ok(Asked { words, lower: lower.into_iter().max(), upper: upper.into_iter().min() })
}

async fn since(cx: &mut Cx, day: Day) -> Result<Place, RegisterError> {
    Ok(list::first_since(&mut cx.tx, day.start()).await?.unwrap_or((i64::MAX, 0)))
}

/// The look that answers with the least work.
async fn scan<'f>(cx: &mut Cx, filter: &'f Filter, asked: &'f Asked, size: i64) -> Result<Scan<'f>, RegisterError> {
    let mut scan = Scan {
        filter,
        words: &asked.words,
        sees_all: cx.actor.may(Permission::RegisterConfidential),
        served: list::best(filter),
        lower: asked.lower,
        upper: asked.upper,
        after: None,
        window: SORTED_AT_ONCE + 1,
    };
    let by_words = filter.sort != Sort::Number;
    if !asked.words.is_empty() || (by_words && scan.served != Served::Order) {
        // A condition that the order alone serves is never the narrowest.
        let choices = asked.words.iter().cloned().map(Served::Word).chain([scan.served.clone()]);
        let choices: Vec<_> = choices.filter(|choice| *choice != Served::Order).collect();
        scan.served = match choices.as_slice() {
            [only] if !by_words => only.clone(),
            _ => narrowest(cx, &mut scan, choices, by_words).await?,
        };
    }
    scan.window = size + 1;
    if let Some(before) = filter.before {
        go_on(cx, &mut scan, before).await?;
    }
    Ok(scan)
}

/// The choice with the fewest lines; the order itself, where it is one by words and all choices have too many to sort.
async fn narrowest(
    cx: &mut Cx,
    scan: &mut Scan<'_>,
    choices: Vec<Served>,
    by_words: bool,
) -> Result<Served, RegisterError> {
    let (mut best, mut served) = (i64::MAX, Served::Order);
    for choice in choices {
        scan.served = choice.clone();
        let count = list::count(&mut cx.tx, scan).await?;
        if count < best {
            (best, served) = (count, choice);
        }
    }
    Ok(if by_words && best > SORTED_AT_ONCE { Served::Order } else { served })
}

/// Behind the line `end`.
async fn go_on(cx: &mut Cx, scan: &mut Scan<'_>, end: Place) -> Result<(), RegisterError> {
    let (year, number) = end;
    if scan.filter.sort == Sort::Number {
        if scan.filter.descending {
            scan.upper = Some(scan.upper.map_or(end, |upper| upper.min(end)));
        } else {
            let next = (year, number.saturating_add(1));
            scan.lower = Some(scan.lower.map_or(next, |lower| lower.max(next)));
        }
    } else {
        let key = list::key(&mut cx.tx, scan.filter.sort, end, scan.sees_all).await?.ok_or(RegisterError::NotFound)?;
        scan.after = Some((key, year, number));
    }
    Ok(())
}
