//! Killed again and again while 64 clients register: what was acknowledged stands, whole and provable, and nothing else
//! is left behind. `make torture` kills 200 times; otherwise a short round.

use crate::log::Log;
use kernel::{EmployeeId, FileId, Role};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use testkit::{Client, Office, employee, sha256};
use tokio::{sync::mpsc, task::JoinSet};

const CLIENTS: usize = 64;
const PROGRAM: &str = env!("CARGO_BIN_EXE_asty");

fn kills() -> usize {
    std::env::var("ASTY_TORTURE_KILLS").map_or(3, |text| text.parse().unwrap())
}

/// An entry that a client was told of: its year and number, and the hashes of the files that were sent.
type Acknowledged = ((i64, i64), Vec<String>);

/// None, one or two files; every eighth the same for all clients, some large enough to be cut off on their way.
fn files(turn: usize) -> Vec<Vec<u8>> {
    let file = |place: usize| {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let name = if (turn + place).is_multiple_of(8) { FileId(uuid::Uuid::nil()) } else { FileId::new() };
        bytes.extend_from_slice(name.to_string().as_bytes());
        bytes.resize([400, 20_000, 1_000_000][(turn / 3 + place) % 3], b'.');
        bytes
    };
    (0..turn % 3).map(file).collect()
}

/// Registers until it is told to stop, whatever happens to the server.
async fn clerk(office: Office, place: usize, stop: Arc<AtomicBool>, told: mpsc::UnboundedSender<Acknowledged>) {
    let mut client = Client::new(&office);
    for turn in place.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let files = files(turn);
        let named: Vec<(&str, &[u8])> = files.iter().map(|bytes| ("αίτηση.pdf", bytes.as_slice())).collect();
        let entry = serde_json::json!({
            "direction": "incoming", "subject": format!("Αίτηση {turn}"),
            "correspondent": { "name": format!("Εστίαση {} ΟΕ", turn % 7) },
        });
        let Ok(answer) = client.register(&entry, &named).await else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        assert_eq!(answer.status, 201, "{}", answer.text());
        let answer = answer.json();
        let number = (answer["year"].as_i64().unwrap(), answer["number"].as_i64().unwrap());
        told.send((number, files.iter().map(|bytes| sha256(bytes)).collect())).unwrap();
    }
}

/// Kills the servers of all doors in turn, again and again; gives what was acknowledged. No server runs at the end.
async fn torture(doors: &[Office]) -> BTreeMap<(i64, i64), Vec<String>> {
    let stop = Arc::new(AtomicBool::new(false));
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut clerks = JoinSet::new();
    let mut servers = Vec::new();
    for door in doors {
        servers.push(Some(door.serve(Path::new(PROGRAM)).await));
    }
    for place in 0..CLIENTS {
        clerks.spawn(clerk(doors[place % doors.len()].clone(), place, stop.clone(), tell.clone()));
    }
    drop(tell);
    let mut acknowledged = BTreeMap::new();
    for kill in 0..kills() {
        // Another moment each time: after some entries, and in the middle of others.
        for _ in 0..10 + kill * 13 % 60 {
            let (number, files) = told.recv().await.unwrap();
            assert!(acknowledged.insert(number, files).is_none(), "{number:?} was given twice");
        }
        tokio::time::sleep(Duration::from_micros(kill as u64 * 7_919 % 30_000)).await;
        let victim = kill % doors.len();
        servers[victim].take().unwrap().kill();
        servers[victim] = Some(doors[victim].serve(Path::new(PROGRAM)).await);
    }
    stop.store(true, Ordering::Relaxed);
    while let Some(done) = clerks.join_next().await {
        done.unwrap();
    }
    while let Some((number, files)) = told.recv().await {
        assert!(acknowledged.insert(number, files).is_none(), "{number:?} was given twice");
    }
    acknowledged
}

/// Every entry with its files, hashed; each leaf opened. Gives the hashes of all files.
async fn check_entries(
    office: &Office,
    log: &Log,
    acknowledged: &BTreeMap<(i64, i64), Vec<String>>,
) -> BTreeSet<String> {
    let (mut client, mut seen, mut hashed) = (Client::new(office), BTreeSet::new(), BTreeSet::new());
    for index in 0..log.leaves.len() {
        let leaf = log.leaf(index);
        let number = (leaf.year, leaf.number);
        assert!(seen.insert(number), "{number:?} stands twice");
        let path = format!("/api/v1/register/entries/{}/{}", leaf.year, leaf.number);
        let entry = client.get(&path).await.unwrap().json();
        let mut files = Vec::new();
        for file in entry["files"].as_array().unwrap() {
            let hash = file["sha256"].as_str().unwrap().to_owned();
            // The same bytes are stored once, and need to be read once.
            if hashed.insert(hash.clone()) {
                let bytes = client.get(&format!("{path}/files/{}", file["id"].as_str().unwrap())).await.unwrap();
                assert_eq!((bytes.status, sha256(&bytes.body)), (200, hash.clone()), "{path}");
            }
            files.push(hash);
        }
        let proof = client.get(&format!("{path}/proof")).await.unwrap().text();
        log.check_proof(index, &proof, &files);
        assert_eq!(acknowledged.get(&number).unwrap_or(&files), &files, "{path}");
    }
    let missing: Vec<_> = acknowledged.keys().filter(|number| !seen.contains(number)).collect();
    assert!(missing.is_empty(), "acknowledged and gone: {missing:?}");
    hashed
}

/// The names of all files below a folder.
fn walk(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            let tail: Vec<_> = path.components().rev().take(2).map(|part| part.as_os_str().to_str().unwrap()).collect();
            found.insert(format!("{}{}", tail[1], tail[0]));
        }
    }
}

/// Tortures the municipality through all its doors, and looks at what is left.
async fn check(doors: &[Office]) {
    let acknowledged = torture(doors).await;
    let office = &doors[0];
    let server = office.serve(Path::new(PROGRAM)).await;
    let log = Log::fetch(office).await;
    let hashed = check_entries(office, &log, &acknowledged).await;

    let db = db::Db::connect(&office.database).await.unwrap();
    let clock = kernel::Clock::System;
    let mut cx = db::Cx::new(employee(Role::Auditor), clock.now(), None, db.read().await.unwrap());
    for year in register::completeness(&mut cx).await.unwrap() {
        assert!(year.is_complete(), "{year:?}");
    }
    // What was on its way when the program was killed goes away soon after the start.
    let mut there = BTreeSet::new();
    for _ in 0..200 {
        there.clear();
        walk(&office.folder.join("files/incoming"), &mut there);
        walk(&office.folder.join("files/sha256"), &mut there);
        if there == hashed {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(there.difference(&hashed).count(), 0, "files without a record are left");
    assert_eq!(hashed.difference(&there).count(), 0);
    drop(server);
    println!("{} kills, {} entries, {} acknowledged", kills(), log.leaves.len(), acknowledged.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check(&[Office::make(folder.path(), None).await]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_on_postgresql() {
    let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = format!("{server}#k_{}", EmployeeId::new().0.simple());
    check(&[Office::make(folder.path(), Some(database)).await]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgresql_killed_in_turn() {
    let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = format!("{server}#k_{}", EmployeeId::new().0.simple());
    let first = Office::make(folder.path(), Some(database)).await;
    let second = first.another_door();
    check(&[first, second]).await;
}
