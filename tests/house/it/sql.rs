//! SQL stands in store files and nowhere else, each statement where a test prepares it, on tables of the module's own.

use super::{root, shape::tables_of, sources};
use regex_lite::Regex;
use std::path::{Path, PathBuf};

/// A text of a source: what stands before it, and itself.
struct Literal {
    before: String,
    text: String,
}

/// The texts of a source, without those in comments.
fn literals(source: &str) -> Vec<Literal> {
    let (mut found, mut before, mut rest) = (Vec::new(), String::new(), source);
    while let Some(first) = rest.chars().next() {
        let raw = rest.strip_prefix('r').map(|r| r.trim_start_matches('#')).filter(|r| r.starts_with('"'));
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(text) = raw {
            let close = format!("\"{}", "#".repeat(rest.len() - text.len() - 1));
            let begin = rest.len() - text.len() + 1;
            let length = rest[begin..].find(&close).unwrap();
            found.push(Literal { before: before.clone(), text: rest[begin..begin + length].to_owned() });
            begin + length + close.len()
        } else if first == '"' {
            let length = quoted(&rest[1..]);
            found.push(Literal { before: before.clone(), text: rest[1..=length].to_owned() });
            length + 2
        } else if rest.starts_with("'\"'") || rest.starts_with("b'\"'") {
            4
        } else {
            before.push(first);
            first.len_utf8()
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    found
}

/// How long a text is up to its closing quote.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (place, letter) in text.char_indices() {
        match letter {
            '"' if !escaped => return place,
            _ => escaped = letter == '\\' && !escaped,
        }
    }
    text.len()
}

/// What is SQL, wherever it stands in a text.
fn sql() -> Regex {
    Regex::new(r"(?is)\b(insert\s+into|delete\s+from|update\s+\w+\s+set|select\s.*\sfrom)\s").unwrap()
}

/// What begins as a whole statement does; other texts of SQL are fragments, which a statement takes in.
fn whole() -> Regex {
    Regex::new(r"(?i)^\s*(insert|delete|update|select|with)\s").unwrap()
}

/// The files in which SQL may stand: stores, and the door to the database itself.
fn is_store(path: &Path) -> bool {
    let within = |folder: &str| path.parent().is_some_and(|parent| parent.ends_with(folder));
    path.ends_with("src/store.rs") || within("src/store") || path.starts_with("platform/db/src")
}

fn ours() -> Vec<(PathBuf, String)> {
    let folders = ["libs", "kernel/src", "platform", "modules", "http", "app/src"];
    let all = folders.into_iter().flat_map(|folder| sources(folder, ".rs"));
    all.filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "tests")).collect()
}

#[test]
fn sql_stands_in_stores_and_is_prepared_by_a_test() {
    let (sql, whole, mut wrong) = (sql(), whole(), Vec::new());
    let mut count = 0;
    for (path, source) in ours() {
        for Literal { before, text } in literals(&source) {
            if !sql.is_match(&text) {
                continue;
            }
            count += 1;
            let before = before.trim_end();
            // In these the engines part, or the names of tables come from the schema itself.
            let apart = path.starts_with("platform/db/src") || path.ends_with("platform/queue/src/store.rs");
            let prepared = before.ends_with("sql!(") || before.ends_with(".select(") || apart || !whole.is_match(&text);
            if !is_store(&path) || !prepared {
                wrong.push(format!("{}: {}", path.display(), text.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    assert!(count > 100, "{count} statements were found");
    assert!(wrong.is_empty(), "not in a store, or not by sql! or select:\n{}", wrong.join("\n"));
}

/// A constant among alternatives makes SQLite walk the whole table: `Select::any_pair`.
#[test]
fn no_alternative_is_a_constant() {
    let ours = ours().into_iter().filter(|(path, _)| !path.starts_with("platform/db"));
    let wrong = ours.flat_map(|(path, source)| {
        let literals = literals(&source)
            .into_iter()
            .filter(|one| one.text.contains("(false") || one.text.contains("(1 = 0"))
            .count();
        (literals > 0).then_some(path)
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

/// Of pairs in a list SQLite walks the whole table: they stand outside a `cross join`, or in an `exists`.
#[test]
fn no_pair_is_sought_in_a_list() {
    let pair = Regex::new(r"(?i)\(\s*[a-z_.]+\s*,\s*[a-z_.]+\s*\)\s+(not\s+)?in\b").unwrap();
    let wrong = ours().into_iter().filter(|(_, source)| literals(source).iter().any(|one| pair.is_match(&one.text)));
    assert_eq!(wrong.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn a_module_writes_its_own_tables_and_says_what_else_it_reads() {
    let (sql, mut wrong) = (sql(), Vec::new());
    let touched = Regex::new(r"(?i)\b(insert\s+into|update|delete\s+from|from|join)\s+([a-z_]+)").unwrap();
    let every: Vec<_> = ["modules", "platform"].iter().flat_map(|kind| super::crates(kind)).collect();
    let every: std::collections::BTreeSet<_> = every.iter().flat_map(|folder| tables_of(folder, "Tables:")).collect();
    for (path, source) in ours().into_iter().filter(|(path, _)| path.starts_with("modules")) {
        let folder = root().join(path.components().take(2).collect::<PathBuf>());
        let (own, read) = (tables_of(&folder, "Tables:"), tables_of(&folder, "Reads:"));
        for Literal { text, .. } in literals(&source).iter().filter(|l| sql.is_match(&l.text)) {
            for found in touched.captures_iter(text) {
                let (verb, table) = (found[1].to_lowercase(), found[2].to_owned());
                let reads = verb == "from" || verb == "join";
                let allowed = own.contains(&table) || (reads && read.contains(&table));
                if every.contains(&table) && !allowed {
                    wrong.push(format!("{}: {verb} {table}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_are_found_as_the_compiler_finds_them() {
    let source = "a(\"x\\\"y\"); // \"no\"\nb(r#\"select \"1\" from t\"#); c('\"', \"z\")";
    let found: Vec<_> = literals(source).into_iter().map(|l| l.text).collect();
    assert_eq!(found, ["x\\\"y", "select \"1\" from t", "z"]);
}
