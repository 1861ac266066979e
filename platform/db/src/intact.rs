//! Whether the database itself is whole: what the engine checks, and what the migrations made.

use crate::{Engine, Result, Tx, migrations};
use sqlx::Row;
use std::collections::BTreeSet;

/// What is wrong with the database below its rows: on SQLite a damaged tree or index; on both an index or a trigger that
/// the migrations made and that is gone. PostgreSQL checks its own trees (`amcheck`) only for its superuser.
///
/// # Errors
/// What the engine refuses.
pub async fn intact(tx: &mut Tx) -> Result<Vec<String>> {
    let damaged = match tx {
        Tx::Sqlite(work) => {
            let rows = sqlx::query("pragma integrity_check(20)").fetch_all(work.connection()?).await?;
            rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<Vec<String>>>()?
        }
        Tx::Postgres(..) => Vec::new(),
    };
    let there = names(tx).await?;
    let gone = made(tx.engine()).into_iter().filter(|name| !there.contains(name));
    let damaged = damaged.into_iter().filter(|line| line != "ok");
    let damaged = damaged.map(|line| format!("the database is damaged: {line}"));
    Ok(damaged.chain(gone.map(|name| format!("the index or trigger {name} was removed from the database"))).collect())
}

/// The indexes and triggers that are there.
async fn names(tx: &mut Tx) -> Result<BTreeSet<String>> {
    let rows = match tx {
        Tx::Sqlite(work) => {
            let all = "select name from sqlite_schema where type in ('index', 'trigger')";
            let rows = sqlx::query(all).fetch_all(work.connection()?).await?;
            rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<_>>()?
        }
        Tx::Postgres(work, _) => {
            let all = "select indexname::text from pg_indexes where schemaname = current_schema()
                       union all select t.tgname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
                       where c.relnamespace = current_schema()::regnamespace and t.tgenabled <> 'D'
                         and not t.tgisinternal";
            let rows = sqlx::query(all).fetch_all(&mut **work).await?;
            rows.iter().map(|row| row.try_get(0)).collect::<sqlx::Result<_>>()?
        }
    };
    Ok(rows)
}

/// The indexes and triggers that the migrations made and did not drop again.
fn made(engine: Engine) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    for source in migrations::sources() {
        let text = migrations::text(source, engine);
        for statement in text.lines().map(str::trim) {
            let words: Vec<&str> = statement.trim_end_matches(';').split_whitespace().collect();
            match words[..] {
                ["create", "unique", "index", name, ..] | ["create", "index" | "trigger", name, ..] => {
                    made.insert(name.to_owned());
                }
                ["drop", "index" | "trigger", name, ..] => {
                    made.remove(name);
                }
                _ => {}
            }
        }
    }
    made
}
