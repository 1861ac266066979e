//! How good the order of results is, beside SQLite's FTS5 and PostgreSQL's `greek`, on the same acts and questions.

use crate::{
    acts::{Judged, acts, judged},
    report::{Floor, Report},
};
use fulltext::{Document, EVERYBODY, Index, Query, Search};
use rusqlite::Connection;
use sqlx::{Connection as _, PgConnection, Row as _};
use std::collections::BTreeMap;

/// How many results count.
const TOP: usize = 10;

/// Normalised discounted cumulative gain of the first ten; `least` is the lowest grade that counts.
fn ndcg(found: &[String], grades: &BTreeMap<String, u32>, least: u32) -> f64 {
    let gain = |grade: u32| if grade < least { 0.0 } else { f64::from(2_u32.pow(grade) - 1) };
    let sum = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        gains.take(TOP).enumerate().map(|(at, gain)| gain / (at as f64 + 2.0).log2()).sum()
    };
    let mut best: Vec<f64> = grades.values().map(|grade| gain(*grade)).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    let ideal = sum(&mut best.into_iter());
    let got = sum(&mut found.iter().map(|act| grades.get(act).map_or(0.0, |grade| gain(*grade))));
    if ideal > 0.0 { got / ideal } else { 1.0 }
}

fn mean(judged: &[Judged], found: &[Vec<String>], least: u32) -> f64 {
    let each = judged.iter().zip(found).map(|(one, found)| ndcg(found, &one.grades, least));
    each.sum::<f64>() / judged.len() as f64
}

/// Our own index: the text alone, as the other two have it.
fn ours(acts: &BTreeMap<String, String>, judged: &[Judged]) -> Vec<Vec<String>> {
    let index = Index::in_memory().unwrap();
    let mut writer = index.write().unwrap().unwrap();
    let names: Vec<&String> = acts.keys().collect();
    for (number, text) in (1..).zip(acts.values()) {
        let (further, readers) = (vec![text.clone()], vec![EVERYBODY.to_owned()]);
        writer.add(&Document { place: (2026, number), further, readers, ..Document::default() }).unwrap();
    }
    writer.commit("1").unwrap();
    writer.end().unwrap();
    let ask = |one: &Judged| {
        let search = Search { query: Query::parse(&one.query), take: TOP, ..Search::default() };
        let found = index.search(&search).unwrap();
        found.places.into_iter().map(|(_, number)| names[number as usize - 1].clone()).collect()
    };
    judged.iter().map(ask).collect()
}

/// What a person types, as FTS5 takes it: `all` words, or any of them; phrases and excluded words as they are meant.
fn for_fts5(query: &str, all: bool) -> String {
    let (mut wanted, mut not) = (Vec::new(), Vec::new());
    let mut rest = query;
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let excluded = rest.strip_prefix('-');
        rest = excluded.unwrap_or(rest);
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(' ').unwrap_or((rest, "")),
        };
        let quoted = format!("\"{}\"", word.replace('"', ""));
        if excluded.is_some() {
            not.push(quoted)
        } else {
            wanted.push(quoted)
        }
        rest = after;
    }
    let mut text = format!("({})", wanted.join(if all { " AND " } else { " OR " }));
    for word in not {
        text.push_str(&format!(" NOT {word}"));
    }
    text
}

fn fts5(acts: &BTreeMap<String, String>, judged: &[Judged], all: bool) -> Vec<Vec<String>> {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch(
        "create virtual table act using fts5(name unindexed, text, tokenize = 'unicode61 remove_diacritics 2')",
    )
    .unwrap();
    for (name, text) in acts {
        db.execute("insert into act (name, text) values (?1, ?2)", (name, text)).unwrap();
    }
    let mut statement = db.prepare("select name from act where act match ?1 order by rank limit 10").unwrap();
    let mut ask = |one: &Judged| -> Vec<String> {
        let rows = statement.query_map([for_fts5(&one.query, all)], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    judged.iter().map(&mut ask).collect()
}

async fn postgres(server: &str, acts: &BTreeMap<String, String>, judged: &[Judged], all: bool) -> Vec<Vec<String>> {
    let mut db = PgConnection::connect(server).await.unwrap();
    sqlx::query("create temporary table act (name text, words tsvector)").execute(&mut db).await.unwrap();
    for (name, text) in acts {
        let insert = sqlx::query("insert into act values ($1, to_tsvector('greek', $2))");
        insert.bind(name).bind(text).execute(&mut db).await.unwrap();
    }
    let some =
        "select name from act, (select replace(websearch_to_tsquery('greek', $1)::text, ' & ', ' | ')::tsquery as q) q
                where words @@ q order by ts_rank_cd(words, q, 1) desc, name limit 10";
    let every = "select name from act, websearch_to_tsquery('greek', $1) q
                 where words @@ q order by ts_rank_cd(words, q, 1) desc, name limit 10";
    let mut found = Vec::new();
    for one in judged {
        let rows = sqlx::query(if all { every } else { some }).bind(&one.query).fetch_all(&mut db).await.unwrap();
        found.push(rows.iter().map(|row| row.get(0)).collect());
    }
    found
}

/// Measures.
pub async fn measure(report: &mut Report) {
    let (acts, judged) = (acts(), judged());
    let found = ours(&acts, &judged);
    let own = mean(&judged, &found, 1);
    let mut others: Vec<(&str, Vec<Vec<String>>)> =
        vec![("FTS5, all words", fts5(&acts, &judged, true)), ("FTS5, any word", fts5(&acts, &judged, false))];
    if let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") {
        others.push(("PostgreSQL's greek, all words", postgres(&server, &acts, &judged, true).await));
        others.push(("PostgreSQL's greek, any word", postgres(&server, &acts, &judged, false).await));
    }
    let mut best: f64 = 0.0;
    for (name, found) in &others {
        let graded = mean(&judged, found, 1);
        best = best.max(graded);
        report.note(&format!("nDCG@10 of {name}: {graded:.3} (grade 2 alone {:.3})", mean(&judged, found, 2)));
    }
    report.note(&format!("{} questions, grade 2 alone: {:.3}", judged.len(), mean(&judged, &found, 2)));
    report.figure("nDCG@10 of search; the best of the others", own, Floor::Least(best));
    if std::env::var("ASTY_TEST_EACH").is_ok() {
        for (one, found) in judged.iter().zip(&found) {
            report.note(&format!("{:.2} {}", ndcg(found, &one.grades, 1), one.query));
        }
    }
}
