//! `find`: entries by whatever is said in them.

use super::Result;
use crate::{
    Asked, Counted, Hit, Passage, Results, SearchError,
    store::{self, PassageRow, SaidRow},
};
use db::Cx;
use fulltext::{Found, Index, Query, Search, Wanted, passage};
use kernel::{Day, Permission};
use register::Row;
use std::collections::BTreeMap;

/// How many results a page has.
pub const PAGE: usize = 20;
/// How many pages there are at most: nobody reads on behind them, they narrow the search.
pub const PAGES: usize = 50;
/// How many passages of an entry are shown.
const PASSAGES: usize = 2;
/// How many are like another.
const ALIKE: usize = 10;

/// What was asked for, as far as the actor may read it: what they may not is in no count either.
///
/// # Errors
/// When reading is forbidden, or the index or the database refuses.
pub async fn find(cx: &mut Cx, index: &Index, asked: &Asked) -> Result<Results> {
    cx.require(Permission::RegisterRead)?;
    let page = asked.page.min(PAGES - 1);
    let search = Search {
        query: Query::parse(&asked.q),
        readers: readers(cx).await?,
        year: asked.year,
        labels: asked.labels.clone(),
        from: asked.from.map(as_number),
        to: asked.to.map(as_number),
        order: asked.order,
        skip: page * PAGE,
        take: PAGE,
        some: false,
    };
    let mut found = ask(index, search).await?;
    // Whoever types a number wants that entry first, unless they chose among what was found.
    if let Some(place) = number(&asked.q).filter(|_| page == 0 && !asked.is_narrowed()) {
        found.places.retain(|other| *other != place);
        found.places.insert(0, place);
    }
    results(cx, found, page).await
}

/// What is like an entry that the actor may read: what has the words that are frequent in it and rare elsewhere.
///
/// # Errors
/// [`SearchError::NotFound`], or when the entry may not be read.
pub async fn find_alike(cx: &mut Cx, index: &Index, place: (i64, i64)) -> Result<Results> {
    cx.require(Permission::RegisterRead)?;
    let register::Found::Whole(entry) = register::get(cx, place.0, place.1).await? else {
        return Err(SearchError::NotFound);
    };
    let mut text = entry.fields.subject.clone();
    for page in store::text_of(&mut cx.tx, place).await? {
        text.push('\n');
        text.push_str(&page);
    }
    let readers = readers(cx).await?;
    let of = index.clone();
    let query = tokio::task::spawn_blocking(move || of.alike(&text)).await??;
    let search = Search { query, readers, take: ALIKE + 1, some: true, ..Search::default() };
    let mut found = ask(index, search).await?;
    found.places.retain(|other| *other != place);
    found.places.truncate(ALIKE);
    found.total = found.places.len() as u64;
    results(cx, found, 0).await
}

/// As whom the actor finds what is restricted; none for who reads everything.
async fn readers(cx: &mut Cx) -> Result<Option<Vec<String>>> {
    if cx.actor.may(Permission::RegisterConfidential) {
        return Ok(None);
    }
    let keys = register::reader_keys(cx).await?;
    Ok(Some(keys.into_iter().map(|key| key.to_string()).collect()))
}

async fn ask(index: &Index, search: Search) -> Result<Found> {
    let index = index.clone();
    Ok(tokio::task::spawn_blocking(move || index.search(&search)).await??)
}

/// A day as the index keeps it: `20261128`.
pub(super) fn as_number(day: Day) -> i64 {
    day.to_string().replace('-', "").parse().unwrap_or_default()
}

/// `123/2026`, and nothing else.
fn number(q: &str) -> Option<(i64, i64)> {
    let (number, year) = q.trim().split_once('/')?;
    Some((year.trim().parse().ok().filter(|year| (1000..=9999).contains(year))?, number.trim().parse().ok()?))
}

/// The lines of what was found, and where in them it stands. The index may be a moment behind: what the actor may not
/// read by now is left out.
async fn results(cx: &mut Cx, found: Found, page: usize) -> Result<Results> {
    let rows = register::shown(cx, &found.places).await?;
    let places: Vec<_> = rows.iter().map(|row| (row.year, row.number)).collect();
    let (mut texts, mut said) = (by_place(Vec::new()), by_place(Vec::new()));
    if !places.is_empty() && !found.wanted.is_empty() {
        let filed = rows.iter().filter(|row| row.file_count > 0);
        let filed: Vec<_> = filed.map(|row| (row.year, row.number)).collect();
        texts = by_place(store::texts(&mut cx.tx, &filed).await?);
        let since = circulation::said_since(cx, &places).await?;
        let mut rows = store::said(&mut cx.tx, &places).await?;
        rows.retain(|row| row.by.is_none() || since.get(&row.place()).is_none_or(|since| row.at >= *since));
        said = by_place(rows);
    }
    let more = page + 1 < PAGES && found.total > ((page + 1) * PAGE) as u64;
    let wanted = found.wanted;
    let hits = tokio::task::spawn_blocking(move || {
        let hit = |row: Row| {
            let place = (row.year, row.number);
            hit(row, &wanted, texts.remove(&place), said.remove(&place))
        };
        rows.into_iter().map(hit).collect()
    });
    let counted =
        |counts: Vec<(String, u64)>| counts.into_iter().map(|(label, count)| Counted { label, count }).collect();
    Ok(Results {
        hits: hits.await?,
        total: found.total,
        years: counted(found.years.into_iter().map(|(year, count)| (year.to_string(), count)).collect()),
        labels: found.labels.into_iter().map(|(facet, counts)| (facet, counted(counts))).collect(),
        relaxed: found.relaxed,
        more,
    })
}

/// A row that belongs to an entry.
trait Placed {
    fn place(&self) -> (i64, i64);
}

impl Placed for PassageRow {
    fn place(&self) -> (i64, i64) {
        (self.year, self.number)
    }
}

impl Placed for SaidRow {
    fn place(&self) -> (i64, i64) {
        (self.year, self.number)
    }
}

fn by_place<T: Placed>(rows: Vec<T>) -> BTreeMap<(i64, i64), Vec<T>> {
    let mut map: BTreeMap<_, Vec<T>> = BTreeMap::new();
    for row in rows {
        map.entry(row.place()).or_default().push(row);
    }
    map
}

fn hit(row: Row, wanted: &Wanted, texts: Option<Vec<PassageRow>>, said: Option<Vec<SaidRow>>) -> Hit {
    let mut passages: Vec<(usize, Passage)> = Vec::new();
    for said in said.into_iter().flatten() {
        if let Some(found) = passage(&said.text, wanted) {
            let SaidRow { by, file, page, .. } = said;
            passages.push((found.hits, Passage { file, position: None, page, by, pieces: found.pieces }));
        }
    }
    for text in texts.into_iter().flatten() {
        if let Some(found) = passage(&text.text, wanted) {
            let (file, position, page) = (Some(text.name), Some(text.position), Some(text.page));
            passages.push((found.hits, Passage { file, position, page, by: None, pieces: found.pieces }));
        }
    }
    // Stable: of equals the first stays before.
    passages.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
    let subject = wanted.mark(&row.subject);
    Hit { subject, passages: passages.into_iter().take(PASSAGES).map(|(_, passage)| passage).collect(), row }
}
