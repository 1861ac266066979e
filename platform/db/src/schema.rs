//! The tables as the migrations make them, with what each column holds: the one description that both engines share.

use crate::{Engine, migrations};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key.
    Uuid,
    /// A whole number.
    Int,
    /// Text, JSON too.
    Text,
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// An instant.
    Instant,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it refers to a row of its own table, which may come later.
    pub own: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// By PostgreSQL's types: SQLite's tell less.
fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "uuid" => Kind::Uuid,
        "bigint" => Kind::Int,
        "text" => Kind::Text,
        "boolean" => Kind::Bool,
        "date" => Kind::Date,
        "timestamptz" => Kind::Instant,
        "bytea" => Kind::Bytes,
        _ => return None,
    })
}

fn column(table: &str, text: &str) -> Option<Column> {
    let mut words = text.split_whitespace();
    let (name, kind) = (words.next()?, kind(words.next()?.trim_end_matches([',', ';']))?);
    let own = text.contains(&format!("references {table} "));
    Some(Column { name: name.to_owned(), kind, own })
}

/// Every table, in the order in which they were made: a table refers to those before it.
#[must_use]
pub fn tables() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let text: Vec<String> = migrations::sources().map(|source| migrations::text(source, Engine::Postgres)).collect();
    let mut inside = false;
    for line in text.iter().flat_map(|text| text.lines()).filter(|line| !line.starts_with("--")) {
        if let Some(name) = line.strip_prefix("create table ").and_then(|rest| rest.split([' ', '(']).next()) {
            tables.push(Table { name: name.to_owned(), columns: Vec::new() });
            inside = true;
        } else if line.starts_with(')') {
            inside = false;
        } else if inside && let Some(table) = tables.last_mut() {
            table.columns.extend(column(&table.name, line));
        } else if let Some((name, change)) = line.strip_prefix("alter table ").and_then(|rest| rest.split_once(' ')) {
            let Some(table) = tables.iter_mut().find(|table| table.name == name) else { continue };
            if let Some(text) = change.strip_prefix("add column ") {
                table.columns.extend(column(name, text));
            } else if let Some(gone) = change.strip_prefix("drop column ") {
                table.columns.retain(|column| column.name != gone.trim_end_matches(';'));
            }
        } else if let Some(name) = line.strip_prefix("drop table ") {
            tables.retain(|table| table.name != name.trim_end_matches(';'));
        }
    }
    tables
}
