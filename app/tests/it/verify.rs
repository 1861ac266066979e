//! The tools of the auditor and of the administrator, on a town of its own.

use crate::{
    demo::demo,
    program::{Server, bad, good},
};
use axum::{body::Body, http::Request};
use db::{Cx, Db};
use kernel::{Actor, Clock, Role};
use register::{Channel, Confidentiality, Direction, Fields, Kind};
use std::{path::Path, sync::Arc};
use tlog::SigningKey;

/// No name service knows the host: the auditor's client takes it for this machine, as browsers do.
pub const TOWN: &str = "[municipality.asty]\nname = 'Δήμος Άστεως'\nhost = 'asty.localhost'\n";

pub fn installation(database: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("asty.toml"), format!("{TOWN}{database}")).unwrap();
    good(folder.path(), &["migrate", "--config", "asty.toml"]);
    folder
}

/// Each engine that is to be had: a line for the configuration, and the URL.
pub fn engines() -> Vec<String> {
    let mut all = vec![String::new()];
    if let Ok(server) = std::env::var("ASTY_TEST_POSTGRES") {
        all.push(format!("database = '{server}#v_{}'\n", kernel::FileId::new().0.simple()));
    }
    all
}

pub async fn open(folder: &Path, database: &str) -> Db {
    let url = database.split('\'').nth(1).map(str::to_owned);
    Db::connect(&url.unwrap_or_else(|| format!("sqlite:{}", folder.join("data/asty/asty.db").display()))).await.unwrap()
}

fn fields(subject: String) -> Fields {
    Fields {
        direction: Direction::Internal,
        subject,
        correspondent: None,
        further: Vec::new(),
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Letter,
        channel: Channel::Counter,
        confidentiality: Confidentiality::Open,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

pub async fn register(folder: &Path, database: &str, subject: &str, count: usize) {
    let db = open(folder, database).await;
    let blobs = blobs::Blobs::open(&folder.join("data/asty/files")).await.unwrap();
    let tx = db.write().await.unwrap();
    let mut cx = Cx::new(Arc::new(Actor::System("test")), Clock::System.now(), None, tx);
    let bytes = bytes::Bytes::from(format!("the file of {subject}"));
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes)]);
    let stored = blobs.receive(stream, 1_000).await.unwrap();
    let mut files = vec![documents::attach(&mut cx, "α.txt", &stored).await.unwrap()];
    for place in 0..count {
        register::register(&mut cx, fields(format!("{subject} {place}")), std::mem::take(&mut files)).await.unwrap();
    }
    cx.commit().await.unwrap();
    db.close().await;
}

pub fn key(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("data/asty/log.key")).unwrap();
    SigningKey::parse(&text).unwrap().verifier().to_string()
}

fn checkpoint(server: &Server, path: &Path) {
    let answer = server.ask("asty.localhost", "GET", "/log/checkpoint", &[], "");
    std::fs::write(path, answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
}

/// What is no checkpoint, or none of this log, is said with the name of the file.
fn refuses_no_checkpoints(folder: &Path, key: &str, url: &str) {
    std::fs::write(folder.join("forged"), "asty.localhost/log\n1\nAAAA\n\n— x y\n").unwrap();
    let files =
        [("nowhere", "nowhere: "), ("asty.toml", "asty.toml: this file is no checkpoint"), ("forged", "forged: ")];
    for (file, said) in files {
        let refused = bad(folder, &["verify", "--key", key, "--log", url, "--since", file]);
        assert!(refused.contains(said), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_auditor_finds_a_past_that_was_rewritten() {
    for database in engines() {
        let folder = installation(&database);
        let folder = folder.path();
        let server = Server::start(folder, &[]);
        register(folder, &database, "Πρώτο", 300).await;
        checkpoint(&server, &folder.join("old"));
        register(folder, &database, "Δεύτερο", 20).await;
        let (key, url) = (key(folder), format!("http://asty.localhost:{}/log", server.address.port()));
        let since = ["verify", "--key", &key, "--log", &url, "--since", "old"];
        let said = good(folder, &since);
        assert!(said.contains("the 300 lines") && said.contains("20 came behind"), "{said}");
        let said = good(folder, &since[..5]);
        assert!(said.contains("all 320 lines") && said.contains("the numbers 1 to 320"), "{said}");
        // A copy is checked offline, and a changed letter in it is found.
        good(folder, &["log", "export", "--log", &url, "--to", "copy"]);
        assert!(
            good(folder, &["verify", "--key", &key, "copy", "--since", "old"]).contains("1 earlier checkpoints agree")
        );
        let bundle = folder.join("copy/tile/entries/000");
        let mut bytes = std::fs::read(&bundle).unwrap();
        bytes[100] ^= 1;
        std::fs::write(&bundle, bytes).unwrap();
        let said = bad(folder, &["verify", "--key", &key, "copy"]);
        assert!(
            said.contains("NOT in order") && said.contains("faults were found.\n  - tile/entries/000 was altered"),
            "{said}"
        );
        refuses_no_checkpoints(folder, &key, &url);
        // Another log's key speaks for nothing.
        let other = SigningKey::generate("asty.localhost/log").unwrap().verifier().to_string();
        assert!(bad(folder, &["verify", "--key", &other, "--log", &url]).contains("signed"));
        let check = ["verify", "--database", "--config", "asty.toml", "--since", "old"];
        assert!(good(folder, &check).contains("the 320 lines of the log are whole"));
        // Somebody with the password of the database writes the whole past anew.
        let db = open(folder, &database).await;
        let mut tx = db.write().await.unwrap();
        for table in ["entry_file", "entry_revision", "entry", "register_counter", "log_leaf", "log_tile"] {
            let args = tx.args();
            tx.exec(format!("delete from {table}").leak(), args).await.unwrap();
        }
        let args = tx.args();
        tx.exec("update log_head set size = 0", args).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        register(folder, &database, "Άλλο", 299).await;
        assert!(bad(folder, &since).contains("at least 1 were removed"));
        register(folder, &database, "Άλλο", 30).await;
        assert!(bad(folder, &since).contains("REWRITTEN: the first 300 lines"));
        assert!(bad(folder, &check).contains("are not those that the checkpoint of 300 lines signed"));
        server.stop();
    }
}

#[tokio::test]
async fn a_receipt_and_a_proof_are_judged_offline() {
    let demo = demo().await;
    let token = demo.token(0, Role::Clerk);
    let (_, entry) = demo.register("asty.localhost", &token, "Πρώτο έγγραφο").await;
    let proven = format!("Proven: entry {}/{} of asty.localhost/log", entry["number"], entry["year"]);
    let keys = |town: usize| {
        let key = demo.document["municipalities"][town]["log_key"].as_str().unwrap().to_owned();
        asty::verify::keys(&[key]).unwrap()
    };
    for (part, page) in [("receipt", true), ("proof", false)] {
        let path = entry["links"][part].as_str().unwrap();
        let request = Request::builder().uri(path).header("host", "asty.localhost");
        let request = request.header("authorization", format!("Bearer {token}")).body(Body::empty()).unwrap();
        let (status, file) = demo.send(request).await;
        assert_eq!(status, 200);
        let said = asty::verify::file(&file, &keys(0), false).unwrap();
        assert!(said.contains(&proven) && said.contains("Πρώτο έγγραφο"), "{said}");
        assert_eq!(said.contains("What the pages of the PDF show is not proven"), page);
        let refused = asty::verify::file(&file, &keys(1), false).unwrap_err().to_string();
        assert!(refused.contains("is of asty.localhost/log; the key given is of nisida.localhost/log"), "{refused}");
    }
    assert!(asty::verify::file(b"%PDF-1.7 nothing", &keys(0), false).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_key_leaves_what_the_old_one_signed_verifiable() {
    for database in engines() {
        let folder = installation(&database);
        let folder = folder.path();
        let server = Server::start(folder, &[]);
        register(folder, &database, "Πρώτο", 3).await;
        checkpoint(&server, &folder.join("old"));
        server.stop();
        let old = key(folder);
        let rotate = ["log", "rotate", "--config", "asty.toml", "--yes"];
        assert!(bad(folder, &rotate[..4]).contains("say --yes"));
        let new = good(folder, &rotate).trim().to_owned();
        assert!(new == key(folder) && new != old);
        // As if the power had gone between the commit and the renaming of the file.
        let file = folder.join("data/asty/log.key");
        let second = std::fs::read(&file).unwrap();
        good(folder, &rotate);
        std::fs::rename(&file, folder.join("data/asty/log.new")).unwrap();
        std::fs::write(&file, &second).unwrap();
        let server = Server::start(folder, &[]);
        assert_ne!(key(folder), new);
        register(folder, &database, "Δεύτερο", 3).await;
        checkpoint(&server, &folder.join("now"));
        let url = format!("http://asty.localhost:{}/log", server.address.port());
        // Whoever trusts any one of the three keys comes to the same.
        for trusted in [&old, &new, &key(folder)] {
            let said = good(folder, &["verify", "--key", trusted, "--log", &url, "--since", "old"]);
            assert!(said.contains("5 came behind"), "{said}");
        }
        good(folder, &["log", "export", "--log", &url, "--to", "copy"]);
        assert!(good(folder, &["verify", "--key", &old, "copy"]).contains("the numbers 1 to 2"));
        let check = ["verify", "--database", "--config", "asty.toml", "--since", "old", "--since", "now"];
        assert!(good(folder, &check).contains("the 8 lines"));
        server.stop();
        // An old key that comes back by mistake does not sign.
        let third = std::fs::read(&file).unwrap();
        std::fs::write(&file, &second).unwrap();
        assert!(bad(folder, &["serve", "--config", "asty.toml"]).contains("a key that was replaced"));
        std::fs::write(&file, third).unwrap();
        let db = open(folder, &database).await;
        let mut tx = db.write().await.unwrap();
        let args = tx.args();
        let sql = "update log_key set salt = (select hash from log_leaf where position = 0) where leaf = 3";
        tx.exec(sql, args).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        assert!(bad(folder, &check).contains("the change of the key was altered"));
    }
}
