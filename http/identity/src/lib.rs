//! Signing in, one's own account, the people and the organisation.
#![doc = include_str!("../README.md")]

mod absence;
mod account;
mod api;
mod chart;
mod exchange;
mod external;
mod invitation;
mod organisation;
mod people;
mod person;
mod routes;
mod sign_in;

pub use api::description;
pub use invitation::letter;
pub use routes::{TEMPLATES, routes};

use http_shell::Ask;
use identity::Problem;
use std::collections::BTreeMap;

/// What is wrong with a form: the words by field.
type Problems = BTreeMap<&'static str, String>;

fn words(ask: &Ask, problems: &[Problem]) -> Problems {
    problems.iter().map(|p| (p.field, ask.text(p.key, &[]))).collect()
}

/// A field that was left empty is no value.
fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}
