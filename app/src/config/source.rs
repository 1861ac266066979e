//! Where values come from: the environment before the file, a municipality's own before everyone's.

use super::{section::Section, value::Setting};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// What the program was given.
pub(crate) struct Source<'s> {
    pub file: &'s Table,
    /// Variables that begin with `ASTY_`.
    pub env: &'s BTreeMap<String, String>,
    /// Everything that is wrong.
    pub problems: Vec<String>,
}

/// One section, where its values may stand: the first place that has one decides.
pub struct Scope<'s> {
    env: &'s BTreeMap<String, String>,
    problems: &'s mut Vec<String>,
    places: Vec<(String, Option<&'s Table>)>,
    words: &'s [(&'static str, &'s str)],
}

/// `mail.password` → `ASTY_MAIL_PASSWORD`.
pub(crate) fn variable(path: &str) -> String {
    format!("ASTY_{}", path.replace('.', "_").to_uppercase())
}

pub(crate) fn table<'t>(file: &'t Table, path: &str) -> Option<&'t Table> {
    path.split('.').try_fold(file, |table, part| table.get(part)?.as_table())
}

/// A value as text; a list is joined with commas.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(word) => Some(word.to_string()),
        Value::Array(items) => items.iter().map(text).collect::<Option<Vec<_>>>().map(|all| all.join(",")),
        _ => None,
    }
}

impl Source<'_> {
    /// The section at `paths`, the first of which decides. `words` stand in defaults as `{word}`.
    pub fn section<S: Section>(&mut self, paths: &[String], words: &[(&'static str, &str)]) -> Option<S> {
        let places = paths.iter().map(|path| (path.clone(), table(self.file, path))).collect();
        S::read(&mut Scope { env: self.env, problems: &mut self.problems, places, words })
    }
}

impl Scope<'_> {
    /// The value of a key; what is wrong with it is kept.
    pub(crate) fn take<T: Setting>(&mut self, key: &str, default: Option<&str>) -> Option<T> {
        let (place, given) = match self.find(key)? {
            (place, Some(given)) => (place, given),
            (place, None) => match default {
                Some(default) => (place, self.words.iter().fold(default.to_owned(), |t, (w, v)| t.replace(w, v))),
                None => {
                    self.problems.push(format!("{place} is missing: {}", T::FORM));
                    return None;
                }
            },
        };
        let shown = if T::SECRET { String::new() } else { format!(", not `{given}`") };
        T::read(&given).map_err(|why| self.problems.push(format!("{place} {why}{shown}"))).ok()
    }

    /// Where a key stands and what stands there.
    fn find(&mut self, key: &str) -> Option<(String, Option<String>)> {
        for (path, table) in &self.places {
            let place = format!("{path}.{key}");
            if let Some(given) = self.env.get(&variable(&place)) {
                return Some((variable(&place), Some(given.clone())));
            }
            let Some(value) = table.and_then(|t| t.get(key)) else { continue };
            let given = text(value);
            if given.is_none() {
                self.problems.push(format!("{place} must be a text, a number, true, false or a list of them"));
            }
            return given.map(|given| (place, Some(given)));
        }
        Some((format!("{}.{key}", self.places.first().map_or("", |(path, _)| path)), None))
    }
}
