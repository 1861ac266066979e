//! One schema on both engines, and what each column is to the outside.
//!
//! `migrations/columns.txt` names every column with its type, whether it may be empty, and whether it is public,
//! personal (about a person: exports and erasure go by it) or secret (never shown, never logged).

use db::schema::Kind;
use std::collections::BTreeMap;
use testkit::Fresh;

#[derive(sqlx::FromRow)]
struct Column {
    name: String,
    kind: String,
    empty: bool,
}

/// Each column of a fresh database: type word and whether it may be empty.
async fn columns(fresh: &Fresh) -> BTreeMap<String, String> {
    let mut tx = fresh.db.read().await.unwrap();
    let args = tx.args();
    let sql = match fresh.db.engine() {
        db::Engine::Sqlite => {
            "select t.name || '.' || c.name as name, lower(c.type) as kind, c.\"notnull\" = 0 as empty
             from sqlite_schema t join pragma_table_info(t.name) c
             where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like '\\_sqlx%' escape '\\'"
        }
        db::Engine::Postgres => {
            "select table_name || '.' || column_name as name, data_type as kind, is_nullable = 'YES' as empty
             from information_schema.columns
             where table_schema = current_schema() and table_name not like '\\_sqlx%'"
        }
    };
    let found: Vec<Column> = tx.all(sql, args).await.unwrap();
    let line = |c: Column| (c.name, format!("{}{}", word(&c.kind), if c.empty { " null" } else { "" }));
    found.into_iter().map(line).collect()
}

/// What both engines have in common of a type: SQLite keeps dates and instants as texts and integers.
fn word(kind: &str) -> &str {
    match kind {
        "integer" | "bigint" | "timestamp with time zone" | "boolean" => "number",
        "text" | "date" => "text",
        "blob" | "bytea" | "uuid" => "bytes",
        other => other,
    }
}

/// What a backup's kind is on both engines.
fn kept(kind: Kind) -> &'static str {
    match kind {
        Kind::Int | Kind::Bool | Kind::Instant => "number",
        Kind::Text | Kind::Date => "text",
        Kind::Uuid | Kind::Bytes => "bytes",
    }
}

#[tokio::test]
async fn both_engines_have_the_columns_that_are_declared() {
    let path = super::root().join("migrations/columns.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut declared = BTreeMap::new();
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut parts = line.split_whitespace();
        let (name, kind) = (parts.next().unwrap(), parts.next().unwrap());
        let rest: Vec<_> = parts.collect();
        let privacy = rest.last().copied().unwrap_or_default();
        assert!(["public", "personal", "secret"].contains(&privacy), "{line}: public, personal or secret?");
        let null = if rest.contains(&"null") { " null" } else { "" };
        declared.insert(name.to_owned(), format!("{kind}{null}"));
    }
    // What backups are written by knows each of them.
    let known = db::schema::tables().into_iter().flat_map(|table| {
        table.columns.into_iter().map(move |c| (format!("{}.{}", table.name, c.name), kept(c.kind).to_owned()))
    });
    let plain = declared.iter().map(|(name, kind)| (name.clone(), kind.trim_end_matches(" null").to_owned()));
    assert_eq!(known.collect::<BTreeMap<_, _>>(), plain.collect());
    for fresh in Fresh::each().await {
        let found = columns(&fresh).await;
        let new: Vec<_> = found.iter().filter(|(n, k)| declared.get(*n) != Some(k)).collect();
        let gone: Vec<_> = declared.keys().filter(|n| !found.contains_key(*n)).collect();
        let engine = fresh.db.engine();
        assert!(new.is_empty() && gone.is_empty(), "{engine:?}: declare {new:?}; remove {gone:?}");
    }
}

/// A town that has taken a migration refuses the program that has it with another text.
#[test]
fn what_has_landed_is_never_edited() {
    let mut migrations = super::sources("migrations", ".sql");
    migrations.sort();
    let sums: String = migrations
        .iter()
        .map(|(path, text)| {
            let sum = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text.as_bytes());
            let sum: String = sum.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{sum}  {}\n", path.file_name().unwrap().display())
        })
        .collect();
    let landed = std::fs::read_to_string(super::root().join("migrations/sums.txt")).unwrap();
    assert_eq!(sums, landed, "a new migration: `sha256sum *.sql > sums.txt` in migrations");
}
