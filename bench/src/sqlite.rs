//! Bare SQLite.

use crate::bare::{Bare, Files, WORD_WIDTH, insert, seconds, tables, words};
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

    /// The rows of a query.
    fn rows(&self, sql: &str) -> Vec<Row> {
        let mut statement = self.source.prepare(sql).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|i| row.get(i)).collect::<Result<Row, _>>()).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// What the last `count` registrations wrote, each with its statements; the server has one writer, so the nth rows
    /// belong together.
    fn written(&self, count: usize, with_file: bool) -> Vec<Vec<(String, Row)>> {
        let mut written = vec![Vec::new(); count];
        for table in tables(with_file) {
            let sql = format!(
                "select * from {table} where rowid > (select max(rowid) - {count} from {table}) order by rowid"
            );
            for (one, row) in written.iter_mut().zip(self.rows(&sql)) {
                one.push((insert(table, 1, row.len()), row));
            }
        }
        let all = self.rows(&words(count));
        for (one, words) in written.iter_mut().zip(all.chunk_by(|a, b| a[1..] == b[1..])) {
            one.push((insert("entry_word", words.len(), WORD_WIDTH), words.concat()));
        }
        written
    }

    fn write(&mut self, count: usize, with_file: bool) -> f64 {
        let written = self.written(count, with_file);
        let file = vec![b'.'; 100_000];
        let start = Instant::now();
        for one in &written {
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
            for (sql, row) in one {
                tx.prepare_cached(sql).unwrap().execute(params_from_iter(row)).unwrap();
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
