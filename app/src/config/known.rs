//! Keys that nobody knows are refused, with the nearest one that there is.

use super::{SHARED, section::Key, source::variable};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Every path that may be given, for the municipalities of this file.
fn known(codes: &[&str]) -> Vec<String> {
    let mut paths = Vec::new();
    let mut add = |section: &str, keys: &[Key]| paths.extend(keys.iter().map(|key| format!("{section}.{}", key.name)));
    for (section, _, keys) in super::INSTALLATION.iter().chain(SHARED) {
        add(section, keys);
    }
    for code in codes {
        add(&format!("municipality.{code}"), super::MUNICIPALITY.2);
        for (section, _, keys) in SHARED {
            add(&format!("municipality.{code}.{section}"), keys);
        }
    }
    paths
}

fn leaves(table: &Table, prefix: &str, out: &mut Vec<String>) {
    for (name, value) in table {
        let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
        match value {
            Value::Table(inner) if !inner.is_empty() => leaves(inner, &path, out),
            Value::Table(_) => {}
            _ => out.push(path),
        }
    }
}

/// The nearest of `known`: by the last word first, since a key in the wrong section is the usual mistake.
fn nearest<'k>(path: &str, known: &'k [String]) -> Option<&'k String> {
    let last = |path: &str| path.rsplit('.').next().map(str::to_owned).unwrap_or_default();
    let distance = |other: &String| {
        let word = strsim::damerau_levenshtein(&last(path), &last(other));
        (word * 2 + strsim::damerau_levenshtein(path, other), other.len())
    };
    known.iter().min_by_key(|other| distance(other))
}

/// What is given and not known, in words.
pub(crate) fn unknown(file: &Table, env: &BTreeMap<String, String>, codes: &[&str]) -> Vec<String> {
    let known = known(codes);
    let mut given = Vec::new();
    leaves(file, "", &mut given);
    let say = |what: &str, near: Option<&String>| {
        let near = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
        format!("{what} is not known{near}")
    };
    let keys = given.iter().filter(|path| !known.contains(path)).map(|path| say(path, nearest(path, &known)));
    let variables: Vec<String> = known.iter().map(|path| variable(path)).collect();
    let odd = env.keys().filter(|name| !variables.contains(name));
    keys.chain(odd.map(|name| say(name, nearest(name, &variables)))).collect()
}
