//! The digests of a morning: made, and sent.

use crate::{
    Size,
    report::{Floor, Report},
};
use asty::config::Config;
use db::Cx;
use kernel::{Actor, Clock, UnitId};
use rusqlite::Connection;
use serde_json::json;
use std::{sync::Arc, time::Instant};
use testkit::{Office, Smtp};

/// Measures the run for all units of `office`, with a real mail server.
pub async fn measure(office: &mut Office, size: &Size, report: &mut Report) {
    let mut smtp = Smtp::start(false);
    let bare = std::mem::take(&mut office.more);
    office.more = format!("\n[mail]\nserver = \"localhost\"\nport = {}\nsecurity = \"none\"\n", smtp.port);
    let config = Config::load(&office.configure()).unwrap();
    office.more = bare;
    let place = config.municipality(None).unwrap();
    let town = Arc::new(asty::open(place).await.unwrap());
    let clock = Clock::System;
    let worker = asty::worker(&town, place, &clock).unwrap();

    let mut cx = Cx::new(Arc::new(Actor::System("bench")), clock.now(), None, town.db.write().await.unwrap());
    let today = cx.now.day();
    let units: Vec<UnitId> =
        circulation::digest_hours(&mut cx).await.unwrap().into_iter().map(|(unit, _)| unit).collect();
    for unit in &units {
        let asked = json!({ "unit": unit, "day": today });
        queue::enqueue(&mut cx, "digest", &format!("{unit} {today}"), &asked).await.unwrap();
    }
    cx.commit().await.unwrap();
    let start = Instant::now();
    for _ in &units {
        assert!(worker.step().await.unwrap());
    }
    let made = start.elapsed().as_secs_f64();
    let db = Connection::open(office.database.trim_start_matches("sqlite:")).unwrap();
    let mails: usize =
        db.query_row("select count(*) from job where kind = 'mail'", [], |row| row.get::<_, i64>(0)).unwrap() as usize;
    let received = std::thread::spawn(move || (0..mails).map(|_| smtp.receive()).count());
    while worker.step().await.unwrap() {}
    let sent = start.elapsed().as_secs_f64();
    assert_eq!(received.join().unwrap(), mails);
    report.figure(&format!("digests of {} units made, seconds", size.units), made, Floor::Most(5.0));
    report.note(&format!("their {mails} mails in the hands of a mail server after {sent:.1} s"));
    assert!(mails >= size.units.min(size.town as usize / 100), "{mails} mails");
    town.db.close().await;
}
