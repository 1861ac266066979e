//! Words for people: both languages have every key that pages use, and no key is left over.

use super::sources;
use regex_lite::Regex;
use std::collections::{BTreeMap, BTreeSet};

fn keys(lang: &str) -> BTreeMap<String, String> {
    let line = Regex::new(r"(?m)^([a-z][a-zA-Z0-9_-]*) *=").unwrap();
    let files = sources(&format!("locales/{lang}"), ".ftl");
    let of = |text: &str| line.captures_iter(text).map(|c| c[1].to_owned()).collect::<Vec<_>>();
    files.iter().flat_map(|(path, text)| of(text).into_iter().map(|k| (k, path.display().to_string()))).collect()
}

/// What code and templates ask for: whole keys, and beginnings that are completed when the program runs.
fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
    let files: Vec<_> = ["http", "app/src", "modules", "platform", "kernel"]
        .into_iter()
        .flat_map(|folder| [".rs", ".html"].into_iter().flat_map(move |ending| sources(folder, ending)))
        .collect();
    let stems: BTreeSet<String> = sources("locales/el", ".ftl")
        .iter()
        .map(|(path, _)| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let stems = stems.into_iter().collect::<Vec<_>>().join("|");
    let key = Regex::new(&format!(r#""((?:{stems})-[a-zA-Z0-9_-]*)("|\{{)"#)).unwrap();
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for (_, text) in &files {
        for found in key.captures_iter(text) {
            let word = found[1].to_owned();
            let open = &found[2] == "{" || word.ends_with('-');
            if open {
                beginnings.insert(word)
            } else {
                whole.insert(word)
            };
        }
    }
    (whole, beginnings)
}

#[test]
fn both_languages_have_the_same_keys() {
    let (greek, english) = (keys("el"), keys("en"));
    let only = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| {
        a.keys().filter(|k| !b.contains_key(*k)).cloned().collect::<Vec<_>>()
    };
    assert_eq!(only(&greek, &english), Vec::<String>::new(), "missing in English");
    assert_eq!(only(&english, &greek), Vec::<String>::new(), "missing in Greek");
}

#[test]
fn every_key_that_is_asked_for_has_words() {
    let (greek, (whole, beginnings)) = (keys("el"), asked());
    // Permissions and names of events look like keys but have a colon or a dot; crates are named http-….
    let missing: Vec<_> = whole.iter().filter(|k| !greek.contains_key(*k)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    let empty: Vec<_> = beginnings.iter().filter(|b| !greek.keys().any(|k| k.starts_with(*b))).collect();
    assert!(empty.is_empty(), "no words begin with {empty:?}");
}

#[test]
fn no_words_are_left_over() {
    let (greek, (whole, beginnings)) = (keys("el"), asked());
    let used = |key: &str| {
        let bare = key.strip_suffix("-text").unwrap_or(key);
        whole.contains(key) || whole.contains(bare) || beginnings.iter().any(|b| key.starts_with(b))
    };
    let over: Vec<_> = greek.keys().filter(|k| !used(k)).collect();
    assert!(over.is_empty(), "nobody asks for {over:?}");
}
