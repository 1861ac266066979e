//! The whole organisation as two tables, out and in.

mod people;
mod table;
mod units;

use crate::{IdentityError, events, store};
use db::{Cx, Event};
use kernel::Permission;
use serde::Serialize;
use sheets::Sheet;
use table::Table;
use uuid::Uuid;

/// How many lines of an import did what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Units that were not known.
    pub units_added: i64,
    /// What units that were known are from one day to another: new or other than known.
    pub units_changed: i64,
    /// Employees that were not known.
    pub people_added: i64,
    /// Names, accounts, roles and positions of those who were known: new or other than known.
    pub people_changed: i64,
    /// Lines that say what is known.
    pub unchanged: i64,
}

/// A line of an import that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// `units` or `people`.
    pub sheet: &'static str,
    /// The line, as a spreadsheet counts it without blank lines.
    pub row: usize,
    /// The key of the words.
    pub key: &'static str,
    /// What stands there.
    pub value: String,
}

/// What an import did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// How many lines did what.
    pub counts: Counts,
    /// What cannot be: with any, nothing may be committed.
    pub problems: Vec<RowProblem>,
}

/// The whole organisation with its past: the sheets `units` and `people`.
///
/// # Errors
/// When forbidden.
pub async fn export(cx: &mut Cx) -> Result<[Sheet; 2], IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let terms = store::all_terms(&mut cx.tx).await?;
    Ok([units::sheet(&terms), people::sheet(cx).await?])
}

/// Notes that the organisation leaves the house, as what.
///
/// # Errors
/// When forbidden.
pub async fn exported(cx: &mut Cx, form: &str) -> Result<(), IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let data = serde_json::json!({ "form": form });
    let event = Event { kind: events::EXPORTED, subject_kind: "organisation", subject: Uuid::nil(), label: form, data };
    Ok(cx.record(event).await?)
}

/// Takes the tables in: lines are added or changed by unit or employee and first day, never removed. The caller
/// commits only a report without problems; without the commit it was a dry run.
///
/// # Errors
/// When forbidden, or what the database refuses.
pub async fn import(cx: &mut Cx, sheets: &[Sheet]) -> Result<Report, IdentityError> {
    cx.require(Permission::OrganisationWrite)?;
    let mut report = Report::default();
    let tables: Vec<Table<'_>> = sheets.iter().filter_map(Table::of).collect();
    if tables.is_empty() {
        let value = String::new();
        report.problems.push(RowProblem { sheet: "units", row: 1, key: "identity-import-no-table", value });
    }
    for table in tables.iter().filter(|t| t.is_units()) {
        units::take(cx, table, &mut report).await?;
    }
    for table in tables.iter().filter(|t| !t.is_units()) {
        people::take(cx, table, &mut report).await?;
    }
    report.problems.sort_by_key(|problem| (problem.sheet != "units", problem.row));
    let data = serde_json::to_value(report.counts).unwrap_or_default();
    let event = Event { kind: events::IMPORTED, subject_kind: "organisation", subject: Uuid::nil(), label: "", data };
    cx.record(event).await?;
    Ok(report)
}
