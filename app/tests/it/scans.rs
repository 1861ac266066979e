//! The folder of the scanners, served by the program itself.

use crate::program::{Server, installation};
use db::{Cx, Db};
use identity::{NewUnit, UnitKind};
use intake::{Code, Line, State};
use kernel::{Actor, Clock, UnitId};
use pdf::{Separator, Separators};
use register::{Channel, Confidentiality, Direction, Fields, Found, Kind, Party};
use std::{fs, path::Path, sync::Arc, time::Duration};

const HOST: &str = "nisida.localhost";

async fn cx(folder: &Path) -> Cx {
    let path = folder.join("data/nisida/asty.db");
    let db = Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    Cx::new(Arc::new(Actor::System("test")), Clock::System.now(), None, db.write().await.unwrap())
}

fn letter() -> Fields {
    Fields {
        direction: Direction::Incoming,
        subject: "Αίτηση στη θυρίδα".into(),
        correspondent: Some(Party { name: "Γιώργος Πολίτης".into(), tax_id: None, email: None }),
        further: vec![],
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Application,
        channel: Channel::Counter,
        confidentiality: Confidentiality::Open,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

/// A scan whose pages bear these codes.
fn scan(codes: &[String]) -> Vec<u8> {
    let sheet = |code: &String| Separator { name: "Σελίδα".to_owned(), code: code.clone() };
    let sheets = Separators {
        lang: "el".to_owned(),
        municipality: "Δήμος Νησίδος".to_owned(),
        title: "Δοκιμή".to_owned(),
        text: String::new(),
        sheets: codes.iter().map(sheet).collect(),
    };
    pdf::separators(&sheets, Clock::System.now()).unwrap()
}

async fn waits(folder: &Path, count: usize) -> Vec<Line> {
    for _ in 0..900 {
        let lines = intake::tray(&mut cx(folder).await, State::Waiting, None).await.unwrap().0;
        if lines.len() == count {
            return lines;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{count} do not come to wait");
}

async fn moved(path: &Path) {
    for _ in 0..900 {
        if path.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{} does not come", path.display());
}

/// A unit, and an entry that waits for its scan.
async fn prepared(folder: &Path) -> (UnitId, (i64, i64)) {
    let mut work = cx(folder).await;
    let (code, name, kind) = ("works".to_owned(), "Τμήμα Έργων".to_owned(), UnitKind::Department);
    let new = NewUnit { parent: None, kind, code, name, email: None, valid_from: "2025-01-01".parse().unwrap() };
    let unit = identity::create_unit(&mut work, new).await.unwrap();
    let entry = register::register(&mut work, letter(), vec![]).await.unwrap();
    let place = (entry.year, entry.number);
    register::await_scan(&mut work, place).await.unwrap();
    work.commit().await.unwrap();
    (unit, place)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_parted_by_its_sheets_and_a_label_brings_the_scan_to_its_entry() {
    let folder = installation();
    let scans = folder.path().join("scans");
    fs::create_dir(&scans).unwrap();
    // The key of the log is made at the first start.
    let server = Server::start(
        folder.path(),
        &[
            ("ASTY_MUNICIPALITY_NISIDA_SCANS_FOLDER", scans.to_str().unwrap()),
            ("ASTY_MUNICIPALITY_NISIDA_SCANS_EVERY", "2"),
            ("ASTY_LIMITS_MAX_FILE", "1 MiB"),
        ],
    );
    let (unit, place) = prepared(folder.path()).await;
    let text = |code: Code| code.text(HOST);
    let plain = || "a code of somebody else".to_owned();
    let batch = scan(&[
        text(Code::Unit(unit)),
        plain(),
        plain(),
        text(Code::Entry(place.0, place.1)),
        text(Code::Unit(UnitId::new())),
        plain(),
    ]);
    fs::write(scans.join("batch.pdf"), &batch).unwrap();
    fs::write(scans.join(".hidden"), "not for us").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", scans.join("link.txt")).unwrap();
    let lines = waits(folder.path(), 2).await;
    moved(&scans.join("done/batch.pdf")).await;
    assert_eq!(lines.iter().map(|line| line.from_name.as_str()).collect::<Vec<_>>(), ["batch-1.pdf", "batch-3.pdf"]);
    let mut work = cx(folder.path()).await;
    let mut units = Vec::new();
    for line in &lines {
        units.push(intake::proposal(&mut work, line.id).await.unwrap().proposal.unit);
    }
    assert_eq!(units, [Some(unit), None], "a unit that nobody knows is none");
    let Found::Whole(entry) = register::get(&mut work, place.0, place.1).await.unwrap() else { panic!() };
    assert_eq!((entry.revision, entry.files.len(), entry.files[0].name.as_str()), (1, 1, "batch-2.pdf"));
    assert!(!register::awaits_scan(&mut work, place).await.unwrap());
    drop(work);

    // The same file again is known; a label of an entry that waits for nothing waits for a person.
    fs::write(scans.join("again.pdf"), &batch).unwrap();
    moved(&scans.join("done/again.pdf")).await;
    fs::write(scans.join("late.pdf"), scan(&[text(Code::Entry(place.0, place.1))])).unwrap();
    let lines = waits(folder.path(), 3).await;
    let late = intake::proposal(&mut cx(folder.path()).await, lines[2].id).await.unwrap().proposal;
    assert_eq!((late.label_year, late.label_number), (Some(place.0), Some(place.1)));
    fs::write(scans.join("large.pdf"), vec![b'x'; 2 << 20]).unwrap();
    moved(&scans.join("refused/large.pdf")).await;
    assert_eq!(fs::read_to_string(scans.join("refused/large.pdf.txt")).unwrap(), "πολύ μεγάλο\n");
    assert!(scans.join(".hidden").exists() && scans.join("link.txt").symlink_metadata().unwrap().is_symlink());
    server.stop();
}
