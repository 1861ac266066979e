//! Crates of a kind look alike, and their READMEs tell the truth.

use super::{crates, sources};
use regex_lite::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

fn readme(folder: &Path) -> String {
    fs::read_to_string(folder.join("README.md")).unwrap_or_default()
}

#[test]
fn every_crate_has_its_files() {
    let mut wrong = Vec::new();
    for kind in ["libs", "platform", "modules", "http"] {
        for folder in crates(kind) {
            let mut needs = vec!["README.md", "src/lib.rs"];
            if kind == "modules" {
                needs.extend(["src/model.rs", "src/store.rs", "src/error.rs", "tests/it/main.rs"]);
                needs.push(if folder.join("src/actions").is_dir() { "src/actions/mod.rs" } else { "src/actions.rs" });
                if !readme(&folder).contains("Events: none") {
                    needs.push("src/events.rs");
                }
            }
            wrong.extend(
                needs.iter().filter(|f| !folder.join(f).exists()).map(|f| format!("{} has no {f}", name(&folder))),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The crates that the tree of ARCHITECTURE.md names: the kind and, of modules, the layer of each.
fn named() -> BTreeSet<(String, Option<u64>, String)> {
    let text = fs::read_to_string(super::root().join("ARCHITECTURE.md")).unwrap();
    let (mut named, mut kind, mut layer) = (BTreeSet::new(), String::new(), None);
    for line in text.split("```").nth(1).unwrap().lines() {
        // The names stand on the left, what they are about on the right.
        let left: String = line.chars().take(80).collect();
        for word in left.split_whitespace() {
            if let Some(folder) = word.strip_suffix('/').filter(|_| line.starts_with(word)) {
                (kind, layer) = (folder.to_owned(), None);
            } else if let Ok(number) = word.parse() {
                layer = Some(number);
            } else {
                named.insert((kind.clone(), layer, word.to_owned()));
            }
        }
    }
    named
}

#[test]
fn the_architecture_names_every_crate_in_its_place() {
    let named = named();
    let layers: BTreeMap<String, u64> = super::arrows::layers();
    for kind in ["libs", "platform", "modules", "http"] {
        for folder in crates(kind) {
            let name = name(&folder);
            let layer = layers.get(&name).copied().filter(|_| kind == "modules");
            assert!(named.contains(&(kind.to_owned(), layer, name.clone())), "{kind}/{name}, layer {layer:?}");
        }
    }
}

#[test]
fn every_module_has_tests() {
    for folder in crates("modules") {
        let tests = format!("modules/{}/tests/it", name(&folder));
        let count = sources(&tests, ".rs").iter().map(|(_, text)| text.matches("#[tokio::test").count()).sum::<usize>();
        assert!(count > 1, "{tests} has {count} tests");
    }
}

/// The words in backticks after `Events:`; `.name` is short for the one of this module.
fn events_of(folder: &Path) -> BTreeSet<String> {
    let readme = readme(folder);
    let text = readme.rsplit_once("Events:").unwrap_or_else(|| panic!("{} names no events", name(folder))).1;
    let word = Regex::new("`([a-z.-]+)`").unwrap();
    word.captures_iter(text)
        .map(|c| if c[1].starts_with('.') { name(folder) + &c[1] } else { c[1].to_owned() })
        .collect()
}

#[test]
fn readmes_name_every_event() {
    let constant = Regex::new(r#"(?m)^pub\(crate\) const \w+: &str = "([a-z]+\.[a-z-]+)";"#).unwrap();
    for folder in crates("modules") {
        let text = fs::read_to_string(folder.join("src/events.rs")).unwrap_or_default();
        let events: BTreeSet<String> = constant.captures_iter(&text).map(|c| c[1].to_owned()).collect();
        assert_eq!(events_of(&folder), events, "{}: README and events.rs", name(&folder));
    }
}

/// What a README says of tables: the words in backticks after `mark`, up to the next part.
pub fn tables_of(folder: &Path, mark: &str) -> BTreeSet<String> {
    let readme = readme(folder);
    let Some((_, text)) = readme.split_once(mark) else { return BTreeSet::new() };
    let end = ["Tables:", "Reads:", "Events:"].iter().filter_map(|part| text.find(part)).min().unwrap_or(text.len());
    Regex::new("`([a-z_]+)`").unwrap().captures_iter(&text[..end]).map(|c| c[1].to_owned()).collect()
}

#[test]
fn every_table_has_one_owner() {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for folder in crates("modules").iter().chain(&crates("platform")) {
        for table in tables_of(folder, "Tables:") {
            owners.entry(table).or_default().push(name(folder));
        }
    }
    let made = Regex::new(r"create table (\w+)").unwrap();
    let gone = Regex::new(r"drop table (\w+)").unwrap();
    let text: String = sources("migrations", ".sql").into_iter().map(|(_, text)| text).collect();
    let gone: BTreeSet<_> = gone.captures_iter(&text).map(|c| c[1].to_owned()).collect();
    let made = made.captures_iter(&text).map(|c| c[1].to_owned()).filter(|table| !gone.contains(table));
    let made: BTreeMap<_, _> = made.map(|table| (table.clone(), owners.get(&table).map_or(0, Vec::len))).collect();
    let wrong: Vec<_> = made.iter().filter(|(_, count)| **count != 1).collect();
    assert!(wrong.is_empty(), "owners in READMEs: {wrong:?}");
    let unknown: Vec<_> = owners.keys().filter(|table| !made.contains_key(*table)).collect();
    assert!(unknown.is_empty(), "no migration makes {unknown:?}");
}
