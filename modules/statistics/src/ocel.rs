//! The log of events in the words of OCEL 2.0 (Object-Centric Event Log, ocel-standard.org): what programs for process
//! mining read. No I/O.

use kernel::Instant;
use serde::Serialize;
use serde_json::{Value, json};

/// Something to which things happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Object {
    /// Its key.
    pub id: String,
    /// `entry`, `assignment`, `unit` or `person`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What is known of it.
    pub attributes: Vec<Attribute>,
    /// With what it is bound together.
    pub relationships: Vec<Relationship>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happening {
    /// Its key.
    pub id: String,
    /// What: `register`, `assign`, `accept` and so on.
    #[serde(rename = "type")]
    pub kind: String,
    /// When, in UTC.
    pub time: String,
    /// What is known of it.
    pub attributes: Vec<Attribute>,
    /// What took part.
    pub relationships: Vec<Relationship>,
}

/// A fact with a name; of an object also since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribute {
    /// Its name.
    pub name: &'static str,
    /// Since when, of an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Its value.
    pub value: String,
}

/// Something else that takes part, and as what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Relationship {
    /// Its key.
    #[serde(rename = "objectId")]
    pub object: String,
    /// As what.
    pub qualifier: &'static str,
}

/// An instant as the standard writes it.
pub(crate) fn time(at: Instant) -> String {
    at.utc()
}

/// What it takes part as.
pub(crate) fn bound(object: String, qualifier: &'static str) -> Relationship {
    Relationship { object, qualifier }
}

/// A fact of an event.
pub(crate) fn of_event(name: &'static str, value: impl ToString) -> Attribute {
    Attribute { name, time: None, value: value.to_string() }
}

/// A fact of an object, from a moment on.
pub(crate) fn of_object(name: &'static str, since: Instant, value: impl ToString) -> Attribute {
    Attribute { name, time: Some(time(since)), value: value.to_string() }
}

/// The types of objects and events, with their attributes: the head of the document.
#[must_use]
pub fn types() -> Value {
    let text = |names: &[&str]| names.iter().map(|name| json!({ "name": name, "type": "string" })).collect::<Vec<_>>();
    let kind = |name: &str, attributes: &[&str]| json!({ "name": name, "attributes": text(attributes) });
    let objects = [
        kind("entry", &["direction", "kind", "channel"]),
        kind("assignment", &["purpose", "expected", "due"]),
        kind("unit", &["name"]),
        kind("person", &["name"]),
    ];
    let acts = [
        "register",
        "correct",
        "cancel",
        "attach",
        "assign",
        "accept",
        "return",
        "forward",
        "complete",
        "acknowledge",
        "withdraw",
        "hand over",
        "reopen",
    ];
    json!({ "objectTypes": objects, "eventTypes": acts.map(|act| kind(act, &["instead"])) })
}

/// What an act of circulation is called: the verb of its word.
pub(crate) fn act(act: circulation::Act) -> &'static str {
    use circulation::Act;
    match act {
        Act::Assigned => "assign",
        Act::Accepted => "accept",
        Act::Returned => "return",
        Act::Forwarded => "forward",
        Act::Completed => "complete",
        Act::Acknowledged => "acknowledge",
        Act::Withdrawn => "withdraw",
        Act::HandedOver => "hand over",
        Act::Reopened => "reopen",
    }
}

/// What an act on the register is called.
pub(crate) fn revision(word: &str) -> &'static str {
    match word {
        "corrected" => "correct",
        "cancelled" => "cancel",
        "attached" => "attach",
        _ => "register",
    }
}
