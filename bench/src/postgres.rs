//! Bare PostgreSQL.

use crate::bare::{Bare, Files, WORD_WIDTH, insert, seconds, tables, words};
use db::Db;
use sqlx::{
    AssertSqlSafe, Connection, Encode, PgConnection, Postgres as Engine, Row as _, Type, ValueRef,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgConnectOptions, PgTypeInfo},
};
use std::{future::Future, path::Path, pin::Pin, str::FromStr, time::Instant};

/// A value as it travels.
#[derive(Clone)]
struct Raw {
    kind: PgTypeInfo,
    bytes: Option<Vec<u8>>,
}

impl Type<Engine> for Raw {
    fn type_info() -> PgTypeInfo {
        <Vec<u8> as Type<Engine>>::type_info()
    }
}

impl Encode<'_, Engine> for Raw {
    fn encode_by_ref(&self, to: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match &self.bytes {
            Some(bytes) => {
                to.extend_from_slice(bytes);
                Ok(IsNull::No)
            }
            None => Ok(IsNull::Yes),
        }
    }

    fn produces(&self) -> Option<PgTypeInfo> {
        Some(self.kind.clone())
    }
}

type Row = Vec<Raw>;

/// One connection, statements prepared once.
pub struct Postgres {
    source: PgConnection,
    target: PgConnection,
    files: Files,
}

async fn connect(url: &str) -> PgConnection {
    let (url, schema) = url.split_once('#').unwrap();
    let options = PgConnectOptions::from_str(url).unwrap().options([("search_path", schema)]);
    PgConnection::connect_with(&options).await.unwrap()
}

impl Postgres {
    /// Rows come from the database `source` and go to the new one `target`.
    pub async fn new(source: &str, target: &str, folder: &Path) -> Self {
        let db = Db::connect(target).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        Self { source: connect(source).await, target: connect(target).await, files: Files::new(folder) }
    }

    /// The rows of a query.
    async fn rows(&mut self, sql: String) -> Vec<Row> {
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut self.source).await.unwrap();
        let raw = |row: &sqlx::postgres::PgRow, i| {
            let value = row.try_get_raw(i).unwrap();
            let bytes = (!value.is_null()).then(|| value.as_bytes().unwrap().to_vec());
            Raw { kind: value.type_info().into_owned(), bytes }
        };
        rows.iter().map(|row| (0..row.len()).map(|i| raw(row, i)).collect()).collect()
    }

    /// What the last `count` registrations wrote, each with its statements. Which rows belong together does not matter:
    /// all are of one shape.
    async fn written(&mut self, count: usize, with_file: bool) -> Vec<Vec<(String, Row)>> {
        let mut written = vec![Vec::new(); count];
        for table in tables(with_file) {
            let rows = self.rows(format!("select * from {table} order by ctid desc limit {count}")).await;
            for (one, row) in written.iter_mut().rev().zip(rows) {
                one.push((insert(table, 1, row.len()), row));
            }
        }
        let all = self.rows(words(count)).await;
        let same = |a: &Row, b: &Row| a[1..].iter().zip(&b[1..]).all(|(a, b)| a.bytes == b.bytes);
        for (one, words) in written.iter_mut().zip(all.chunk_by(same)) {
            one.push((insert("entry_word", words.len(), WORD_WIDTH), words.concat()));
        }
        written
    }

    async fn write(&mut self, count: usize, with_file: bool) -> f64 {
        let written = self.written(count, with_file).await;
        // Rows come in no order: some may have been written by the round before.
        let all = [tables(true).join(","), "entry_word".to_owned()].join(",");
        sqlx::query("set session_replication_role = replica").execute(&mut self.target).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("truncate {all} cascade"))).execute(&mut self.target).await.unwrap();
        let file = vec![b'.'; 100_000];
        let start = Instant::now();
        for one in written {
            if with_file {
                self.files.write(&file);
            }
            let mut tx = self.target.begin().await.unwrap();
            let head = "update log_head set size = size + 1, last_at = last_at + interval '1 second' where id = 1";
            sqlx::query(head).execute(&mut *tx).await.unwrap();
            let counter = "insert into register_counter (year, last) values (1, 1)
                 on conflict (year) do update set last = register_counter.last + 1";
            sqlx::query(counter).execute(&mut *tx).await.unwrap();
            for (sql, row) in one {
                let query = row.into_iter().fold(sqlx::query(AssertSqlSafe(sql)), sqlx::query::Query::bind);
                query.execute(&mut *tx).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        seconds(start)
    }
}

impl Bare for Postgres {
    fn replay(&mut self, count: usize, with_file: bool) -> Pin<Box<dyn Future<Output = f64> + '_>> {
        Box::pin(self.write(count, with_file))
    }
}
