//! The files of an entry, and the stamped copies of them.

use crate::Stamped;
use db::{Result, Tx, args, sql};
use documents::{File, Sha256};
use kernel::{EntryId, FileId, Instant};

#[derive(sqlx::FromRow)]
struct FileRow {
    id: FileId,
    name: String,
    size: i64,
    media_type: String,
    sha256: Vec<u8>,
    added_at: Instant,
}

impl From<FileRow> for File {
    fn from(r: FileRow) -> Self {
        let sha256 = r.sha256.try_into().map_or(Sha256([0; 32]), Sha256);
        File { id: r.id, name: r.name, size: r.size, media_type: r.media_type, sha256, added_at: r.added_at }
    }
}

pub(crate) async fn insert_file(tx: &mut Tx, entry: EntryId, position: i64, file: FileId) -> Result<()> {
    let args = args![tx, entry, position, file];
    tx.exec(sql!("insert into entry_file (entry, position, file) values ($1, $2, $3)"), args).await?;
    Ok(())
}

pub(super) async fn files(tx: &mut Tx, entry: EntryId) -> Result<Vec<File>> {
    let args = args![tx, entry];
    let sql = sql!(
        "select f.id, f.name, b.size, b.media_type, b.sha256, f.added_at
         from entry_file ef join file f on f.id = ef.file join blob b on b.sha256 = f.sha256
         where ef.entry = $1 order by ef.position"
    );
    let rows: Vec<FileRow> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(File::from).collect())
}

#[derive(sqlx::FromRow)]
struct StampedRow {
    original: FileId,
    #[sqlx(flatten)]
    file: FileRow,
}

pub(super) async fn stamped(tx: &mut Tx, entry: EntryId) -> Result<Vec<Stamped>> {
    let args = args![tx, entry];
    let sql = sql!(
        "select s.original, f.id, f.name, b.size, b.media_type, b.sha256, f.added_at
         from stamped_copy s join file f on f.id = s.file join blob b on b.sha256 = f.sha256 where s.entry = $1"
    );
    let rows: Vec<StampedRow> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|row| Stamped { original: row.original, file: row.file.into() }).collect())
}

/// Keeps the stamped copy of a file; false when there is one already.
pub(crate) async fn insert_stamped(tx: &mut Tx, entry: EntryId, original: FileId, copy: FileId) -> Result<bool> {
    let args = args![tx, original, copy, entry];
    let sql = sql!("insert into stamped_copy (original, file, entry) values ($1, $2, $3) on conflict do nothing");
    Ok(tx.exec(sql, args).await? == 1)
}
