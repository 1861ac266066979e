//! What was done to movements behind the program's back is found.

use crate::{house, letter, order, registered};
use circulation::{Outcome, Purpose};
use kernel::Role;
use register::{Confidentiality, Direction};
use testkit::{Fresh, employee};

/// What is done to the database, and what the examination says of it.
const DEEDS: [(&str, &str); 8] = [
    ("delete from movement where number = 2", "was removed"),
    ("update movement set statement = replace(statement, 'Εξετάστηκε', 'Απορρίφθηκε')", "was altered"),
    ("update movement set entry_number = 7 where number = 1", "something else"),
    (
        "insert into movement select 2025, number, entry_year, entry_number, assignment, at, leaf + 1000, salt, statement from movement where number = 1",
        "belong to no line",
    ),
    ("update assignment set state = 'waiting'", "does not stand as it was moved"),
    ("update assignment set unit_name = 'Τμήμα Άλλο'", "does not stand as it was moved"),
    ("update assignment set due = '2030-01-01'", "does not stand as it was moved"),
    ("update assignment set employee_name = 'Άλλος'", "does not stand as it was moved"),
];

#[tokio::test]
async fn movements_that_were_altered_removed_or_added_are_found() {
    for (deed, said) in DEEDS {
        for town in Fresh::each().await {
            let all = house(&town).await;
            let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
            let mut cx = town.write(&all.clerk).await;
            let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
            cx.actor = all.head.clone();
            circulation::accept(&mut cx, made[0]).await.unwrap();
            let outcome = Outcome { text: "Εξετάστηκε".into(), answer: None };
            circulation::complete(&mut cx, made[0], outcome).await.unwrap();
            cx.commit().await.unwrap();
            let auditor = employee(Role::Auditor);
            assert!(circulation::examine(&mut town.read(&auditor).await).await.unwrap().is_empty());
            let lift: &[&str] = match town.db.engine() {
                db::Engine::Sqlite => &["drop trigger movement_no_update", "drop trigger movement_no_delete"],
                db::Engine::Postgres => &["drop trigger movement_append_only on movement"],
            };
            if ["delete from movement", "update movement"].iter().any(|act| deed.starts_with(act)) {
                let mut tx = town.db.write().await.unwrap();
                let args = tx.args();
                assert!(tx.exec(deed, args).await.is_err(), "the engine refuses it while its guard stands");
            }
            let mut tx = town.db.write().await.unwrap();
            for step in lift {
                let args = tx.args();
                tx.exec(step, args).await.unwrap();
            }
            let args = tx.args();
            assert_eq!(tx.exec(deed, args).await.unwrap(), if deed.contains("replace") { 3 } else { 1 }, "{deed}");
            tx.commit().await.unwrap();
            let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
            assert!(faults.words.iter().any(|words| words.contains(said)), "{deed}: {:?}", faults.words);
        }
    }
}
