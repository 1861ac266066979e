//! The tables of files.

use crate::{File, Usage};
use db::{Result, Tx, args, sql};
use kernel::FileId;

#[derive(sqlx::FromRow)]
struct Hash {
    sha256: Vec<u8>,
}

pub(crate) async fn insert_blob(tx: &mut Tx, file: &File) -> Result<()> {
    let args = args![tx, file.sha256.0.to_vec(), file.size, file.media_type.clone(), file.added_at];
    let sql =
        sql!("insert into blob (sha256, size, media_type, stored_at) values ($1, $2, $3, $4) on conflict do nothing");
    tx.exec(sql, args).await?;
    Ok(())
}

pub(crate) async fn insert_file(tx: &mut Tx, file: &File) -> Result<()> {
    let args = args![tx, file.id, file.sha256.0.to_vec(), file.name.clone(), file.added_at];
    tx.exec(sql!("insert into file (id, sha256, name, added_at) values ($1, $2, $3, $4)"), args).await?;
    Ok(())
}

/// Removes a file, and the record of its bytes where no other file has them.
pub(crate) async fn forget(tx: &mut Tx, id: FileId) -> Result<()> {
    let args = args![tx, id];
    let Some(Hash { sha256 }) = tx.optional(sql!("select sha256 from file where id = $1"), args).await? else {
        return Ok(());
    };
    let args = args![tx, id];
    tx.exec(sql!("delete from file where id = $1"), args).await?;
    let args = args![tx, sha256];
    let sql =
        sql!("delete from blob where sha256 = $1 and not exists (select 1 from file f where f.sha256 = blob.sha256)");
    tx.exec(sql, args).await?;
    Ok(())
}

/// The files whose hash begins with `first`.
pub(crate) async fn blobs(tx: &mut Tx, first: u8) -> Result<Vec<Vec<u8>>> {
    let mut last = vec![0xff; 32];
    last[0] = first;
    let args = args![tx, vec![first], last];
    let rows: Vec<Hash> = tx.all(sql!("select sha256 from blob where sha256 >= $1 and sha256 <= $2"), args).await?;
    Ok(rows.into_iter().map(|row| row.sha256).collect())
}

#[derive(sqlx::FromRow)]
pub(crate) struct BlobRow {
    pub sha256: Vec<u8>,
    pub size: i64,
}

/// Stored files in the order of their hashes.
pub(crate) async fn blobs_after(tx: &mut Tx, sha256: Vec<u8>, limit: i64) -> Result<Vec<BlobRow>> {
    let args = args![tx, sha256, limit];
    tx.all(sql!("select sha256, size from blob where sha256 > $1 order by sha256 limit $2"), args).await
}

pub(crate) async fn usage(tx: &mut Tx) -> Result<Usage> {
    let args = args![tx];
    let sql = sql!(
        "select n.files, n.bytes, s.stored_files, s.stored_bytes
         from (select count(*) as files, cast(coalesce(sum(b.size), 0) as bigint) as bytes
                 from file f join blob b on b.sha256 = f.sha256) n,
              (select count(*) as stored_files, cast(coalesce(sum(size), 0) as bigint) as stored_bytes from blob) s"
    );
    tx.one(sql, args).await
}
