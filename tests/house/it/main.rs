//! The rules of the house (ARCHITECTURE.md), as far as a program can check them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod arrows;
mod licences;
mod rooms;
mod schema;
mod shape;
mod skeleton;
mod sql;
mod words;

use std::path::{Path, PathBuf};

/// The top of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The folders in `folder`: a crate each.
fn crates(folder: &str) -> Vec<PathBuf> {
    let mut all: Vec<_> = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.retain(|path| path.join("Cargo.toml").exists());
    all.sort();
    assert!(!all.is_empty(), "{folder} holds no crate");
    all
}

/// Every file of ours below `folder` whose name ends in `ending`, with its text.
fn sources(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let ours = !["target", "node_modules", ".git", "demo", ".test"].contains(&name.as_str());
            if path.is_dir() && (ours || path.ends_with("src/demo")) {
                open.push(path);
            } else if name.ends_with(ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}
