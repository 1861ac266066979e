//! The texts of a few entries, to show where something stands in them.

use db::{Result, Select, Tx};

type Place = (i64, i64);

/// More pages of a file are not looked through for a passage.
const PAGES: i64 = 200;
/// More texts are not looked through for one list.
const TEXTS: i64 = 1_000;

#[derive(sqlx::FromRow)]
pub(crate) struct PassageRow {
    pub year: i64,
    pub number: i64,
    pub position: i64,
    pub name: String,
    pub page: i64,
    pub text: String,
}

fn any<'t>(mut select: Select<'t>, places: &[Place]) -> Result<Select<'t>> {
    select = select.only_if(true, "and (false");
    for place in places {
        select = select.when_pair(Some(*place), "or (e.year = ? and e.number = ??)")?;
    }
    Ok(select.only_if(true, ")"))
}

/// The pages of the files of these entries.
pub(crate) async fn texts(tx: &mut Tx, places: &[Place]) -> Result<Vec<PassageRow>> {
    let select = tx
        .select(
            "select e.year, e.number, p.position, f.name, t.page, t.text
             from entry e join entry_file p on p.entry = e.id join file f on f.id = p.file
               join file_page t on t.sha256 = f.sha256",
        )
        .when(Some(PAGES), "where t.page <= ?")?;
    any(select, places)?.when(Some(TEXTS), "order by e.year, e.number, p.position, t.page limit ?")?.all().await
}

#[derive(sqlx::FromRow)]
pub(crate) struct SaidRow {
    pub year: i64,
    pub number: i64,
    pub by: Option<String>,
    pub text: String,
}

/// What is said of these entries: their remarks, and comments.
pub(crate) async fn said(tx: &mut Tx, places: &[Place]) -> Result<Vec<SaidRow>> {
    let remarks =
        tx.select("select e.year, e.number, null as by, e.details as text from entry e where e.details is not null");
    let mut said: Vec<SaidRow> = any(remarks, places)?.when(Some(TEXTS), "limit ?")?.all().await?;
    let comments = tx.select("select e.year, e.number, e.made_by_name as by, e.text from comment e where true");
    said.extend(any(comments, places)?.when(Some(TEXTS), "limit ?")?.all::<SaidRow>().await?);
    Ok(said)
}

/// What an entry says, to find what is like it: its subject and the text of its files.
pub(crate) async fn text_of(tx: &mut Tx, place: Place) -> Result<Vec<String>> {
    Ok(texts(tx, &[place]).await?.into_iter().map(|row| row.text).collect())
}
