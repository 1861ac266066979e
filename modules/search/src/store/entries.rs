//! Entries that changed after a moment, with everything by which they are found: a question for each kind of it.

use db::{Result, Tx, args, sql};
use kernel::{Instant, UnitId};
use register::{Confidentiality, Direction, Handling, Kind, Parties, State};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
pub(crate) struct ChangedRow {
    pub year: i64,
    pub number: i64,
    pub changed: Uuid,
    pub registered_at: Instant,
    pub direction: Direction,
    pub state: State,
    pub handling: Option<Handling>,
    pub subject: String,
    pub correspondent_name: Option<String>,
    pub correspondent_tax_id: Option<String>,
    pub correspondent_email: Option<String>,
    #[sqlx(try_from = "String")]
    pub further: Parties,
    pub their_number: Option<String>,
    pub kind: Kind,
    pub confidentiality: Confidentiality,
    pub folder: Option<String>,
    pub competent: Option<UnitId>,
    pub details: Option<String>,
}

/// Those that changed after `after`, in the order of their changes.
pub(crate) async fn changed(tx: &mut Tx, after: Uuid, limit: i64) -> Result<Vec<ChangedRow>> {
    let args = args![tx, after, limit];
    let sql = sql!(
        "select e.year, e.number, c.changed, e.registered_at, e.direction, e.state, e.handling, e.subject,
           e.correspondent_name, e.correspondent_tax_id, e.correspondent_email, e.further, e.their_number, e.kind,
           e.confidentiality, e.folder, e.competent, e.details
         from entry_change c cross join entry e
         where c.changed > $1 and e.year = c.year and e.number = c.number order by c.changed limit $2"
    );
    tx.all(sql, args).await
}

/// That an entry changed.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(crate) struct ChangeRow {
    pub year: i64,
    pub number: i64,
    pub changed: Uuid,
}

/// The changes after `after`, in order.
pub(crate) async fn changes(tx: &mut Tx, after: Uuid, limit: i64) -> Result<Vec<ChangeRow>> {
    let args = args![tx, after, limit];
    let sql = sql!("select year, number, changed from entry_change where changed > $1 order by changed limit $2");
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct FileRow {
    pub year: i64,
    pub number: i64,
    pub name: String,
    pub sha256: Vec<u8>,
    /// How far its reading is; none where nobody asked for it.
    pub state: Option<String>,
}

/// The files of those whose changes are in this span.
pub(crate) async fn files(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<FileRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.year, c.number, f.name, f.sha256, r.state
         from entry_change c cross join entry e cross join entry_file p cross join file f
           left join file_reading r on r.sha256 = f.sha256
         where c.changed > $1 and c.changed <= $2 and e.year = c.year and e.number = c.number and p.entry = e.id
           and f.id = p.file order by c.changed, p.position"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct PageRow {
    pub year: i64,
    pub number: i64,
    pub text: String,
}

#[derive(sqlx::FromRow)]
pub(crate) struct SizeRow {
    pub changed: Uuid,
    pub size: i64,
}

/// How many bytes of text the files of each have, in the order of their changes; those that have any.
pub(crate) async fn sizes(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<SizeRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.changed, cast(sum(octet_length(t.text)) as bigint) as size
         from entry_change c cross join entry e cross join entry_file p cross join file f cross join file_page t
         where c.changed > $1 and c.changed <= $2 and e.year = c.year and e.number = c.number and p.entry = e.id
           and f.id = p.file and t.sha256 = f.sha256 group by c.changed order by c.changed"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct PlacedPage {
    pub position: i64,
    pub page: i64,
    pub text: String,
}

/// Some pages of an entry of very much text, behind one.
pub(crate) async fn pages_behind(
    tx: &mut Tx,
    (year, number): (i64, i64),
    (position, page): (i64, i64),
    limit: i64,
) -> Result<Vec<PlacedPage>> {
    let args = args![tx, year, number, position, page, limit];
    let sql = sql!(
        "select p.position, t.page, t.text
         from entry e join entry_file p on p.entry = e.id join file f on f.id = p.file
           join file_page t on t.sha256 = f.sha256
         where e.year = $1 and e.number = $2 and (p.position, t.page) > ($3, $4) order by p.position, t.page limit $5"
    );
    tx.all(sql, args).await
}

/// The text of their files.
pub(crate) async fn pages(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<PageRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.year, c.number, t.text
         from entry_change c cross join entry e cross join entry_file p cross join file f cross join file_page t
         where c.changed > $1 and c.changed <= $2 and e.year = c.year and e.number = c.number and p.entry = e.id
           and f.id = p.file and t.sha256 = f.sha256 order by c.changed, p.position, t.page"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct ReaderRow {
    pub year: i64,
    pub number: i64,
    pub holder: Uuid,
}

/// To whom they were given.
pub(crate) async fn readers(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<ReaderRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.year, c.number, r.holder from entry_change c cross join entry_reader r
         where c.changed > $1 and c.changed <= $2 and r.year = c.year and r.number = c.number"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct CommentRow {
    pub year: i64,
    pub number: i64,
    pub at: Instant,
    pub text: String,
}

/// What was said of them.
pub(crate) async fn comments(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<CommentRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.year, c.number, s.at, s.text from entry_change c cross join comment s
         where c.changed > $1 and c.changed <= $2 and s.year = c.year and s.number = c.number order by c.changed, s.id"
    );
    tx.all(sql, args).await
}

/// A file that goes with what was said of an entry.
#[derive(sqlx::FromRow)]
pub(crate) struct SaidFileRow {
    pub year: i64,
    pub number: i64,
    pub changed: Uuid,
    /// When it was said.
    pub at: Instant,
    pub name: String,
    pub sha256: Vec<u8>,
    /// How far its reading is; none where nobody asked for it.
    pub state: Option<String>,
    /// How many bytes of text it has.
    pub size: i64,
}

/// The files that go with what was said of them.
pub(crate) async fn said_files(tx: &mut Tx, (after, last): (Uuid, Uuid)) -> Result<Vec<SaidFileRow>> {
    let args = args![tx, after, last];
    let sql = sql!(
        "select c.year, c.number, c.changed, s.at, f.name, f.sha256, r.state,
           (select cast(coalesce(sum(octet_length(t.text)), 0) as bigint) from file_page t where t.sha256 = f.sha256) as size
         from entry_change c cross join comment s cross join comment_file k cross join file f
           left join file_reading r on r.sha256 = f.sha256
         where c.changed > $1 and c.changed <= $2 and s.year = c.year and s.number = c.number and k.comment = s.id
           and f.id = k.file order by c.changed, s.id, k.place"
    );
    tx.all(sql, args).await
}

#[derive(sqlx::FromRow)]
pub(crate) struct FilePage {
    pub page: i64,
    pub text: String,
}

/// Some pages of a file, behind one.
pub(crate) async fn pages_of(tx: &mut Tx, sha256: Vec<u8>, behind: i64, limit: i64) -> Result<Vec<FilePage>> {
    let args = args![tx, sha256, behind, limit];
    let sql = sql!("select page, text from file_page where sha256 = $1 and page > $2 order by page limit $3");
    tx.all(sql, args).await
}
