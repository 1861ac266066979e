//! The database is changed behind the program's back, in every way that we can think of, and each is found.

use crate::letter;
use db::Cx;
use kernel::{EntryId, Faults, Role};
use proof::LogKey;
use register::Party;
use std::sync::Arc;
use testkit::{Fresh, employee, instant};
use tlog::{Checkpoint, SigningKey};

/// More than a tile of lines in two years; 5/2026 with a file, corrected; 6/2026 cancelled.
async fn fill(town: &Fresh, count: i64) {
    let clerk = employee(Role::Clerk);
    let mut cx = town.write(&clerk).await;
    for place in 1..=count {
        if place == count - 8 {
            cx.now = instant("2027-01-08T09:00:00Z");
        }
        let mut files = Vec::new();
        if place == 5 {
            let stored =
                blobs::Stored { sha256: [7; 32], size: 3, media_type: "text/plain", encrypted: false, new: true };
            files.push(documents::attach(&mut cx, "α.txt", &stored).await.unwrap());
        }
        let mut fields = letter(&format!("Θέμα {place}"));
        if place == 7 {
            // As people type them: the log says what the rows say.
            fields.related = ["5/2026", "003/2026", " 5 / 2026"].map(str::to_owned).to_vec();
        }
        if place == 8 {
            fields.further.push(Party { name: "Δήμος Νησίδος".into(), tax_id: None, email: None });
        }
        register::register(&mut cx, fields, files).await.unwrap();
        cx.now = cx.now.plus_seconds(60);
    }
    register::correct(&mut cx, (2026, 5), None, letter("Διορθωμένο"), "Τυπογραφικό λάθος").await.unwrap();
    register::cancel(&mut cx, 2026, 6, "Διπλή καταχώριση").await.unwrap();
    cx.commit().await.unwrap();
}

async fn checkpoint(cx: &mut Cx) -> Checkpoint {
    let key = LogKey { origin: "a/log".into(), key: SigningKey::generate("a/log").unwrap() };
    proof::checkpoint(&mut cx.tx, &key).await.unwrap().0
}

async fn examined(cx: &mut Cx, earlier: &[Checkpoint]) -> Faults {
    cx.actor = employee(Role::Auditor);
    let mut faults = proof::examine(cx, earlier.to_vec()).await.unwrap().end();
    faults.extend(register::examine(cx).await.unwrap());
    faults
}

async fn exec(cx: &mut Cx, sql: &'static str) {
    let mut args = cx.tx.args();
    if sql.contains("$1") {
        args.push(EntryId::new()).unwrap();
    }
    let touched = cx.tx.exec(sql, args).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
    assert!(touched > 0, "{sql} touches nothing");
}

/// What somebody with the password of the database might do, and what the examination says of it.
const CASES: &[(&str, &[&str])] = &[
    // back-dating
    (
        "who registered it, or when",
        &["update entry set registered_at = (select min(registered_at) from entry) where number = 9"],
    ),
    ("stored hash", &["update log_leaf set leaf = replace(leaf, '-23T', '-22T') where position = 20"]),
    (
        "statement was altered",
        &["update entry_revision set statement = replace(statement, '-23T', '-22T') where leaf = 20"],
    ),
    ("missing", &["update entry set year = 2025 where year = 2026 and number = 1"]),
    ("missing", &["update entry set number = 99999 where year = 2026 and number = 9"]),
    // altering
    ("does not say", &["update entry set subject = 'Άλλο' where number = 9"]),
    ("found by", &["update entry set subject_folded = 'αλλο' where number = 9 and year = 2026"]),
    ("does not say", &["update entry set correspondent_name = 'Άλλος' where number = 9"]),
    ("does not say", &["update entry set correspondent_tax_id = null where number = 9"]),
    ("does not say", &["update entry set details = 'Άλλα' where number = 9"]),
    ("does not say", &["update entry set confidentiality = 'confidential' where number = 9"]),
    ("does not say", &["update entry set direction = 'outgoing' where number = 9"]),
    ("does not say", &["update entry set their_date = '2020-01-01' where number = 9"]),
    ("does not say", &["update entry set state = 'active' where number = 6"]),
    ("does not say", &["update entry set state = 'cancelled' where number = 9"]),
    ("does not say", &["update entry set revision = revision + 1 where number = 9"]),
    ("does not say", &["delete from entry_relation"]),
    ("who registered it", &["update entry set registered_by_name = 'Άλλος' where number = 9"]),
    ("who registered it", &["update entry set unit_name = 'Άλλη' where number = 9"]),
    ("who registered it", &["update entry set registered_by = $1 where number = 9"]),
    ("who registered it", &["update entry set registered_by = null where number = 9"]),
    ("who registered it", &["update entry set unit = $1 where number = 9"]),
    ("does not say", &["update entry set competent = $1 where number = 9"]),
    ("does not say", &["update entry set competent_name = 'Άλλη' where number = 9"]),
    ("does not say", &["update entry set further = '[{\"name\":\"Άλλος\"}]' where number = 9"]),
    ("does not say", &["update entry set further = '[]' where number = 8"]),
    ("does not name", &["delete from entry_correspondent where number = 8"]),
    (
        "does not name",
        &["insert into entry_correspondent (year, number, place, correspondent) select year, 10, 1, correspondent from
             entry_correspondent where number = 8 and year = 2026 and place = 1"],
    ),
    (
        "under",
        &["insert into entry_correspondent (year, number, place, correspondent) select 1999, 1, 0, correspondent from
             entry_correspondent where number = 8 and year = 2026 and place = 1"],
    ),
    (
        "does not name",
        &["update entry_correspondent set correspondent = (select correspondent from entry_correspondent
             where number = 8 and year = 2026 and place = 1) where number = 8 and place = 0"],
    ),
    ("does not name", &["update entry set correspondent = null where number = 9"]),
    (
        "does not name",
        &[
            "insert into correspondent (id, kind, name, name_folded, created_at)
             select $1, kind, 'Άλλος', 'αλλοσ', created_at from correspondent limit 1",
            "update entry set correspondent = (select id from correspondent where name = 'Άλλος') where number = 9",
        ],
    ),
    // what the closing of a day is printed from
    ("of this act", &["update entry_revision set at = (select min(at) from entry_revision) where leaf = 266"]),
    ("of this act", &["update entry_revision set at = null where leaf = 266"]),
    ("of this act", &["update entry_revision set act = 'corrected' where leaf = 266"]),
    ("of this act", &["update entry_revision set act = null where leaf = 266"]),
    (
        "statement was altered",
        &["update entry_revision set statement = replace(statement, 'Μαρία', 'Άννα') where leaf = 265"],
    ),
    ("history", &["update entry_revision set revision = 2 where leaf = 265"]),
    (
        "statement was altered",
        &["update entry_revision set statement = replace(statement, 'Θέμα', 'Άλλο') where leaf = 9"],
    ),
    (
        "statement was altered",
        &["update entry_revision set salt = (select salt from entry_revision where leaf = 1) where leaf = 2"],
    ),
    // files
    ("does not say", &["update file set name = 'β.txt'"]),
    ("does not say", &["update blob set size = 4"]),
    ("does not say", &["update blob set media_type = 'application/pdf'"]),
    ("does not say", &["delete from entry_file"]),
    // removing
    (
        "removed",
        &[
            "delete from entry_revision where revision = 1 and entry = (select id from entry where year = 2026 and number = 5)",
        ],
    ),
    (
        "missing",
        &[
            "delete from entry_revision where entry = (select id from entry where year = 2026 and number = 8)",
            "delete from entry where year = 2026 and number = 8",
        ],
    ),
    ("lines 10 to 10", &["delete from log_leaf where position = 9"]),
    (
        "are missing",
        &[
            "delete from entry_revision where entry = (select id from entry where year = 2026 and number = 8)",
            "delete from entry where year = 2026 and number = 8",
            "delete from log_leaf where position = 7",
        ],
    ),
    // inserting
    (
        "added without the log",
        &[
            "insert into entry (id, year, number, direction, state, registered_at, registered_by_name, subject,
           subject_folded, kind, channel, confidentiality, language, file_count, revision)
         select $1, year, number + 1, direction, state, registered_at, registered_by_name, subject, subject_folded,
           kind, channel, confidentiality, language, file_count, revision from entry where year = 2027
         order by number desc limit 1",
            "update register_counter set last = last + 1 where year = 2027",
        ],
    ),
    (
        "belong to no line",
        &["insert into entry_revision (entry, revision, leaf, salt, statement)
         select entry, revision + 1, 100000, salt, statement from entry_revision where leaf = 9"],
    ),
    (
        "not of the form",
        &[
            "insert into log_leaf (position, leaf, hash) select 100000, 'rubbish', hash from log_leaf where position = 0",
        ],
    ),
    ("words instead of", &["delete from entry_word where number = 9"]),
    ("by the words that it says", &["update entry_word set word = 'ζζ' || word where year = 2026 and number = 9"]),
    // exchanging
    (
        "statement was altered",
        &[
            "update entry_revision set leaf = -1 where leaf = 10",
            "update entry_revision set leaf = 10 where leaf = 11",
            "update entry_revision set leaf = 11 where leaf = -1",
        ],
    ),
    (
        "missing|history",
        &[
            "update entry set number = -1 where year = 2026 and number = 10",
            "update entry set number = 10 where year = 2026 and number = 11",
            "update entry set number = 11 where year = 2026 and number = -1",
        ],
    ),
    // what is derived
    ("numbers were given", &["update register_counter set last = last + 1 where year = 2026"]),
    ("nothing counts", &["delete from register_counter where year = 2027"]),
    ("head says", &["update log_head set size = size + 1"]),
    ("time of the head", &["update log_head set last_at = (select min(registered_at) from entry)"]),
    ("tile 0/0", &["update log_tile set root = (select hash from log_leaf where position = 3)"]),
    ("tile 0/0", &["update log_tile set hashes = root"]),
    ("instead of", &["delete from log_tile"]),
    ("stored hash", &["update log_leaf set hash = (select hash from log_leaf where position = 3) where position = 4"]),
];

#[tokio::test]
async fn whatever_was_done_to_the_database_is_found() {
    for town in Fresh::each().await {
        fill(&town, 265).await;
        let mut cx = town.read(&employee(Role::Auditor)).await;
        let earlier = [checkpoint(&mut cx).await];
        let clean = examined(&mut cx, &earlier).await;
        assert!(clean.is_empty(), "{:?}: {:?}", town.db.engine(), clean.words);
        drop(cx);
        for (expected, statements) in CASES {
            let mut cx = town.write(&employee(Role::Auditor)).await;
            for sql in *statements {
                exec(&mut cx, sql).await;
            }
            let faults = examined(&mut cx, &[]).await;
            let said = expected.split('|').any(|part| faults.words.iter().any(|words| words.contains(part)));
            assert!(said, "{:?}\n{statements:?}\n{:#?}", town.db.engine(), faults.words);
        }
    }
}

#[tokio::test]
async fn a_past_that_was_rewritten_in_agreement_with_itself_is_found_by_a_checkpoint_only() {
    for town in Fresh::each().await {
        fill(&town, 20).await;
        let earlier = [checkpoint(&mut town.read(&employee(Role::Auditor)).await).await];
        // The last lines are taken away, and everything that speaks of them.
        let mut cx = town.write(&employee(Role::Auditor)).await;
        for sql in [
            "delete from entry_revision where leaf >= 18",
            "delete from log_leaf where position >= 18",
            "update log_head set size = 18, last_at = (select registered_at from entry where year = 2027 and number = 7)",
            "delete from entry where year = 2027 and number > 7",
            "update register_counter set last = 7 where year = 2027",
            "update entry set revision = 0, state = 'active', subject = 'Θέμα 5', subject_folded = 'θεμα 5'
             where year = 2026 and number = 5",
        ] {
            exec(&mut cx, sql).await;
        }
        let found = examined(&mut cx, &earlier).await;
        assert!(found.words.iter().any(|w| w.contains("only 18 are left")), "{:?}", found.words);
        drop(cx);
        // The whole register is written anew, with another subject.
        let mut cx = town.write(&employee(Role::Clerk)).await;
        for table in [
            "entry_word",
            "entry_correspondent",
            "entry_relation",
            "entry_file",
            "entry_revision",
            "entry",
            "register_counter",
            "log_leaf",
        ] {
            let args = cx.tx.args();
            let sql: &'static str = format!("delete from {table}").leak();
            cx.tx.exec(sql, args).await.unwrap();
        }
        let args = cx.tx.args();
        cx.tx.exec("update log_head set size = 0", args).await.unwrap();
        cx.now = instant("2027-01-08T10:00:00Z");
        for place in 0..25 {
            cx.actor = employee(Role::Clerk);
            register::register(&mut cx, letter(&format!("Νέο {place}")), vec![]).await.unwrap();
        }
        assert!(examined(&mut cx, &[]).await.is_empty(), "nothing in the database itself shows it");
        let found = examined(&mut cx, &earlier).await;
        assert!(found.words.iter().any(|w| w.contains("are not those that the checkpoint")), "{:?}", found.words);
    }
}

#[tokio::test]
async fn only_those_who_audit_examine() {
    let town = Fresh::sqlite().await;
    for role in [Role::Clerk, Role::Head, Role::Employee, Role::Administrator] {
        let actor: Arc<kernel::Actor> = employee(role);
        assert!(register::examine(&mut town.read(&actor).await).await.is_err(), "{role}");
        assert!(proof::examine(&mut town.read(&actor).await, vec![]).await.is_err(), "{role}");
    }
}

#[tokio::test]
async fn an_index_that_is_gone_is_missed() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Auditor)).await;
        assert_eq!(db::intact(&mut cx.tx).await.unwrap(), Vec::<String>::new());
        let args = db::args![cx.tx];
        cx.tx.exec("drop index entry_kind", args).await.unwrap();
        assert!(db::intact(&mut cx.tx).await.unwrap()[0].contains("entry_kind was removed"));
        // The other municipality of the same server has its triggers still.
        let (gone, name) = match cx.tx.engine() {
            db::Engine::Sqlite => ("drop trigger event_no_delete", "event_no_delete"),
            db::Engine::Postgres => ("drop trigger event_append_only on event", "event_append_only"),
        };
        let args = db::args![cx.tx];
        cx.tx.exec(gone, args).await.unwrap();
        assert!(db::intact(&mut cx.tx).await.unwrap().iter().any(|fault| fault.contains(name)));
    }
}
