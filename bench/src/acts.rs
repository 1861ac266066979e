//! Real Greek acts, and what people look for in them: see `bench/acts/README.md`.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// A question and what it should give.
pub struct Judged {
    /// What is typed.
    pub query: String,
    /// The grade of each act, by its ΑΔΑ: 2 what is wanted, 1 useful.
    pub grades: BTreeMap<String, u32>,
}

/// The acts, by their ΑΔΑ.
pub fn acts() -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(include_bytes!("../acts/acts.zip"))).unwrap();
    let mut acts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).unwrap();
        let mut text = String::new();
        member.read_to_string(&mut text).unwrap();
        let name = member.name().unwrap().trim_end_matches(".txt").to_owned();
        if name != "README.md" {
            acts.insert(name, text);
        }
    }
    acts
}

/// The questions that were judged by hand.
pub fn judged() -> Vec<Judged> {
    let mut grades: BTreeMap<&str, BTreeMap<String, u32>> = BTreeMap::new();
    for line in include_str!("../acts/judgements.tsv").lines() {
        let [number, act, grade] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        grades.entry(number).or_default().insert(act.to_owned(), grade.parse().unwrap());
    }
    let query = |line: &str| {
        let [number, query, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        Judged { query: query.to_owned(), grades: grades[number].clone() }
    };
    include_str!("../acts/queries.tsv").lines().map(query).collect()
}
