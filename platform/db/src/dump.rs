//! A whole database as text, the same from both engines: one line names a table and its columns, one line is a row.

use crate::schema::{Column, Kind, Table};
use crate::{Args, Error, Result, Tx, schema};
use futures_util::TryStreamExt;
use kernel::{Day, Instant, hex, unhex};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};
use std::{
    collections::BTreeMap,
    io::{BufRead, Write},
};
use uuid::Uuid;

/// How many rows each table has.
pub type Counts = BTreeMap<String, u64>;

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Table { table: String, columns: Vec<String> },
    Row(Vec<Value>),
}

macro_rules! cells {
    ($row:expr, $columns:expr) => {{
        let mut cells = Vec::with_capacity($columns.len());
        for (place, column) in $columns.iter().enumerate() {
            cells.push(
                match column.kind {
                    Kind::Uuid => $row.try_get::<Option<Uuid>, _>(place)?.map(|v| Value::from(v.to_string())),
                    Kind::Int => $row.try_get::<Option<i64>, _>(place)?.map(Value::from),
                    Kind::Text => $row.try_get::<Option<String>, _>(place)?.map(Value::from),
                    Kind::Bool => $row.try_get::<Option<bool>, _>(place)?.map(Value::from),
                    Kind::Date => $row.try_get::<Option<Day>, _>(place)?.map(|v| Value::from(v.to_string())),
                    Kind::Instant => $row.try_get::<Option<Instant>, _>(place)?.map(|v| Value::from(v.utc())),
                    Kind::Bytes => $row.try_get::<Option<Vec<u8>>, _>(place)?.map(|v| Value::from(hex(&v))),
                }
                .unwrap_or_default(),
            );
        }
        cells
    }};
}

fn put(args: &mut Args, kind: Kind, value: &Value) -> Result<()> {
    let text = value.as_str();
    // A cell that is there must be readable: nothing is turned into an empty one silently.
    let read =
        |found: bool| if found || value.is_null() { Ok(()) } else { Err(Error::Dump(format!("the cell {value}"))) };
    macro_rules! push {
        ($found:expr) => {{
            let found = $found;
            read(found.is_some())?;
            args.push(found)
        }};
    }
    match kind {
        Kind::Uuid => push!(text.and_then(|t| Uuid::parse_str(t).ok())),
        Kind::Int => push!(value.as_i64()),
        Kind::Text => push!(text.map(str::to_owned)),
        Kind::Bool => push!(value.as_bool()),
        Kind::Date => push!(text.and_then(|t| t.parse::<Day>().ok())),
        Kind::Instant => push!(text.and_then(|t| t.parse::<Instant>().ok())),
        Kind::Bytes => push!(text.and_then(unhex)),
    }
}

fn line(out: &mut impl Write, line: &Line) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(|e| Error::Dump(e.to_string()))?;
    out.write_all(b"\n").map_err(|e| Error::Dump(e.to_string()))
}

/// Writes every row of every table, as `tx` sees them.
///
/// # Errors
/// What the engine or `out` refuses.
pub async fn dump(tx: &mut Tx, out: &mut (impl Write + Send)) -> Result<Counts> {
    let mut counts = Counts::new();
    for Table { name, columns } in schema::tables() {
        let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let sql = format!("select {} from {name}", names.join(", "));
        line(out, &Line::Table { table: name.clone(), columns: names })?;
        let mut count = 0;
        match tx {
            Tx::Sqlite(work) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(work.connection()?);
                while let Some(row) = rows.try_next().await? {
                    line(out, &Line::Row(cells!(row, columns)))?;
                    count += 1;
                }
            }
            Tx::Postgres(tx, _) => {
                let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(&mut **tx);
                while let Some(row) = rows.try_next().await? {
                    line(out, &Line::Row(cells!(row, columns)))?;
                    count += 1;
                }
            }
        }
        counts.insert(name, count);
    }
    Ok(counts)
}

/// Reads what [`dump`] wrote into a database in which nothing has happened yet; what the migrations put there gives way.
///
/// # Errors
/// [`Error::Dump`] when something has happened in it, or when a line is not of this form; what the engine refuses.
pub async fn load(tx: &mut Tx, from: &mut (impl BufRead + Send)) -> Result<Counts> {
    let tables = schema::tables();
    clear(tx, &tables).await?;
    let (mut counts, mut into, mut later) = (Counts::new(), None, Vec::new());
    for text in from.lines() {
        let text = text.map_err(|e| Error::Dump(e.to_string()))?;
        match serde_json::from_str(&text).map_err(|e| Error::Dump(e.to_string()))? {
            Line::Table { table, columns } => {
                own_rows(tx, into.take(), &mut later).await?;
                let known = tables.iter().find(|t| t.name == table).cloned();
                let known = known.filter(|t| t.columns.iter().map(|c| &c.name).eq(&columns));
                into = Some(known.ok_or_else(|| Error::Dump(format!("the table {table} has other columns here")))?);
                counts.insert(table, 0);
            }
            Line::Row(cells) => {
                let table = into.as_ref().ok_or_else(|| Error::Dump("a row before any table".to_owned()))?;
                insert(tx, table, cells, &mut later).await?;
                *counts.entry(table.name.clone()).or_default() += 1;
            }
        }
    }
    own_rows(tx, into, &mut later).await?;
    Ok(counts)
}

/// Empties what the migrations filled. The audit trail tells whether anything has happened.
async fn clear(tx: &mut Tx, tables: &[Table]) -> Result<()> {
    for Table { name, .. } in tables.iter().rev() {
        if count(tx, name).await? == 0 {
            continue;
        }
        if matches!(name.as_str(), "event" | "log_leaf" | "account" | "entry") {
            return Err(Error::Dump(format!("the database is not empty: {name} has rows")));
        }
        let args = tx.args();
        run(tx, format!("delete from {name}"), args).await?;
    }
    Ok(())
}

async fn count(tx: &mut Tx, table: &str) -> Result<i64> {
    let sql = AssertSqlSafe(format!("select count(*) from {table}"));
    Ok(match tx {
        Tx::Sqlite(work) => sqlx::query_scalar(sql).fetch_one(work.connection()?).await?,
        Tx::Postgres(tx, _) => sqlx::query_scalar(sql).fetch_one(&mut **tx).await?,
    })
}

async fn run(tx: &mut Tx, sql: String, args: Args) -> Result<()> {
    match (tx, args) {
        (Tx::Sqlite(work), Args::Sqlite(a)) => {
            sqlx::query_with(AssertSqlSafe(sql), a).execute(work.connection()?).await.map(drop)?
        }
        (Tx::Postgres(tx, _), Args::Postgres(a)) => {
            sqlx::query_with(AssertSqlSafe(sql), a).execute(&mut **tx).await.map(drop)?;
        }
        _ => return Err(Error::Engine),
    }
    Ok(())
}

/// Inserts a row; what refers to a row of the same table is set when all of them are there.
async fn insert(
    tx: &mut Tx,
    table: &Table,
    mut cells: Vec<Value>,
    later: &mut Vec<(Column, Value, Value)>,
) -> Result<()> {
    if cells.len() != table.columns.len() {
        return Err(Error::Dump(format!("a row of {} has {} cells", table.name, cells.len())));
    }
    for place in 0..cells.len() {
        if table.columns[place].own && !cells[place].is_null() {
            let refers = cells[place].take();
            later.push((table.columns[place].clone(), cells[0].clone(), refers));
        }
    }
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let places: Vec<String> = (1..=cells.len()).map(|place| format!("${place}")).collect();
    let mut args = tx.args();
    for (column, cell) in table.columns.iter().zip(&cells) {
        put(&mut args, column.kind, cell)?;
    }
    run(tx, format!("insert into {} ({}) values ({})", table.name, names.join(", "), places.join(", ")), args).await
}

async fn own_rows(tx: &mut Tx, table: Option<Table>, later: &mut Vec<(Column, Value, Value)>) -> Result<()> {
    let Some(table) = table else { return Ok(()) };
    let Some(key) = table.columns.first() else { return Ok(()) };
    for (column, id, refers) in later.drain(..) {
        let mut args = tx.args();
        put(&mut args, key.kind, &id)?;
        put(&mut args, column.kind, &refers)?;
        run(tx, format!("update {} set {} = $2 where {} = $1", table.name, column.name, key.name), args).await?;
    }
    Ok(())
}
