//! Killed again and again while 64 clients register: what was acknowledged stands, whole and provable, and nothing else
//! is left behind. `make torture` kills 200 times; otherwise a short round.

use crate::log::Log;
use blobs::{Blobs, S3};
use db::Db;
use kernel::{Clock, EmployeeId, FileId, Role, hex};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use testkit::{Client, Office, PASSWORD, employee, sha256};
use tokio::{sync::mpsc, task::JoinSet};

const CLIENTS: usize = 64;

fn kills() -> usize {
    std::env::var("ASTY_TEST_KILLS").map_or(3, |text| text.parse().unwrap())
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
        servers.push(Some(door.serve(Path::new(crate::PROGRAM)).await));
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
        servers[victim] = Some(doors[victim].serve(Path::new(crate::PROGRAM)).await);
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
    // With a bucket there is no such folder.
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            let tail: Vec<_> = path.components().rev().take(2).map(|part| part.as_os_str().to_str().unwrap()).collect();
            found.insert(format!("{}{}", tail[1], tail[0]));
        }
    }
}

/// The hashes of all files that the bucket has after its sweep. Nobody is alone with a bucket, so what a crash left goes
/// a day later; here it is the next day.
async fn swept(office: &Office, db: &Db, s3: S3) -> BTreeSet<String> {
    let blobs = Blobs::open_bucket(&office.folder.join("look"), s3).await.unwrap();
    let tomorrow = Clock::System.now().plus_seconds(24 * 3_600);
    documents::sweep(db, &blobs, tomorrow).await.unwrap();
    let mut there = BTreeSet::new();
    for first in 0..=255 {
        there.extend(blobs.older(first, tomorrow).await.unwrap().iter().map(|sha256| hex(sha256)));
    }
    there
}

/// What is in the folders of all doors. What was on its way when the program was killed goes away soon after the start.
async fn in_folders(doors: &[Office], hashed: &BTreeSet<String>) -> BTreeSet<String> {
    let mut there = BTreeSet::new();
    for _ in 0..200 {
        there.clear();
        for office in doors {
            walk(&office.files.join("incoming"), &mut there);
            walk(&office.files.join("sha256"), &mut there);
        }
        if there.is_subset(hashed) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    there
}

/// Who signs in at one door goes on at the other.
async fn sign_in(one: &Office, other: &Office) {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let at = |office: &Office, path: &str| format!("http://{}{path}", office.address);
    let form = [("user", "clerk"), ("password", PASSWORD)];
    let answer = client.post(at(one, "/login")).header("host", &one.host).form(&form).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(answer.status(), 303);
    for (door, cookie, status) in [(other, &cookie, 200), (one, &cookie, 200), (other, &String::new(), 303)] {
        let ask = client.get(at(door, "/desk")).header("host", &door.host).header("cookie", cookie);
        assert_eq!(ask.send().await.unwrap().status(), status);
    }
}

/// Tortures the municipality through all its doors, and looks at what is left.
async fn check(doors: &[Office], bucket: Option<S3>) {
    let acknowledged = torture(doors).await;
    let office = &doors[0];
    let mut servers = Vec::new();
    for door in doors {
        servers.push(door.serve(Path::new(crate::PROGRAM)).await);
    }
    sign_in(&doors[0], &doors[doors.len() - 1]).await;
    let log = Log::fetch(office).await;
    let hashed = check_entries(office, &log, &acknowledged).await;

    let db = Db::connect(&office.database).await.unwrap();
    let mut cx = db::Cx::new(employee(Role::Auditor), Clock::System.now(), None, db.read().await.unwrap());
    for year in register::completeness(&mut cx).await.unwrap() {
        assert!(year.is_complete(), "{year:?}");
    }
    drop(cx);
    let mut there = in_folders(doors, &hashed).await;
    if let Some(s3) = bucket {
        assert!(there.is_empty(), "files only arrive in the folder: {there:?}");
        there = swept(office, &db, s3).await;
    }
    assert_eq!(there.difference(&hashed).count(), 0, "files without a record are left");
    assert_eq!(hashed.difference(&there).count(), 0);
    drop(servers);
    println!("{} kills, {} entries, {} acknowledged", kills(), log.leaves.len(), acknowledged.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    check(&[Office::make(folder.path(), None).await], None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_again_and_again_on_postgresql() {
    let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = format!("{server}#k_{}", EmployeeId::new().0.simple());
    check(&[Office::make(folder.path(), Some(database)).await], None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgresql_killed_in_turn() {
    let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = format!("{server}#k_{}", EmployeeId::new().0.simple());
    let first = Office::make(folder.path(), Some(database)).await;
    let second = first.another_door();
    check(&[first, second], None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgresql_and_one_bucket_killed_in_turn() {
    let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") else { return };
    let Some(peer) = testkit::s3() else { return };
    let folder = tempfile::tempdir().unwrap();
    let database = format!("{server}#k_{}", EmployeeId::new().0.simple());
    let mut first = Office::make(folder.path(), Some(database)).await;
    first.more = format!(
        "\n[storage]\nbucket = \"files\"\nendpoint = \"{}\"\naccess_key = \"key\"\nsecret_key = \"secret\"\n",
        peer.address
    );
    let mut second = first.another_door();
    second.files = folder.path().join("elsewhere");
    let s3 = S3 {
        endpoint: Some(peer.address.clone()),
        region: "us-east-1".into(),
        bucket: "files".into(),
        prefix: "asty".into(),
        access_key: "key".into(),
        secret_key: "secret".into(),
    };
    check(&[first, second], Some(s3)).await;
}
