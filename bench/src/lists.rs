//! Lists of a register of twenty years beside those of a small one: every kind of question that the page answers.
//!
//! The small one is made through the domain's functions. The large one holds its rows again and again, written straight
//! into the tables that lists read, because ten million registrations would take hours. So each answer of the large
//! one has as many more candidates as it has more entries.

use crate::{
    Size,
    growth::fill,
    report::{Floor, Report, median},
};
use kernel::Clock;
use rusqlite::Connection;
use std::time::Instant;
use testkit::{Client, Office};

const YEARS: i64 = 20;

/// Questions to `/desk/register`, by what serves them; `YEAR` is this year.
const QUESTIONS: [(&str, &str); 10] = [
    ("the newest", ""),
    ("one year, from its beginning", "year=YEAR&descending=false"),
    ("a word", "q=αίτηση"),
    ("two words that all have", "q=αίτηση+χώρου"),
    ("a word that all have and one that nothing has", "q=αίτηση+ξυλόφωνο"),
    ("a number", "q=123/YEAR"),
    ("direction and state", "direction=incoming&state=active"),
    ("days", "from=01/01/YEAR&to=31/12/YEAR"),
    ("by subject", "sort=subject"),
    ("by correspondent, a year", "sort=correspondent&year=YEAR"),
];

/// Writes the rows of the office's database again until there are `times` as many.
fn multiply(office: &Office, times: i64) {
    let db = Connection::open(office.database.trim_start_matches("sqlite:")).unwrap();
    // Other tables refer to entries by the index that is dropped for a while.
    db.execute_batch("pragma foreign_keys = off; pragma synchronous = off; pragma cache_size = -500000").unwrap();
    db.execute_batch("pragma temp_store = file").unwrap();
    let strings = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let columns = strings("select name from pragma_table_info('entry')").into_iter().map(|column| match &column[..] {
        "id" => "randomblob(16)".to_owned(),
        "year" => format!("year - k % {YEARS}"),
        "number" => format!("number + k / {YEARS} * (select max(number) from entry)"),
        "registered_at" => format!("registered_at - k % {YEARS} * 31557600000000"),
        _ => column,
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    // Indexes are made again from sorted rows: row by row it would take an hour.
    let indexes = strings("select sql from sqlite_master where type = 'index' and tbl_name = 'entry' and sql not null");
    for name in strings("select name from sqlite_master where type = 'index' and tbl_name = 'entry' and sql not null") {
        db.execute_batch(&format!("drop index {name}")).unwrap();
    }
    let last = times - 1;
    let times = format!("with recursive times (k) as (select 1 union all select k + 1 from times where k < {last})");
    let all = times.replace("select 1 ", "select 0 ");
    db.execute_batch(&format!(
        "begin;
         create temp table word as select * from entry_word;
         delete from entry_word;
         {all} insert into entry_word
             select word, year - k % {YEARS}, number + k / {YEARS} * (select max(number) from entry) from word, times
             order by 1, 2, 3;
         create temp table few as select * from entry;
         {times} insert into entry select {columns} from few, times order by k % {YEARS} desc, k, number;
         insert or replace into register_counter select year, max(number) from entry group by year;
         commit;
         {};
         analyze",
        indexes.join(";\n")
    ))
    .unwrap();
}

/// Asks both registers every question in turn.
pub async fn measure(size: &Size, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let [few, many] = size.listed;
    let mut clients = Vec::new();
    let mut servers = Vec::new();
    for entries in [few, many] {
        let path = folder.path().join(entries.to_string());
        std::fs::create_dir(&path).unwrap();
        let office = Office::make(&path, None).await;
        drop(office.serve(&size.program).await);
        fill(&office, few).await;
        if entries > few {
            let start = Instant::now();
            multiply(&office, entries / few);
            report.note(&format!("{entries} entries written in {:.0} s", start.elapsed().as_secs_f64()));
        }
        servers.push(office.serve(&size.program).await);
        clients.push(Client::browser(&office));
    }
    let year = Clock::System.now().year().to_string();
    for (what, query) in QUESTIONS {
        let path = format!("/desk/register?{}", encoded(&query.replace("YEAR", &year)));
        let mut took = [Vec::new(), Vec::new()];
        for _ in 0..size.pages {
            for (client, took) in clients.iter_mut().zip(&mut took) {
                let start = Instant::now();
                let answer = client.get(&path).await.unwrap();
                took.push(start.elapsed().as_secs_f64() * 1_000.0);
                assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            }
        }
        let [small, large] = took.map(median);
        let name = format!("list, {what}: times as long with {many} as with {few} entries");
        report.figure(&name, large / small, Floor::Most(1.2));
        report.note(&format!("{large:.2} ms and {small:.2} ms"));
    }
    drop(servers);
}

/// Greek letters as an address has them.
fn encoded(query: &str) -> String {
    let byte = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    query.bytes().map(byte).collect()
}
