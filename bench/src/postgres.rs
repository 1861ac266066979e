//! Bare PostgreSQL.

use crate::bare::{Bare, Files, seconds, tables};
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

    /// The last `count` rows of a table, oldest first. Which belong together does not matter: all are of one shape.
    async fn rows(&mut self, table: &str, count: usize) -> Vec<Row> {
        let sql = format!("select * from (select * from {table} order by ctid desc limit {count}) t");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut self.source).await.unwrap();
        let raw = |row: &sqlx::postgres::PgRow, i| {
            let value = row.try_get_raw(i).unwrap();
            let bytes = (!value.is_null()).then(|| value.as_bytes().unwrap().to_vec());
            Raw { kind: value.type_info().into_owned(), bytes }
        };
        rows.iter().rev().map(|row| (0..row.len()).map(|i| raw(row, i)).collect()).collect()
    }

    async fn write(&mut self, count: usize, with_file: bool) -> f64 {
        let (mut rows, mut sql) = (Vec::new(), Vec::new());
        for table in tables(with_file) {
            rows.push(self.rows(table, count).await);
            let marks: Vec<String> = (1..=rows[rows.len() - 1][0].len()).map(|i| format!("${i}")).collect();
            // Which one is which does not matter, and a row may come before the one that it names.
            sql.push(&*format!("insert into {table} values ({})", marks.join(",")).leak());
        }
        sqlx::query("set session_replication_role = replica").execute(&mut self.target).await.unwrap();
        let file = vec![b'.'; 100_000];
        let start = Instant::now();
        for i in 0..count {
            if with_file {
                self.files.write(&file);
            }
            let mut tx = self.target.begin().await.unwrap();
            let head = "update log_head set size = size + 1, last_at = last_at + interval '1 second' where id = 1";
            sqlx::query(head).execute(&mut *tx).await.unwrap();
            let counter = "insert into register_counter (year, last) values (1, 1)
                 on conflict (year) do update set last = register_counter.last + 1";
            sqlx::query(counter).execute(&mut *tx).await.unwrap();
            for (sql, rows) in sql.iter().zip(&rows) {
                let query = rows[i].iter().cloned().fold(sqlx::query(*sql), sqlx::query::Query::bind);
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
