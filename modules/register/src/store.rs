//! The tables of the register.

mod book;
mod change;
mod correspondent;
mod double;
mod examine;
mod file;
mod folder;
mod handling;
pub(crate) mod legacy;
pub(crate) mod list;
mod party;
mod reword;
mod scan;

pub(crate) use book::{Place, acts_between, last_leaf_before, span};
pub(crate) use change::touch;
pub(crate) use correspondent::{
    alike, by_email, change_correspondent, correspondent, correspondents, directory, insert_correspondent,
    insert_former, known, merge, name_of,
};
pub(crate) use double::{same_file, same_letter};
pub(crate) use examine::{
    DerivedRow, PartyRow, StampedRow, after, count_revisions, count_words, has_words, parties, revisions_between,
    stamped_after,
};
pub(crate) use file::{insert_file, insert_stamped};
pub(crate) use folder::{end_folder, folder, folders, folders_of, insert_folder};
pub(crate) use handling::{admit, count_unassigned, dismiss, readers, readers_of, set_handling, unassigned, waits};
pub(crate) use party::{count_parties, insert_parties, parties_of, set_parties};
pub(crate) use reword::{unworded, worded};
pub(crate) use scan::{await_scan, awaiting, awaits_scan, count_awaiting, scan_came, set_files};

use crate::{Channel, Confidentiality, Direction, Entry, Fields, Handling, Kind, Parties, Party, State};
use db::{Result, Tx, args, sql};
use documents::File;
use kernel::{CorrespondentId, EntryId, Instant, UnitId};

/// How many letters of the subject decide its place in an order.
const SORTED: usize = 60;

pub(crate) fn sort_key(subject: &str) -> String {
    greek::fold(subject).chars().take(SORTED).collect()
}

#[derive(sqlx::FromRow)]
struct Number {
    number: i64,
}

fn json(further: &[Party]) -> Result<String> {
    serde_json::to_string(further).map_err(|e| db::Error::Encode(Box::new(e)))
}

#[derive(sqlx::FromRow)]
pub(crate) struct EntryRow {
    pub id: EntryId,
    pub year: i64,
    pub number: i64,
    pub direction: Direction,
    pub state: State,
    pub registered_at: Instant,
    pub registered_by_name: String,
    pub unit: Option<UnitId>,
    pub unit_name: Option<String>,
    pub competent: Option<UnitId>,
    pub competent_name: Option<String>,
    pub subject: String,
    pub correspondent_name: Option<String>,
    pub correspondent_tax_id: Option<String>,
    pub correspondent_email: Option<String>,
    #[sqlx(try_from = "String")]
    pub further: Parties,
    pub their_number: Option<String>,
    pub their_date: Option<kernel::Day>,
    pub kind: Kind,
    pub channel: Channel,
    pub confidentiality: Confidentiality,
    pub folder: Option<String>,
    pub language: String,
    pub details: Option<String>,
    pub revision: i64,
}

impl EntryRow {
    pub(crate) fn into_entry(self, related: Vec<String>, files: Vec<File>) -> Entry {
        let party = |name| Party { name, tax_id: self.correspondent_tax_id, email: self.correspondent_email };
        Entry {
            id: self.id,
            year: self.year,
            number: self.number,
            state: self.state,
            registered_at: self.registered_at,
            registered_by_name: self.registered_by_name,
            unit: self.unit,
            unit_name: self.unit_name,
            competent_name: self.competent_name,
            fields: Fields {
                direction: self.direction,
                subject: self.subject,
                correspondent: self.correspondent_name.map(party),
                further: self.further.0,
                competent_unit: self.competent,
                their_number: self.their_number,
                their_date: self.their_date,
                kind: self.kind,
                channel: self.channel,
                confidentiality: self.confidentiality,
                related,
                folder: self.folder,
                details: self.details,
                language: self.language,
            },
            files,
            stamped: Vec::new(),
            revision: self.revision,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Related {
    related_year: i64,
    related_number: i64,
}

#[derive(sqlx::FromRow)]
pub(crate) struct RevisionRow {
    pub revision: i64,
    pub leaf: i64,
    pub salt: Vec<u8>,
    pub statement: String,
    /// What the statement says too: the closing of a day finds acts by it.
    pub act: Option<String>,
    pub at: Option<Instant>,
}

/// The next number of the year; numbers have no gaps because they roll back with `tx`.
pub(crate) async fn next_number(tx: &mut Tx, year: i64) -> Result<i64> {
    let args = args![tx, year];
    let sql = sql!(
        "insert into register_counter (year, last) values ($1, 1)
         on conflict (year) do update set last = register_counter.last + 1 returning last as number"
    );
    let row: Number = tx.one(sql, args).await?;
    Ok(row.number)
}

pub(crate) async fn insert_entry(
    tx: &mut Tx,
    entry: &Entry,
    by: Option<kernel::EmployeeId>,
    correspondent: Option<CorrespondentId>,
) -> Result<()> {
    let f = &entry.fields;
    let party = f.correspondent.as_ref();
    let args = args![
        tx,
        entry.id,
        entry.year,
        entry.number,
        f.direction,
        entry.state,
        entry.registered_at,
        by,
        entry.registered_by_name.clone(),
        entry.unit,
        entry.unit_name.clone(),
        f.competent_unit,
        entry.competent_name.clone(),
        f.subject.clone(),
        sort_key(&f.subject),
        correspondent,
        party.map(|p| p.name.clone()),
        party.map_or_else(String::new, |p| greek::fold(&p.name)),
        party.and_then(|p| p.tax_id.clone()),
        party.and_then(|p| p.email.clone()),
        json(&f.further)?,
        f.their_number.clone(),
        f.their_date,
        f.kind,
        f.channel,
        f.confidentiality,
        f.folder.clone(),
        f.language.clone(),
        f.details.clone(),
        entry.files.len() as i64,
        entry.revision,
        (f.direction != Direction::Outgoing).then_some(Handling::Unassigned),
    ];
    let sql = sql!(
        "insert into entry (id, year, number, direction, state, registered_at, registered_by, registered_by_name,
           unit, unit_name, competent, competent_name, subject, subject_folded, correspondent, correspondent_name,
           correspondent_folded, correspondent_tax_id, correspondent_email, further, their_number, their_date, kind,
           channel, confidentiality, folder, language, details, file_count, revision, handling)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
           (select coalesce(merged_into, correspondent.id) from correspondent where correspondent.id = $15), $16, $17, $18, $19, $20, $21,
           $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn update_entry(tx: &mut Tx, entry: &Entry, correspondent: Option<CorrespondentId>) -> Result<()> {
    let f = &entry.fields;
    let party = f.correspondent.as_ref();
    let args = args![
        tx,
        entry.id,
        entry.state,
        f.direction,
        f.subject.clone(),
        sort_key(&f.subject),
        correspondent,
        party.map(|p| p.name.clone()),
        party.map_or_else(String::new, |p| greek::fold(&p.name)),
        party.and_then(|p| p.tax_id.clone()),
        party.and_then(|p| p.email.clone()),
        json(&f.further)?,
        f.their_number.clone(),
        f.their_date,
        f.kind,
        f.channel,
        f.confidentiality,
        f.folder.clone(),
        f.language.clone(),
        f.details.clone(),
        entry.revision,
        f.competent_unit,
        entry.competent_name.clone(),
    ];
    let sql = sql!(
        "update entry set state = $2, direction = $3, subject = $4, subject_folded = $5, 
           correspondent = (select coalesce(c.merged_into, c.id) from correspondent c where c.id = $6),
           correspondent_name = $7, correspondent_folded = $8, correspondent_tax_id = $9, correspondent_email = $10,
           further = $11, their_number = $12, their_date = $13, kind = $14, channel = $15, confidentiality = $16,
           folder = $17, language = $18, details = $19, revision = $20, competent = $21, competent_name = $22,
           handling = case when direction = 'outgoing' and $3 <> 'outgoing' and handling is null then 'unassigned'
             else handling end
         where id = $1"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// Only its state changes: what it is found by stays. Nobody has to handle it any more.
pub(crate) async fn cancel_entry(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let args = args![tx, entry.id, entry.state, entry.revision];
    tx.exec(sql!("update entry set state = $2, revision = $3, handling = null where id = $1"), args).await?;
    Ok(())
}

pub(crate) async fn set_related(tx: &mut Tx, entry: EntryId, related: &[(i64, i64)]) -> Result<()> {
    let args = args![tx, entry];
    tx.exec(sql!("delete from entry_relation where entry = $1"), args).await?;
    for (year, number) in related {
        let args = args![tx, entry, *year, *number];
        let sql = sql!(
            "insert into entry_relation (entry, related_year, related_number) values ($1, $2, $3)
             on conflict do nothing"
        );
        tx.exec(sql, args).await?;
    }
    Ok(())
}

/// The words by which an entry is found, sixteen to a statement.
pub(crate) async fn insert_words(tx: &mut Tx, (year, number): (i64, i64), words: &[String]) -> Result<()> {
    for some in words.chunks(16) {
        let mut args = args![tx, year, number];
        for place in 0..16 {
            args.push(some.get(place).unwrap_or(&some[0]).clone())?;
        }
        let sql = sql!(
            "insert into entry_word (year, number, word) values ($1, $2, $3), ($1, $2, $4), ($1, $2, $5),
               ($1, $2, $6), ($1, $2, $7), ($1, $2, $8), ($1, $2, $9), ($1, $2, $10), ($1, $2, $11), ($1, $2, $12),
               ($1, $2, $13), ($1, $2, $14), ($1, $2, $15), ($1, $2, $16), ($1, $2, $17), ($1, $2, $18)
             on conflict do nothing"
        );
        tx.exec(sql, args).await?;
    }
    Ok(())
}

pub(crate) async fn delete_word(tx: &mut Tx, (year, number): (i64, i64), word: &str) -> Result<()> {
    let args = args![tx, word.to_owned(), year, number];
    tx.exec(sql!("delete from entry_word where word = $1 and year = $2 and number = $3"), args).await?;
    Ok(())
}

/// Entries that name this one as related, oldest first, at most a hundred.
pub(crate) async fn related_from(tx: &mut Tx, place: (i64, i64), sees_all: bool) -> Result<Vec<String>> {
    let rows: Vec<Place> = tx
        .select("select e.year, e.number from entry_relation r join entry e on e.id = r.entry")
        .when_pair(Some(place), "where r.related_year = ? and r.related_number = ??")?
        .only_if(!sees_all, "and e.confidentiality in ('open', 'personal')")
        .only_if(true, "order by e.year, e.number limit 100")
        .all()
        .await?;
    Ok(rows.iter().map(|r| format!("{}/{}", r.number, r.year)).collect())
}

pub(crate) async fn insert_revision(tx: &mut Tx, entry: EntryId, row: RevisionRow) -> Result<()> {
    let args = args![tx, entry, row.revision, row.leaf, row.salt, row.statement, row.act, row.at];
    let sql = sql!(
        "insert into entry_revision (entry, revision, leaf, salt, statement, act, at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    );
    tx.exec(sql, args).await?;
    Ok(())
}

/// The revisions of one entry, oldest first; corrections are few.
pub(crate) async fn revisions(tx: &mut Tx, entry: EntryId) -> Result<Vec<RevisionRow>> {
    let args = args![tx, entry];
    let sql =
        sql!("select revision, leaf, salt, statement, act, at from entry_revision where entry = $1 order by revision");
    tx.all(sql, args).await
}

pub(crate) async fn find(tx: &mut Tx, year: i64, number: i64) -> Result<Option<Entry>> {
    let args = args![tx, year, number];
    let sql = sql!(
        "select id, year, number, direction, state, registered_at, registered_by_name, unit, unit_name, competent,
           competent_name, subject, correspondent_name, correspondent_tax_id, correspondent_email, further, their_number, their_date, kind, channel,
           confidentiality, folder, language, details, revision
         from entry where year = $1 and number = $2"
    );
    let Some(row) = tx.optional::<EntryRow>(sql, args).await? else { return Ok(None) };
    let (files, stamped) = (file::files(tx, row.id).await?, file::stamped(tx, row.id).await?);
    let args = args![tx, row.id];
    let sql = sql!(
        "select related_year, related_number from entry_relation where entry = $1 order by related_year, related_number"
    );
    let related: Vec<Related> = tx.all(sql, args).await?;
    let related = related.iter().map(|r| format!("{}/{}", r.related_number, r.related_year)).collect();
    Ok(Some(Entry { stamped, ..row.into_entry(related, files) }))
}

#[derive(sqlx::FromRow)]
pub(crate) struct YearRow {
    pub year: i64,
    pub last: i64,
}

pub(crate) async fn years(tx: &mut Tx) -> Result<Vec<YearRow>> {
    let args = args![tx];
    tx.all(sql!("select year, last from register_counter order by year desc"), args).await
}

pub(crate) async fn count(tx: &mut Tx, year: i64) -> Result<i64> {
    let args = args![tx, year];
    let row: Number = tx.one(sql!("select count(*) as number from entry where year = $1"), args).await?;
    Ok(row.number)
}

/// Numbers of 1..last that no entry bears: each entry whose successor is missing opens a hole.
pub(crate) async fn gaps(tx: &mut Tx, year: i64, last: i64) -> Result<Vec<i64>> {
    let args = args![tx, year, last];
    let sql = sql!(
        "select number + 1 as number from (select 0 as number union all select number from entry where year = $1) e
         where number < $2 and not exists (select 1 from entry n where n.year = $1 and n.number = e.number + 1)
         order by number limit 100"
    );
    let rows: Vec<Number> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|r| r.number).collect())
}

pub(crate) async fn cancelled(tx: &mut Tx, year: i64) -> Result<Vec<i64>> {
    let args = args![tx, year];
    let sql = sql!("select number from entry where state = 'cancelled' and year = $1 order by number limit 1000");
    let rows: Vec<Number> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|r| r.number).collect())
}

#[derive(sqlx::FromRow)]
pub(crate) struct DirectionCount {
    pub direction: Direction,
    pub number: i64,
}

pub(crate) async fn count_between(tx: &mut Tx, from: Instant, to: Instant) -> Result<Vec<DirectionCount>> {
    let args = args![tx, from, to];
    let sql = sql!(
        "select direction, count(*) as number from entry where registered_at >= $1 and registered_at < $2
         group by direction"
    );
    tx.all(sql, args).await
}
