//! What changed, in words.

use http_shell::Ask;
use kernel::{Day, Instant, Role};
use serde_json::Value;

/// The words of a key, where there are some.
fn words(ask: &Ask, key: &str) -> Option<String> {
    Some(ask.text(key, &[])).filter(|words| words != key)
}

/// How a field is called: in words, or as the trail has it.
fn name(ask: &Ask, field: &str) -> String {
    words(ask, &format!("audit-data-{field}")).unwrap_or_else(|| field.to_owned())
}

fn text(ask: &Ask, field: &str, text: &str) -> String {
    if let Ok(day) = text.parse::<Day>() {
        return day.greek();
    }
    if let Ok(at) = text.parse::<Instant>() {
        return at.greek();
    }
    let role = matches!(field, "roles" | "added" | "removed") && text.parse::<Role>().is_ok();
    let key = match field {
        _ if role => format!("identity-role-{text}"),
        "by" => format!("audit-by-{}", text.replace(' ', "-")),
        "scopes" => format!("identity-scope-{}", text.replace(':', "-")),
        "purpose" => format!("circulation-purpose-{text}"),
        "source" => format!("intake-source-{text}"),
        "trouble" => format!("intake-trouble-{text}"),
        "joins" => format!("rollout-joins-{text}"),
        "cost" => format!("statistics-cost-{text}"),
        "direction" => format!("register-direction-{text}"),
        "confidentiality" => format!("register-confidentiality-{text}"),
        _ => return text.to_owned(),
    };
    words(ask, &key).unwrap_or_else(|| text.to_owned())
}

fn value(ask: &Ask, field: &str, given: &Value) -> String {
    match given {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => ask.text("identity-yes", &[]),
        Value::Bool(false) => ask.text("identity-no", &[]),
        Value::Number(number) => number.to_string(),
        Value::String(string) => text(ask, field, string),
        Value::Array(items) => items.iter().map(|item| value(ask, field, item)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let part =
                |(field, inner): (&String, &Value)| format!("{}: {}", name(ask, field), value(ask, field, inner));
            fields.iter().filter(|(_, inner)| said(inner)).map(part).collect::<Vec<_>>().join(" · ")
        }
    }
}

/// Whether a value says something.
fn said(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => fields.values().any(said),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// The fields of what changed, by name.
pub(crate) fn details(ask: &Ask, data: &str) -> Vec<(String, String)> {
    let Ok(Value::Object(fields)) = serde_json::from_str(data) else { return Vec::new() };
    let shown = fields.iter().filter(|(_, inner)| said(inner));
    shown.map(|(field, inner)| (name(ask, field), value(ask, field, inner))).collect()
}

/// How an act is called.
pub(crate) fn act(ask: &Ask, kind: &str) -> String {
    words(ask, &format!("audit-act-{}", kind.replace('.', "-"))).unwrap_or_else(|| kind.to_owned())
}
