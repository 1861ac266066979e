//! The tables of the log.

use db::{Result, Tx, args, sql};
use kernel::Instant;

#[derive(sqlx::FromRow)]
pub(crate) struct HeadRow {
    pub size: i64,
    pub last_at: Instant,
}

#[derive(sqlx::FromRow)]
struct Bytes {
    bytes: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Text {
    leaf: String,
}

/// Takes the next place; from here to the end of the transaction nobody else does.
pub(crate) async fn take_place(tx: &mut Tx, now: Instant) -> Result<HeadRow> {
    let args = args![tx, now];
    let sql = sql!(
        "update log_head set size = size + 1, last_at = case when last_at > $1 then last_at else $1 end
         where id = 1 returning size, last_at"
    );
    tx.one(sql, args).await
}

/// Takes the lock of the head and no place.
pub(crate) async fn hold(tx: &mut Tx) -> Result<()> {
    let args = args![tx];
    tx.exec(sql!("update log_head set size = size where id = 1"), args).await?;
    Ok(())
}

pub(crate) async fn head(tx: &mut Tx) -> Result<HeadRow> {
    let args = args![tx];
    tx.one(sql!("select size, last_at from log_head where id = 1"), args).await
}

pub(crate) async fn insert_leaf(tx: &mut Tx, index: i64, leaf: &str, hash: &[u8]) -> Result<()> {
    let args = args![tx, index, leaf.to_owned(), hash.to_vec()];
    tx.exec(sql!("insert into log_leaf (position, leaf, hash) values ($1, $2, $3)"), args).await?;
    Ok(())
}

pub(crate) async fn leaf(tx: &mut Tx, index: i64) -> Result<Option<String>> {
    let args = args![tx, index];
    let row: Option<Text> = tx.optional(sql!("select leaf from log_leaf where position = $1"), args).await?;
    Ok(row.map(|r| r.leaf))
}

/// At most one tile of leaves, in order.
pub(crate) async fn leaves(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<String>> {
    let args = args![tx, from, to];
    let sql = sql!("select leaf from log_leaf where position >= $1 and position < $2 order by position");
    let rows: Vec<Text> = tx.all(sql, args).await?;
    Ok(rows.into_iter().map(|r| r.leaf).collect())
}

/// Hashes of level 0, joined: at most one tile.
pub(crate) async fn leaf_hashes(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<u8>> {
    let args = args![tx, from, to];
    let sql = sql!("select hash as bytes from log_leaf where position >= $1 and position < $2 order by position");
    join(tx.all(sql, args).await?)
}

/// Roots of the full tiles of `level`, joined: the hashes of the tile above.
pub(crate) async fn tile_roots(tx: &mut Tx, level: i64, from: i64, to: i64) -> Result<Vec<u8>> {
    let args = args![tx, level, from, to];
    let sql = sql!(
        "select root as bytes from log_tile where level = $1 and position >= $2 and position < $3 order by position"
    );
    join(tx.all(sql, args).await?)
}

fn join(rows: Vec<Bytes>) -> Result<Vec<u8>> {
    Ok(rows.into_iter().flat_map(|r| r.bytes).collect())
}

pub(crate) async fn insert_tile(tx: &mut Tx, level: i64, position: i64, hashes: Vec<u8>, root: Vec<u8>) -> Result<()> {
    let args = args![tx, level, position, hashes, root];
    tx.exec(sql!("insert into log_tile (level, position, hashes, root) values ($1, $2, $3, $4)"), args).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
pub(crate) struct LeafRow {
    pub position: i64,
    pub leaf: String,
    pub hash: Vec<u8>,
}

/// The first `limit` lines at or after a place, in order.
pub(crate) async fn leaf_rows(tx: &mut Tx, from: i64, limit: i64) -> Result<Vec<LeafRow>> {
    let args = args![tx, from, limit];
    tx.all(sql!("select position, leaf, hash from log_leaf where position >= $1 order by position limit $2"), args)
        .await
}

#[derive(sqlx::FromRow)]
pub(crate) struct TileRow {
    pub hashes: Vec<u8>,
    pub root: Vec<u8>,
}

pub(crate) async fn tile(tx: &mut Tx, level: i64, position: i64) -> Result<Option<TileRow>> {
    let args = args![tx, level, position];
    tx.optional(sql!("select hashes, root from log_tile where level = $1 and position = $2"), args).await
}

#[derive(sqlx::FromRow)]
struct Count {
    count: i64,
}

pub(crate) async fn count_tiles(tx: &mut Tx) -> Result<i64> {
    let args = args![tx];
    let row: Count = tx.one(sql!("select count(*) as count from log_tile"), args).await?;
    Ok(row.count)
}

#[derive(sqlx::FromRow)]
pub(crate) struct KeyRow {
    pub leaf: i64,
    pub verifier: String,
    pub salt: Vec<u8>,
    pub note: String,
}

/// The changes of the key, oldest first; there are few.
pub(crate) async fn key_rows(tx: &mut Tx) -> Result<Vec<KeyRow>> {
    let args = args![tx];
    tx.all(sql!("select leaf, verifier, salt, note from log_key order by leaf"), args).await
}

pub(crate) async fn insert_key(tx: &mut Tx, row: KeyRow) -> Result<()> {
    let args = args![tx, row.leaf, row.verifier, row.salt, row.note];
    tx.exec(sql!("insert into log_key (leaf, verifier, salt, note) values ($1, $2, $3, $4)"), args).await?;
    Ok(())
}
