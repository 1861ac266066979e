//! Durable registrations over HTTP with 32 clients, beside bare transactions that write the same rows.

use crate::{
    Size,
    bare::Bare,
    postgres::Postgres,
    report::{Floor, Report, median},
    sqlite::Sqlite,
};
use db::Engine;
use kernel::{EmployeeId, FileId};
use serde_json::json;
use std::time::Instant;
use testkit::{Client, Office};
use tokio::task::JoinSet;

const CLIENTS: usize = 32;
const FILE: usize = 100_000;
const MIB: f64 = 1024.0 * 1024.0;

/// Measures one engine.
pub async fn measure(size: &Size, report: &mut Report, postgres: Option<&str>) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let database = |server: &str| format!("{server}#b_{}", EmployeeId::new().0.simple());
    let office = Office::make(folder.path(), postgres.map(database)).await;
    let mut bare: Box<dyn Bare> = match postgres {
        Some(server) => Box::new(Postgres::new(&office.database, &database(server), folder.path()).await),
        None => Box::new(Sqlite::new(&office, folder.path()).await),
    };
    let engine = if postgres.is_some() { Engine::Postgres } else { Engine::Sqlite };
    let server = office.serve(&size.program).await;
    for (what, with_file, count, floor) in
        [("without a file", false, size.plain, 0.35), ("with a file of 100 KB", true, size.filed, 0.5)]
    {
        let (mut shares, mut rates) = (Vec::new(), Vec::new());
        for _ in 0..size.rounds {
            let ours = count as f64 / clients(&office, count, with_file).await;
            let floor = count as f64 / bare.replay(count, with_file).await;
            shares.push(ours / floor);
            rates.push((ours, floor));
        }
        report.figure(
            &format!("{engine:?}, 32 clients, {what}: share of bare transactions"),
            median(shares),
            Floor::Least(floor),
        );
        let each = |pick: fn(&(f64, f64)) -> f64| median(rates.iter().map(pick).collect());
        report.note(&format!("{:.0} a second over HTTP, {:.0} bare", each(|r| r.0), each(|r| r.1)));
    }
    let resident = server.resident() as f64 / MIB;
    report.figure(&format!("{engine:?}, resident memory after that, MiB"), resident, Floor::Most(200.0));
}

/// Registers `count` documents through 32 clients; how many seconds it took.
async fn clients(office: &Office, count: usize, with_file: bool) -> f64 {
    let start = Instant::now();
    let mut clients = JoinSet::new();
    for place in 0..CLIENTS {
        let mut client = Client::new(office);
        clients.spawn(async move {
            let mut file = vec![b'.'; FILE];
            file[..9].copy_from_slice(b"%PDF-1.7\n");
            for number in (place..count).step_by(CLIENTS) {
                // No two files are the same, or the second would not be written.
                file[20..36].copy_from_slice(FileId::new().0.as_bytes());
                let files: &[(&str, &[u8])] = if with_file { &[("αίτηση.pdf", &file)] } else { &[] };
                let answer = client.register(&entry(number), files).await.unwrap();
                assert_eq!(answer.status, 201, "{}", answer.text());
            }
        });
    }
    while let Some(done) = clients.join_next().await {
        done.unwrap();
    }
    start.elapsed().as_secs_f64()
}

/// An entry as a clerk makes it.
pub fn entry(number: usize) -> serde_json::Value {
    json!({
        "direction": "incoming",
        "subject": format!("Αίτηση άδειας χρήσης κοινόχρηστου χώρου, οδός Αθηνάς {number}"),
        "correspondent": { "name": format!("Εστίαση {} ΟΕ", number % 500) },
        "their_number": format!("{number}/Α"),
        "kind": "application",
        "channel": "counter",
    })
}
