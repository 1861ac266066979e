//! From a small register to a large one: registration, list page, entry page; and the start on the large one.

use crate::{
    Size,
    load::entry,
    report::{Floor, Report, median},
};
use db::{Cx, Db};
use kernel::{Actor, Clock};
use register::Fields;
use std::{path::Path, sync::Arc, time::Instant};
use testkit::{Client, Office};

/// How many entries one transaction makes here.
const TOGETHER: i64 = 1_000;

/// Registers through the domain's function until there are `count` entries.
pub(crate) async fn fill(office: &Office, count: i64) {
    let db = Db::connect(&office.database).await.unwrap();
    let actor = Arc::new(Actor::System("bench"));
    for from in (0..count).step_by(TOGETHER as usize) {
        let mut cx = Cx::new(actor.clone(), Clock::System.now(), None, db.write().await.unwrap());
        for number in from..count.min(from + TOGETHER) {
            let fields: Fields = serde_json::from_value(entry(number as usize)).unwrap();
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
    }
    db.close().await;
}

struct Measured {
    client: Client,
    browser: Client,
    /// Milliseconds of registrations, list pages and entry pages.
    took: [Vec<f64>; 3],
}

impl Measured {
    fn new(office: &Office) -> Self {
        Self { client: Client::new(office), browser: Client::browser(office), took: Default::default() }
    }

    async fn round(&mut self, number: usize, entries: i64, year: &str) {
        let page = format!("/desk/register/{year}/{}", 1 + (number as i64 * 7_919) % entries);
        for (what, took) in self.took.iter_mut().enumerate() {
            let start = Instant::now();
            let answer = match what {
                0 => self.client.register(&entry(number), &[]).await,
                1 => self.browser.get("/desk/register").await,
                _ => self.browser.get(&page).await,
            };
            took.push(start.elapsed().as_secs_f64() * 1_000.0);
            let answer = answer.unwrap();
            assert!(matches!(answer.status, 200 | 201), "{page}: {} {}", answer.status, answer.text());
        }
    }
}

/// Makes both registers, and asks them in turn.
pub async fn measure(size: &Size, report: &mut Report) {
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut offices = Vec::new();
    for entries in size.entries {
        let path = folder.path().join(entries.to_string());
        std::fs::create_dir(&path).unwrap();
        let office = Office::make(&path, None).await;
        // The first start makes the key of the log.
        drop(office.serve(&size.program).await);
        let start = Instant::now();
        fill(&office, entries).await;
        report.note(&format!("{entries} entries made in {:.0} s", start.elapsed().as_secs_f64()));
        offices.push(office);
    }
    let year = Clock::System.now().year().to_string();
    start(&offices[1], &size.program, report).await;
    let servers = [offices[0].serve(&size.program).await, offices[1].serve(&size.program).await];
    let mut measured = [Measured::new(&offices[0]), Measured::new(&offices[1])];
    for number in 0..size.pages {
        for (measured, entries) in measured.iter_mut().zip(size.entries) {
            measured.round(number, entries, &year).await;
        }
    }
    drop(servers);
    let [small, large] = measured.map(|measured| measured.took.map(median));
    for (i, what) in ["registration", "list page", "entry page"].into_iter().enumerate() {
        let name = format!("{what}: times as long with {} as with {} entries", size.entries[1], size.entries[0]);
        report.figure(&name, large[i] / small[i], Floor::Most(1.2));
        report.note(&format!("{:.2} ms and {:.2} ms", large[i], small[i]));
    }
}

/// From the start of the process to the first answered page.
async fn start(office: &Office, program: &Path, report: &mut Report) {
    let start = Instant::now();
    let server = office.serve(program).await;
    let answer = Client::browser(office).get("/desk/register").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    report.figure(
        "start to the first answered page on the large one, seconds",
        start.elapsed().as_secs_f64(),
        Floor::Most(0.5),
    );
    drop(server);
}
