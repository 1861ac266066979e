//! The log of events, part by part: first what things happened to, then what happened.

use super::{Result, count::record};
use crate::{
    Names, Period, events,
    ocel::{self, Happening, Object, bound, of_event, of_object, time},
    store::{self, LogAct, LogAssignment, LogEntry, LogMovement},
};
use circulation::Act;
use db::Cx;
use kernel::{Instant, Permission, UnitId, hex};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many entries are read at once.
const STEP: i64 = 200;

/// Whether people are called by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// By a key that is another in each export.
    Pseudonyms,
    /// By name.
    Named,
}

/// Where the writing of a log stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Objects(Option<(Instant, i64, i64)>),
    Others,
    Events(Option<(Instant, i64, i64)>),
    End,
}

/// A log of events that is being written.
pub struct EventLog {
    period: Period,
    people: People,
    salt: [u8; 32],
    part: Part,
    /// Whether a line stands before the next one.
    behind: bool,
    units: BTreeSet<UnitId>,
    /// By key, with the name.
    persons: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Hand {
    unit: Option<String>,
    name: Option<String>,
    instead_of: Option<String>,
}

#[derive(Deserialize)]
struct Stated {
    act: Act,
    by: Hand,
    holder: Hand,
}

#[derive(Deserialize)]
struct StatedAct {
    act: String,
    at: Instant,
    by: String,
    unit: Option<String>,
}

/// The rows of some entries.
struct Rows {
    entries: Vec<LogEntry>,
    acts: Vec<LogAct>,
    assignments: Vec<LogAssignment>,
    movements: Vec<LogMovement>,
}

fn entry_key((year, number): (i64, i64)) -> String {
    format!("entry:{number}/{year}")
}

/// Begins a log of the entries of a period with everything that happened to them since, and writes into the trail that it
/// left the program. What is restricted is in it for those who may read it only.
///
/// # Errors
/// When reading the trail is forbidden or the database refuses.
pub async fn event_log(cx: &mut Cx, period: Period, people: People) -> Result<EventLog> {
    cx.require(Permission::AuditRead)?;
    let named = people == People::Named;
    record(cx, events::EXPORTED, serde_json::json!({ "from": period.from, "to": period.to, "named": named })).await?;
    let salt = kernel::random_bytes().map_err(|e| db::Error::Encode(Box::new(e)))?;
    let (units, persons) = (BTreeSet::new(), BTreeMap::new());
    Ok(EventLog { period, people, salt, part: Part::Head, behind: false, units, persons })
}

impl EventLog {
    /// The next piece of the document; none behind the last.
    ///
    /// # Errors
    /// When reading the trail is forbidden, or the database refuses.
    pub async fn next(&mut self, cx: &mut Cx) -> Result<Option<String>> {
        cx.require(Permission::AuditRead)?;
        match self.part {
            Part::Head => {
                self.part = Part::Objects(None);
                let types = ocel::types().to_string();
                let open = types.strip_suffix('}').unwrap_or_default();
                Ok(Some(format!("{open},\n\"objects\":[")))
            }
            Part::Objects(after) => {
                let Some((rows, last)) = self.rows(cx, after).await? else {
                    self.part = Part::Others;
                    return Ok(Some(String::new()));
                };
                self.part = Part::Objects(Some(last));
                let objects = self.objects(&rows)?;
                Ok(Some(self.lines(&objects)?))
            }
            Part::Others => {
                self.part = Part::Events(None);
                let today = cx.now.day();
                let others = self.others(&store::names(&mut cx.tx, today).await?);
                let text = self.lines(&others)?;
                self.behind = false;
                Ok(Some(format!("{text}\n],\n\"events\":[")))
            }
            Part::Events(after) => {
                let Some((rows, last)) = self.rows(cx, after).await? else {
                    self.part = Part::End;
                    return Ok(Some("\n]}\n".to_owned()));
                };
                self.part = Part::Events(Some(last));
                let happened = self.happened(&rows)?;
                Ok(Some(self.lines(&happened)?))
            }
            Part::End => Ok(None),
        }
    }

    fn lines<T: serde::Serialize>(&mut self, all: &[T]) -> Result<String> {
        let mut text = String::new();
        for one in all {
            text.push_str(if std::mem::replace(&mut self.behind, true) { ",\n" } else { "\n" });
            text.push_str(&serde_json::to_string(one)?);
        }
        Ok(text)
    }

    /// The next entries of the period with what belongs to them, and where they end.
    async fn rows(
        &self,
        cx: &mut Cx,
        after: Option<(Instant, i64, i64)>,
    ) -> Result<Option<(Rows, (Instant, i64, i64))>> {
        let within = (self.period.from.start(), self.period.to.next().start());
        let sees_all = cx.actor.may(Permission::RegisterConfidential);
        let entries = store::log_entries(&mut cx.tx, within, after, (sees_all, STEP)).await?;
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(None) };
        let places = ((first.year, first.number), (last.year, last.number));
        let end = (last.registered_at, last.year, last.number);
        let had: BTreeSet<_> = entries.iter().map(|e| (e.year, e.number)).collect();
        let mut acts = store::log_acts(&mut cx.tx, places).await?;
        acts.retain(|act| had.contains(&(act.year, act.number)));
        let mut assignments = store::log_assignments(&mut cx.tx, places).await?;
        assignments.retain(|one| had.contains(&(one.year, one.number)));
        let mut movements = store::log_movements(&mut cx.tx, places).await?;
        movements.retain(|one| had.contains(&(one.entry_year, one.entry_number)));
        Ok(Some((Rows { entries, acts, assignments, movements }, end)))
    }

    /// The key of somebody by the name and unit that stand beside an act; the program itself has neither.
    fn person(&mut self, name: Option<&str>, unit: Option<&str>) -> Option<String> {
        let name = name.filter(|name| !name.is_empty())?;
        let label = unit.map_or_else(|| name.to_owned(), |unit| format!("{name}, {unit}"));
        let key = match self.people {
            People::Named => format!("person:{label}"),
            People::Pseudonyms => format!("person:{}", hex(&proof::commit(&self.salt, &label)[..8])),
        };
        let shown = if self.people == People::Named { label } else { key.clone() };
        self.persons.insert(key.clone(), shown);
        Some(key)
    }

    fn objects(&mut self, rows: &Rows) -> Result<Vec<Object>> {
        let mut objects = Vec::new();
        for entry in &rows.entries {
            let since = entry.registered_at;
            let attributes = vec![
                of_object("direction", since, entry.direction),
                of_object("kind", since, entry.kind),
                of_object("channel", since, entry.channel),
            ];
            let id = entry_key((entry.year, entry.number));
            objects.push(Object { id, kind: "entry", attributes, relationships: Vec::new() });
        }
        for one in &rows.assignments {
            self.units.insert(one.unit);
            let holder = self.person(one.employee_name.as_deref(), Some(&one.unit_name));
            let of = entry_key((one.year, one.number));
            let mut relationships = vec![bound(of, "of"), bound(format!("unit:{}", one.unit), "at")];
            relationships.extend(holder.map(|holder| bound(holder, "with")));
            relationships.extend(one.parent.map(|parent| bound(format!("assignment:{parent}"), "from")));
            let mut attributes = vec![of_object("purpose", one.made_at, one.purpose)];
            attributes.extend(one.expected.map(|expected| of_object("expected", one.made_at, expected)));
            attributes.extend(one.due.map(|due| of_object("due", one.made_at, due)));
            let id = format!("assignment:{}", one.id);
            objects.push(Object { id, kind: "assignment", attributes, relationships });
        }
        // Who takes part only in what happened is an object too.
        self.happened(rows)?;
        Ok(objects)
    }

    /// Units and people that took part.
    fn others(&self, names: &Names) -> Vec<Object> {
        let units = self.units.iter().map(|unit| {
            let name = names.get(unit).cloned().unwrap_or_default();
            let attributes = vec![of_object("name", Instant::from_micros(0), name)];
            Object { id: format!("unit:{unit}"), kind: "unit", attributes, relationships: Vec::new() }
        });
        let persons = self.persons.iter().map(|(key, name)| {
            let attributes = vec![of_object("name", Instant::from_micros(0), name)];
            Object { id: key.clone(), kind: "person", attributes, relationships: Vec::new() }
        });
        units.chain(persons).collect()
    }

    fn happened(&mut self, rows: &Rows) -> Result<Vec<Happening>> {
        let mut all = Vec::new();
        for row in &rows.acts {
            let stated: StatedAct = serde_json::from_str(&row.statement)?;
            let place = (row.year, row.number);
            let mut relationships = vec![bound(entry_key(place), "document")];
            relationships.extend(self.person(Some(&stated.by), stated.unit.as_deref()).map(|by| bound(by, "by")));
            all.push(Happening {
                id: format!("act:{}/{}:{}", row.number, row.year, row.revision),
                kind: ocel::revision(&stated.act).to_owned(),
                time: time(stated.at),
                attributes: Vec::new(),
                relationships,
            });
        }
        let units: BTreeMap<_, _> = rows.assignments.iter().map(|one| (one.id, one.unit)).collect();
        for row in &rows.movements {
            let stated: Stated = serde_json::from_str(&row.statement)?;
            let place = (row.entry_year, row.entry_number);
            let mut relationships = vec![
                bound(entry_key(place), "document"),
                bound(format!("assignment:{}", row.assignment), "assignment"),
            ];
            relationships.extend(units.get(&row.assignment).map(|unit| bound(format!("unit:{unit}"), "unit")));
            let by = self.person(stated.by.name.as_deref(), stated.by.unit.as_deref());
            relationships.extend(by.map(|by| bound(by, "by")));
            let holder = self.person(stated.holder.name.as_deref(), stated.holder.unit.as_deref());
            relationships.extend(holder.map(|holder| bound(holder, "holder")));
            let instead = of_event("instead", stated.by.instead_of.is_some());
            all.push(Happening {
                id: format!("movement:{}/{}", row.number, row.year),
                kind: ocel::act(stated.act).to_owned(),
                time: time(row.at),
                attributes: vec![instead],
                relationships,
            });
        }
        Ok(all)
    }
}
