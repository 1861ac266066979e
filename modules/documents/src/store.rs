//! The tables of files.

use crate::File;
use db::{Result, Tx, args, sql};

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
