//! The table of units.

use super::{
    Report,
    table::{Row, Table, UNITS, kind_word, overlap},
};
use crate::{IdentityError, Term, UnitDetails, events, store};
use db::{Cx, Event};
use kernel::{Day, UnitId};
use sheets::Sheet;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn sheet(terms: &[Term]) -> Sheet {
    let mut rows = vec![UNITS.iter().map(|(head, _)| (*head).to_owned()).collect::<Vec<_>>()];
    rows.extend(terms.iter().map(|t| {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            t.code.clone(),
            text(&t.parent_code),
            kind_word(t.kind),
            t.name.clone(),
            text(&t.email),
            text(&t.phone),
            t.valid_from.to_string(),
            t.valid_to.map(|d| d.to_string()).unwrap_or_default(),
        ]
    }));
    Sheet { name: "units".to_owned(), rows }
}

/// A line that can be read.
struct Line<'t> {
    row: Row<'t>,
    unit: UnitId,
    details: UnitDetails,
    period: (Day, Option<Day>),
}

pub(super) async fn take(cx: &mut Cx, table: &Table<'_>, report: &mut Report) -> Result<(), IdentityError> {
    let before = store::all_terms(&mut cx.tx).await?;
    let mut codes: BTreeMap<String, UnitId> = before.iter().map(|t| (t.code.clone(), t.unit)).collect();
    // Units first, so that a line may name a parent that comes later.
    for row in table.rows() {
        if let Some(code) = row.text("code").filter(|code| !codes.contains_key(code)) {
            let id = UnitId::new();
            store::insert_unit(&mut cx.tx, id, &code).await?;
            codes.insert(code, id);
            report.counts.units_added += 1;
        }
    }
    let mut changed = BTreeSet::new();
    for (place, row) in table.rows().enumerate() {
        match line(row, &codes, cx.now.day()) {
            Ok(line) => put(cx, &line, &before, place, report, &mut changed).await?,
            Err(problem) => report.problems.push(problem),
        }
    }
    check(cx, table, &changed, report).await
}

fn line<'t>(row: Row<'t>, codes: &BTreeMap<String, UnitId>, today: Day) -> Result<Line<'t>, super::RowProblem> {
    let code = row.required("code")?;
    let unit = codes.get(&code).copied().ok_or_else(|| row.problem("identity-import-missing-code", ""))?;
    let unknown =
        |parent: String| codes.get(&parent).copied().ok_or_else(|| row.problem("identity-import-unit", parent));
    let details = UnitDetails {
        parent: row.text("parent").map(unknown).transpose()?,
        kind: row.kind()?,
        name: row.required("name")?,
        email: row.email()?,
        phone: row.text("phone"),
    };
    Ok(Line { row, unit, details, period: row.period(today)? })
}

async fn put(
    cx: &mut Cx,
    line: &Line<'_>,
    before: &[Term],
    place: usize,
    report: &mut Report,
    changed: &mut BTreeSet<UnitId>,
) -> Result<(), IdentityError> {
    let (from, to) = line.period;
    let mut own = before.iter().filter(|t| t.unit == line.unit);
    if own.clone().any(|t| t.valid_from == from && t.valid_to == to && t.details() == line.details) {
        report.counts.unchanged += 1;
        return Ok(());
    }
    let behind = i64::try_from(before.len() + place).unwrap_or(i64::MAX);
    let last = own.next_back();
    let position = last.map_or(behind, |t| t.position);
    store::put_term(&mut cx.tx, line.unit, line.period, &line.details, position).await?;
    changed.insert(line.unit);
    // A new unit is counted as such, not as a change too.
    report.counts.units_changed += i64::from(last.is_some());
    let data = serde_json::json!({
        "import": true, "from": from, "to": to, "kind": line.details.kind, "parent": line.row.cell("parent"),
    });
    let (kind, subject, label) = (events::UNIT_CHANGED, line.unit.0, line.details.name.as_str());
    Ok(cx.record(Event { kind, subject_kind: events::UNIT, subject, label, data }).await?)
}

/// What only the whole shows: periods of a unit that overlap, and a unit under itself.
async fn check(
    cx: &mut Cx,
    table: &Table<'_>,
    changed: &BTreeSet<UnitId>,
    report: &mut Report,
) -> Result<(), IdentityError> {
    if changed.is_empty() {
        return Ok(());
    }
    let terms = store::all_terms(&mut cx.tx).await?;
    let days: BTreeSet<Day> = terms.iter().map(|t| t.valid_from).collect();
    let mut wrong = BTreeMap::new();
    for unit in changed {
        let own = terms.iter().filter(|t| t.unit == *unit);
        if overlap(own.clone().map(|t| (t.valid_from, t.valid_to)).collect()) {
            wrong.extend(own.map(|t| (t.code.clone(), "identity-import-overlap")));
        }
    }
    for day in days {
        let on = |t: &&Term| t.valid_from <= day && t.valid_to.is_none_or(|to| to > day);
        let parents: BTreeMap<UnitId, &Term> = terms.iter().filter(on).map(|t| (t.unit, t)).collect();
        for start in changed.iter().filter_map(|unit| parents.get(unit)) {
            let mut above = start.parent;
            for _ in 0..parents.len() {
                above = above.and_then(|id| parents.get(&id)).and_then(|t| t.parent);
            }
            if above.is_some() {
                wrong.insert(start.code.clone(), "identity-problem-parent-below");
            }
        }
    }
    for row in table.rows() {
        if let Some((code, key)) = row.cell("code").and_then(|code| wrong.remove_entry(code)) {
            report.problems.push(row.problem(key, code));
        }
    }
    Ok(())
}
