//! How fast the index is written and asked, beside PostgreSQL's full-text search on the same texts and questions.

use crate::{
    Size,
    report::{Floor, Report, slowest},
    words::Words,
};
use fulltext::{Document, EVERYBODY, Facet, Index, Query, Search};
use sqlx::{Connection as _, PgConnection, Row as _};
use std::time::Instant;

/// The length of a text; bytes.
const LENGTH: usize = 2_000;
/// One text of so many is closed to others.
const CLOSED: usize = 10;
/// So many of the questions are put to PostgreSQL, which takes seconds for some.
const PEER: usize = 200;
/// To whom; as whom it is asked.
const READER: &str = "0199e1c2-0000-7000-8000-000000000001";

fn reader(number: usize) -> &'static str {
    if number.is_multiple_of(CLOSED) { if number.is_multiple_of(3) { READER } else { "-" } } else { EVERYBODY }
}

fn fill(index: &Index, count: usize) -> f64 {
    let mut texts = Words::new(1);
    let mut writer = index.write_anew().unwrap().unwrap();
    let mut spent = 0.0;
    for number in 1..=count {
        let document = Document {
            place: (2026, number as i64),
            further: vec![texts.text(LENGTH)],
            readers: vec![reader(number).to_owned()],
            labels: vec![
                (Facet::Kind, format!("kind-{}", number % 12)),
                (Facet::Unit, format!("unit-{}", number % 60)),
            ],
            ..Document::default()
        };
        let start = Instant::now();
        writer.add(&document).unwrap();
        spent += start.elapsed().as_secs_f64();
    }
    let start = Instant::now();
    writer.commit("1").unwrap();
    spent += start.elapsed().as_secs_f64();
    writer.end().unwrap();
    count as f64 / spent
}

async fn postgres(server: &str, count: usize, questions: &[String]) -> Vec<f64> {
    let mut db = PgConnection::connect(server).await.unwrap();
    for sql in
        ["drop table if exists bench_act", "create unlogged table bench_act (number int, reader text, words tsvector)"]
    {
        sqlx::query(sql).execute(&mut db).await.unwrap();
    }
    let mut texts = Words::new(1);
    let mut number = 0;
    while number < count {
        let some = (count - number).min(500);
        let (mut numbers, mut readers, mut bodies) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..some {
            number += 1;
            numbers.push(number as i32);
            readers.push(reader(number).to_owned());
            bodies.push(texts.text(LENGTH));
        }
        let insert = "insert into bench_act select n, r, to_tsvector('greek', t) from unnest($1::int[], $2::text[], $3::text[]) x (n, r, t)";
        sqlx::query(insert).bind(numbers).bind(readers).bind(bodies).execute(&mut db).await.unwrap();
    }
    for sql in [
        "set maintenance_work_mem = '1GB'",
        "create index bench_act_words on bench_act using gin (words)",
        "vacuum analyze bench_act",
    ] {
        sqlx::query(sql).execute(&mut db).await.unwrap();
    }
    let mut times = Vec::new();
    for question in questions {
        let start = Instant::now();
        let sql = "select number, count(*) over () from bench_act, websearch_to_tsquery('greek', $1) q
                   where words @@ q and reader in ('*', $2) order by ts_rank(words, q) desc limit 20";
        let rows = sqlx::query(sql).bind(question).bind(READER).fetch_all(&mut db).await.unwrap();
        let _: Vec<i32> = rows.iter().map(|row| row.get(0)).collect();
        times.push(start.elapsed().as_secs_f64());
    }
    sqlx::query("drop table bench_act").execute(&mut db).await.unwrap();
    times
}

/// Measures.
pub async fn measure(size: &Size, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let index = Index::open(folder.path()).unwrap();
    report.figure("texts of 2 KB into the index, a second", fill(&index, size.texts), Floor::Least(3_000.0));
    let mut texts = Words::new(2);
    let questions: Vec<String> = (0..size.questions).map(|_| texts.question()).collect();
    let (mut times, mut some) = (Vec::new(), 0);
    for question in &questions {
        let readers = Some(vec![READER.to_owned()]);
        let search = Search { query: Query::parse(question), readers, take: 20, ..Search::default() };
        let start = Instant::now();
        some += usize::from(index.search(&search).unwrap().total > 0);
        times.push(start.elapsed().as_secs_f64());
    }
    let middle = crate::report::median(times.clone()) * 1_000.0;
    let own = slowest(times.clone()) * 1_000.0;
    let bytes = index.size() >> 20;
    report.note(&format!(
        "{} texts, {bytes} MiB; {some} of {} questions of two words found some",
        size.texts,
        questions.len()
    ));
    report.note(&format!("search with counts and readers: median {middle:.2} ms, 99th percentile {own:.2} ms"));
    if let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") {
        let put = &questions[..questions.len().min(PEER)];
        let own = slowest(times[..put.len()].to_vec()) * 1_000.0;
        let theirs = postgres(&server, size.texts, put).await;
        let middle = crate::report::median(theirs.clone()) * 1_000.0;
        let theirs = slowest(theirs) * 1_000.0;
        report.note(&format!(
            "PostgreSQL's greek, {} of them: median {middle:.2} ms, 99th percentile {theirs:.2} ms",
            put.len()
        ));
        report.figure("99th percentile of search, of PostgreSQL's", own / theirs, Floor::Most(0.2));
    }
}
