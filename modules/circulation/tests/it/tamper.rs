//! What was done to movements behind the program's back is found.

use crate::{house, letter, order, registered};
use base64::{Engine as _, engine::general_purpose::STANDARD};
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

/// What is done to who has it and who reads it, and what the examination says of it.
const SHIFTS: [(&str, &str); 9] = [
    (
        "update assignment set unit = (select unit from assignment where employee is null and purpose = 'information') where employee is null and purpose = 'action'",
        "another has it",
    ),
    (
        "update assignment set employee = (select id from employee where name = 'Πέτρος Αλεξίου') where employee is not null",
        "another has it",
    ),
    ("update assignment set state = 'done' where state = 'forwarded'", "does not stand as it was moved"),
    ("update assignment set state = 'in_hand' where state = 'forwarded'", "does not stand as it was moved"),
    (
        "insert into entry_reader select year, number, (select id from employee where name = 'Πέτρος Αλεξίου') from assignment where purpose = 'information'",
        "was let in to it without the log",
    ),
    (
        "insert into entry_reader select year, number + 1, (select id from employee where name = 'Πέτρος Αλεξίου') from assignment where purpose = 'information'",
        "was let in to it without the log",
    ),
    (
        "delete from entry_reader where holder = (select employee from assignment where employee is not null)",
        "was shut out",
    ),
    ("update entry set handling = 'done' where handling = 'in_hand'", "does not follow from its movements"),
    ("update entry set handling = 'done' where handling = 'unassigned'", "does not follow from its movements"),
];

#[tokio::test]
async fn another_holder_another_reader_and_another_state_are_found() {
    for (deed, said) in SHIFTS {
        for town in Fresh::each().await {
            let all = house(&town).await;
            let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
            registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
            let mut cx = town.write(&all.clerk).await;
            let to = order(&[(all.works, None, Purpose::Action), (all.money, None, Purpose::Information)]);
            let made = circulation::assign(&mut cx, place, to).await.unwrap();
            cx.actor = all.head.clone();
            let on = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
            circulation::forward(&mut cx, made[0], on).await.unwrap();
            cx.commit().await.unwrap();
            let auditor = employee(Role::Auditor);
            let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
            assert!(faults.is_empty(), "{:?}", faults.words);
            let mut tx = town.db.write().await.unwrap();
            let args = tx.args();
            assert_eq!(tx.exec(deed, args).await.unwrap(), 1, "{deed}");
            tx.commit().await.unwrap();
            let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
            assert!(faults.words.iter().any(|words| words.contains(said)), "{deed}: {:?}", faults.words);
        }
    }
}

/// Movements of before name nobody by a key: what they state stays valid, and is compared as far as it goes.
#[tokio::test]
async fn statements_of_version_1_stay_valid() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(&all.clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.head.clone();
        let on = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        let passed = circulation::forward(&mut cx, made[0], on).await.unwrap();
        cx.commit().await.unwrap();
        as_version_1(&town).await;
        let auditor = employee(Role::Auditor);
        let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
        // What is done since says more, and goes on from there.
        let mut cx = town.write(&all.worker).await;
        circulation::accept(&mut cx, passed[0]).await.unwrap();
        let to = circulation::Recipient { unit: all.works, employee: all.other.employee().map(|e| e.id) };
        circulation::hand_over(&mut cx, all.worker.employee().unwrap().id, to, "", None).await.unwrap();
        cx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
        let mut tx = town.db.write().await.unwrap();
        let args = tx.args();
        tx.exec("update assignment set employee = (select id from employee where name = 'Άννα Τεχνίτη') where employee is not null", args).await.unwrap();
        tx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&auditor).await).await.unwrap();
        assert!(faults.words.iter().any(|words| words.contains("another has it")), "{:?}", faults.words);
    }
}

#[derive(sqlx::FromRow)]
struct Kept {
    leaf: i64,
    salt: Vec<u8>,
    statement: String,
}

/// Writes every movement as the version before would have written it, with its line of the log.
async fn as_version_1(town: &Fresh) {
    let lift: &[&str] = match town.db.engine() {
        db::Engine::Sqlite => &["drop trigger movement_no_update"],
        db::Engine::Postgres => &["drop trigger movement_append_only on movement"],
    };
    let mut cx = town.write(&employee(Role::Auditor)).await;
    for step in lift {
        let args = cx.tx.args();
        cx.tx.exec(step, args).await.unwrap();
    }
    let args = cx.tx.args();
    let rows: Vec<Kept> = cx.tx.all("select leaf, salt, statement from movement order by leaf", args).await.unwrap();
    for Kept { leaf: place, salt, statement } in rows {
        let mut stated: serde_json::Value = serde_json::from_str(&statement).unwrap();
        stated["version"] = 1.into();
        for hand in ["by", "holder"] {
            let hand = stated[hand].as_object_mut().unwrap();
            hand.remove("unit_id");
            hand.remove("person_id");
        }
        let stated = stated.to_string();
        let leaf = proof::leaf(&mut cx, place).await.unwrap();
        let commitment = STANDARD.encode(proof::commit(&salt.try_into().unwrap(), &stated));
        let leaf = format!("{}\n{commitment}\n", leaf.trim_end().rsplit_once('\n').unwrap().0);
        let mut args = cx.tx.args();
        args.push(place).unwrap();
        args.push(stated).unwrap();
        cx.tx.exec("update movement set statement = $2 where leaf = $1", args).await.unwrap();
        let mut args = cx.tx.args();
        args.push(place).unwrap();
        args.push(leaf).unwrap();
        cx.tx.exec("update log_leaf set leaf = $2 where position = $1", args).await.unwrap();
    }
    cx.commit().await.unwrap();
}
