//! The texts of a few entries, to show where something stands in them.

use db::{Result, Tx, args, sql};
use kernel::Instant;

type Place = (i64, i64);

/// More texts are not looked through for one list: all entries have their share.
const TEXTS: i64 = 1_000;
/// An entry is like others by its first pages.
const FIRST: i64 = 20;

#[derive(sqlx::FromRow)]
pub(crate) struct PassageRow {
    pub year: i64,
    pub number: i64,
    pub position: i64,
    pub name: String,
    pub page: i64,
    pub text: String,
}

const THESE: &str = "e.year = ? and e.number = ??";

/// The pages of the files of these entries.
pub(crate) async fn texts(tx: &mut Tx, places: &[Place]) -> Result<Vec<PassageRow>> {
    let share = TEXTS / (places.len() as i64).max(1);
    let mut all = Vec::new();
    for place in places {
        all.extend(first_texts(tx, *place, share).await?);
    }
    Ok(all)
}

async fn first_texts(tx: &mut Tx, (year, number): Place, limit: i64) -> Result<Vec<PassageRow>> {
    let args = args![tx, year, number, limit];
    let sql = sql!(
        "select e.year, e.number, p.position, f.name, t.page, t.text
         from entry e join entry_file p on p.entry = e.id join file f on f.id = p.file
           join file_page t on t.sha256 = f.sha256
         where e.year = $1 and e.number = $2 order by p.position, t.page limit $3"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct SaidRow {
    pub year: i64,
    pub number: i64,
    /// When it was said; of remarks, when the entry was registered.
    pub at: Instant,
    pub by: Option<String>,
    /// The file that goes with it and has the text, and the page of it.
    pub file: Option<String>,
    pub page: Option<i64>,
    pub text: String,
}

/// What is said of these entries: their remarks, and the last comments with the text of their files.
pub(crate) async fn said(tx: &mut Tx, places: &[Place]) -> Result<Vec<SaidRow>> {
    let remarks = tx.select(
        "select e.year, e.number, e.registered_at as at, null as by, null as file, cast(null as bigint) as page,
           e.details as text
         from entry e where e.details is not null and",
    );
    let mut said: Vec<SaidRow> = remarks.any_pair(places, THESE)?.when(Some(TEXTS), "limit ?")?.all().await?;
    let comments = tx.select(
        "select e.year, e.number, e.at, e.made_by_name as by, null as file, cast(null as bigint) as page, e.text
         from comment e where",
    );
    said.extend(
        comments.any_pair(places, THESE)?.when(Some(TEXTS), "order by e.id desc limit ?")?.all::<SaidRow>().await?,
    );
    let files = tx.select(
        "select e.year, e.number, e.at, e.made_by_name as by, f.name as file, t.page, t.text
         from comment e join comment_file k on k.comment = e.id join file f on f.id = k.file
           join file_page t on t.sha256 = f.sha256
         where",
    );
    let order = "order by e.id desc, k.place, t.page limit ?";
    said.extend(files.any_pair(places, THESE)?.when(Some(TEXTS), order)?.all::<SaidRow>().await?);
    Ok(said)
}

/// What an entry says, to find what is like it: the text of its files.
pub(crate) async fn text_of(tx: &mut Tx, place: Place) -> Result<Vec<String>> {
    Ok(first_texts(tx, place, FIRST).await?.into_iter().map(|row| row.text).collect())
}
