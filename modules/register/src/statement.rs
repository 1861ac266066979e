//! What the log commits to, byte for byte. Specified in `docs/formats/statement.md`.

use crate::{Change, Entry, Fields, State, check};
use documents::File;
use kernel::{Actor, EmployeeId, Instant, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A file as the statement names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFile {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// What it is, by its content.
    pub media_type: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Everything that an act on an entry states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The version of this form: 3. Version 2 knew neither `competent` nor further correspondents, version 1 no `by_id`
    /// and no `unit_id` either.
    pub version: u8,
    /// `registered`, `corrected`, `attached`, `cancelled`.
    pub act: String,
    /// The year of the number.
    pub year: i64,
    /// The number.
    pub number: i64,
    /// 0 for the registration, then one more for each act.
    pub revision: i64,
    /// When, UTC with microseconds.
    pub at: String,
    /// The municipality's employee or job that acted.
    pub by: String,
    /// That employee; none where a job acted.
    #[serde(default)]
    pub by_id: Option<EmployeeId>,
    /// The unit of that person.
    pub unit: Option<String>,
    /// That unit.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Why, for a correction or cancellation.
    pub reason: Option<String>,
    /// The name of the competent unit.
    #[serde(default)]
    pub competent: Option<String>,
    /// What stands of the document after the act.
    pub entry: Fields,
    /// Its files.
    pub files: Vec<StatedFile>,
}

impl Statement {
    /// The statement of `act` by `actor` on an entry as it stands after the act.
    #[must_use]
    pub fn new(act: &str, entry: &Entry, at: Instant, actor: &Actor, reason: Option<String>) -> Self {
        let employee = actor.employee();
        Self {
            version: 3,
            act: act.to_owned(),
            year: entry.year,
            number: entry.number,
            revision: entry.revision,
            at: at.utc(),
            by: actor.name().to_owned(),
            by_id: employee.map(|e| e.id),
            unit: employee.and_then(|e| e.unit_name.clone()),
            unit_id: employee.and_then(|e| e.unit),
            reason,
            competent: entry.competent_name.clone(),
            entry: entry.fields.clone(),
            files: entry.files.iter().map(stated).collect(),
        }
    }

    /// Whether others saw only number, date and direction after this act.
    #[must_use]
    pub fn is_restricted(&self) -> bool {
        self.entry.confidentiality.is_restricted()
    }

    /// Whether the rows of the database still say what this statement, the last of its entry, says. Related entries
    /// are compared as a set: rows keep no order.
    #[must_use]
    pub fn agrees_with(&self, entry: &Entry) -> bool {
        let cancelled = self.act == "cancelled";
        let related = check::related(&self.entry.related) == check::related(&entry.fields.related);
        let fields = Fields { related: entry.fields.related.clone(), ..self.entry.clone() };
        related
            && fields == entry.fields
            && self.competent == entry.competent_name
            && (self.year, self.number, self.revision) == (entry.year, entry.number, entry.revision)
            && cancelled == (entry.state == State::Cancelled)
            && self.files == entry.files.iter().map(stated).collect::<Vec<_>>()
    }

    /// What differs between this and an earlier statement of the same entry.
    #[must_use]
    pub fn changes_since(&self, earlier: &Statement) -> Vec<Change> {
        let (before, after) = (flat(earlier), flat(self));
        let differs = after.iter().filter(|(field, value)| before.get(*field) != Some(value));
        differs
            .map(|(field, value)| Change {
                field: field.clone(),
                before: before.get(field).map(words_of).unwrap_or_default(),
                after: words_of(value),
            })
            .collect()
    }
}

fn stated(file: &File) -> StatedFile {
    StatedFile {
        name: file.name.clone(),
        size: file.size,
        media_type: file.media_type.clone(),
        sha256: file.sha256.to_string(),
    }
}

/// What is stated of the document by the names of the fields; of the unit people read the name.
fn flat(statement: &Statement) -> Map<String, Value> {
    match serde_json::to_value(&statement.entry) {
        Ok(Value::Object(mut map)) => {
            map.insert("competent_unit".to_owned(), statement.competent.clone().map_or(Value::Null, Value::String));
            let names = statement.files.iter().map(|file| Value::String(file.name.clone()));
            map.insert("files".to_owned(), Value::Array(names.collect()));
            map
        }
        _ => Map::new(),
    }
}

fn words_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let between = if items.iter().any(Value::is_object) { "; " } else { ", " };
            items.iter().map(words_of).collect::<Vec<_>>().join(between)
        }
        Value::Object(map) => map.values().map(words_of).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn related_entries_that_were_sealed_as_typed_are_the_same_set() {
        let fields = serde_json::json!({ "direction": "internal", "subject": "Θέμα", "related": ["3/2026", "7/2026"] });
        let mut entry = Entry {
            id: kernel::EntryId::new(),
            year: 2026,
            number: 1,
            state: State::Active,
            registered_at: Instant::from_micros(0),
            registered_by_name: String::new(),
            unit: None,
            unit_name: None,
            competent_name: None,
            fields: serde_json::from_value(fields).unwrap(),
            files: Vec::new(),
            stamped: Vec::new(),
            revision: 0,
        };
        let mut stated = Statement::new("registered", &entry, Instant::from_micros(0), &Actor::System("test"), None);
        stated.entry.related = ["007/2026", "3/2026", "7/2026"].map(str::to_owned).to_vec();
        assert!(stated.agrees_with(&entry));
        entry.fields.related.pop();
        assert!(!stated.agrees_with(&entry));
    }
}
