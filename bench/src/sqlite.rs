//! Bare SQLite.

use crate::bare::{Bare, Files, seconds, tables};
use db::Db;
use rusqlite::{Connection, params_from_iter, types::Value};
use std::{future::Future, path::Path, pin::Pin, time::Instant};
use testkit::Office;

type Row = Vec<Value>;

/// Bare SQLite: the C library, statements prepared once.
pub struct Sqlite {
    source: Connection,
    target: Connection,
    files: Files,
}

impl Sqlite {
    /// Rows come from the office's database and go to a new one beside it.
    pub async fn new(office: &Office, folder: &Path) -> Self {
        let path = folder.join("bare.db");
        let db = Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        let target = Connection::open(path).unwrap();
        target
            .execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off")
            .unwrap();
        target.set_prepared_statement_cache_capacity(100);
        let source = Connection::open(office.database.trim_start_matches("sqlite:")).unwrap();
        Self { source, target, files: Files::new(folder) }
    }

    /// The last `count` rows of a table, oldest first: the server has one writer, so the nth rows belong together.
    fn rows(&self, table: &str, count: usize) -> Vec<Row> {
        let sql =
            format!("select * from (select rowid as n, * from {table} order by rowid desc limit {count}) order by n");
        let mut statement = self.source.prepare(&sql).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (1..width).map(|i| row.get(i)).collect::<Result<Row, _>>()).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn write(&mut self, count: usize, with_file: bool) -> f64 {
        let tables = tables(with_file);
        let rows: Vec<Vec<Row>> = tables.iter().map(|table| self.rows(table, count)).collect();
        let insert = |(table, rows): (&&str, &Vec<Row>)| {
            let marks = vec!["?"; rows[0].len()].join(",");
            format!("insert into {table} values ({marks})")
        };
        let sql: Vec<String> = tables.iter().zip(&rows).map(insert).collect();
        let file = vec![b'.'; 100_000];
        let start = Instant::now();
        for i in 0..count {
            if with_file {
                self.files.write(&file);
            }
            let tx = self.target.transaction().unwrap();
            tx.prepare_cached("update log_head set size = size + 1, last_at = last_at + 1 where id = 1")
                .unwrap()
                .execute([])
                .unwrap();
            let counter = "insert into register_counter (year, last) values (1, 1) on conflict (year) do update set last = last + 1";
            tx.prepare_cached(counter).unwrap().execute([]).unwrap();
            for (sql, rows) in sql.iter().zip(&rows) {
                tx.prepare_cached(sql).unwrap().execute(params_from_iter(&rows[i])).unwrap();
            }
            tx.commit().unwrap();
        }
        seconds(start)
    }
}

impl Bare for Sqlite {
    fn replay(&mut self, count: usize, with_file: bool) -> Pin<Box<dyn Future<Output = f64> + '_>> {
        Box::pin(async move { self.write(count, with_file) })
    }
}
