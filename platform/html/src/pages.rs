//! Rendering.

use crate::{Lang, Words, filters};
use minijinja::{
    Environment, State, UndefinedBehavior, Value, context,
    value::{Kwargs, Serde},
};
use serde::Serialize;
use std::sync::Arc;

/// A template that an http crate brings.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// `register/new.html`.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

/// What is wrong with a template or a translation file: found when the program starts, and in tests.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A template.
    #[error("{0:#}")]
    Template(#[from] minijinja::Error),
    /// A translation file.
    #[error("{0}")]
    Words(String),
}

/// Every template, in every language.
pub struct Pages {
    env: Environment<'static>,
    words: Arc<Words>,
}

/// The language of the page.
fn lang_of(state: &State<'_, '_>) -> Lang {
    state.lookup("lang").and_then(|l| l.as_str().and_then(|l| l.parse().ok())).unwrap_or(Lang::El)
}

fn translate(words: &Words, state: &State<'_, '_>, key: &str, values: &Kwargs) -> Result<String, minijinja::Error> {
    let mut args = Vec::new();
    for name in values.args() {
        args.push((name, values.get::<Value>(name)?.to_string()));
    }
    Ok(words.text(lang_of(state), key, &args))
}

impl Pages {
    /// Reads the templates and the translation files.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn new(templates: &[&[Template]]) -> Result<Self, Error> {
        let words = Arc::new(Words::load().map_err(Error::Words)?);
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        let own = words.clone();
        env.add_function("t", move |state: &State<'_, '_>, key: String, values: Kwargs| {
            translate(&own, state, &key, &values)
        });
        env.add_filter("date", |v: String| filters::date(&v));
        env.add_filter("datetime", |v: String| filters::datetime(&v));
        env.add_filter("number", |state: &State<'_, '_>, value: i64| filters::number(lang_of(state), value));
        env.add_filter("bytes", |state: &State<'_, '_>, value: i64| filters::bytes(lang_of(state), value));
        env.add_filter("seconds", |v: String| filters::seconds(&v));
        env.add_filter("browser", |v: String| filters::browser(&v));
        env.add_filter("system", |v: String| filters::system(&v));
        for template in templates.iter().copied().flatten() {
            env.add_template(template.name, template.source)?;
        }
        Ok(Self { env, words })
    }

    /// The page.
    ///
    /// # Errors
    /// A variable that the template needs and the page does not give.
    pub fn render(&self, lang: Lang, name: &str, page: impl Serialize) -> Result<String, Error> {
        let page = Value::from(Serde(page));
        Ok(self.env.get_template(name)?.render(context! { lang => lang.as_str(), ..page })?)
    }

    /// Words outside a template.
    #[must_use]
    pub fn text(&self, lang: Lang, key: &str, args: &[(&str, String)]) -> String {
        self.words.text(lang, key, args)
    }
}
