//! A municipality in a folder, and back on either engine.

use crate::{
    program::{Server, bad, good},
    verify::{engines, installation, key, open, register},
};
use db::Cx;
use identity::{NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash, UnitKind};
use kernel::{Actor, Clock, Role};
use std::{collections::BTreeMap, path::Path, sync::Arc};

const PASSWORD: &str = "correct horse battery staple";

/// What is not every day's: a deputy, a code of the telephone that was used, a session that waits for the next one.
async fn people(folder: &Path, database: &str) {
    let db = open(folder, database).await;
    let now = Clock::System.now();
    let cx = |tx| Cx::new(Arc::new(Actor::System("test")), now, None, tx);
    let password = PasswordHash::make(PASSWORD.to_owned()).await.unwrap();
    let mut writing = cx(db.write().await.unwrap());
    let unit = NewUnit {
        parent: None,
        kind: UnitKind::Directorate,
        code: "ΔΙΟΙΚ".into(),
        name: "Διεύθυνση Διοίκησης".into(),
        email: None,
        valid_from: now.day(),
    };
    let unit = identity::create_unit(&mut writing, unit).await.unwrap();
    let title = "Διοικητικός υπάλληλος".to_owned();
    let deputy = NewEmployee {
        name: "Μαρία Παππά".into(),
        email: None,
        code: None,
        positions: vec![NewPosition { unit, title, is_main: true, is_head: false, is_deputy: true }],
        account: Some(NewAccount { user: "maria".into(), password, roles: vec![Role::Clerk] }),
        valid_from: now.day(),
    };
    identity::create_employee(&mut writing, deputy).await.unwrap();
    let mut args = writing.tx.args();
    args.push(vec![7_u8; 20]).unwrap();
    args.push(59_000_000_i64).unwrap();
    writing.tx.exec("update account set totp_secret = $1, totp_step = $2", args).await.unwrap();
    writing.commit().await.unwrap();
    let attempt = identity::attempt(cx(db.read().await.unwrap()), "maria", PASSWORD.to_owned()).await.unwrap();
    let mut writing = cx(db.write().await.unwrap());
    assert!(identity::sign_in(&mut writing, attempt, "test").await.unwrap().unwrap().needs_code);
    writing.commit().await.unwrap();
    db.close().await;
}

/// Every row of every table of a backup, in one order for both engines.
fn rows(backup: &Path) -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(backup.join("database.jsonl")).unwrap();
    let (mut tables, mut table) = (BTreeMap::<String, Vec<String>>::new(), String::new());
    for line in text.lines() {
        if line.starts_with('{') {
            table = line.to_owned();
        }
        tables.entry(table.clone()).or_default().push(line.to_owned());
    }
    tables.values_mut().for_each(|rows| rows.sort_unstable());
    tables
}

#[derive(sqlx::FromRow, PartialEq, Debug)]
struct Rare {
    is_deputy: bool,
    totp_step: i64,
    needs_code: bool,
}

async fn rare(folder: &Path, database: &str) -> Rare {
    let db = open(folder, database).await;
    let mut tx = db.read().await.unwrap();
    let args = tx.args();
    let sql = "select p.is_deputy, a.totp_step, s.needs_code from account a
               join employee_position p on p.employee = a.employee join session s on s.account = a.id";
    tx.one(sql, args).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_comes_back_on_either_engine_and_a_damaged_one_does_not() {
    for (source, target) in engines().iter().zip(engines().iter().rev()) {
        let from = installation(source);
        let from = from.path();
        Server::start(from, &[]).stop();
        register(from, source, "Έγγραφο", 30).await;
        people(from, source).await;
        let store = from.join("backup");
        let to_store = ["backup", "--config", "asty.toml", "--to", store.to_str().unwrap()];
        good(from, &to_store);
        register(from, source, "Και άλλο", 2).await;
        assert!(good(from, &to_store).contains("2 files"));
        let new = installation(target);
        let new = new.path();
        let restore = ["restore", "--config", "asty.toml", "--from", store.to_str().unwrap()];
        let said = good(new, &restore);
        assert!(said.contains("2 files") && said.contains("In order: the 32 lines"), "{said}");
        assert_eq!(key(from), key(new));
        assert_eq!(rare(new, target).await, Rare { is_deputy: true, totp_step: 59_000_000, needs_code: true });
        let again = new.join("backup");
        good(new, &["backup", "--config", "asty.toml", "--to", again.to_str().unwrap()]);
        assert_eq!(rows(&store), rows(&again));
        assert!(bad(new, &restore).contains("not empty"));
        // The restored town goes on where the old one was.
        register(new, target, "Νέο", 1).await;
        assert!(good(new, &["verify", "--database", "--config", "asty.toml"]).contains("1 to 33"));
        // A backup that somebody changed is refused before anything is written.
        let text = std::fs::read_to_string(store.join("database.jsonl")).unwrap();
        std::fs::write(store.join("database.jsonl"), text.replacen("Έγγραφο 7", "Έγγραφο 8", 1)).unwrap();
        let third = installation("");
        assert!(bad(third.path(), &restore).contains("was altered"));
        std::fs::remove_file(store.join("manifest.json")).unwrap();
        assert!(bad(third.path(), &restore).contains("no whole backup"));
    }
}
