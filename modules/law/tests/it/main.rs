//! The law of a day on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kernel::Role;
use law::{Amendment, Holiday, Key, LawError};
use serde_json::json;
use testkit::{Fresh, employee};

fn day(text: &str) -> kernel::Day {
    text.parse().unwrap()
}

#[tokio::test]
async fn the_law_of_the_day_counts() {
    for fresh in Fresh::each().await {
        let administrator = employee(Role::Administrator);
        let mut cx = fresh.write(&administrator).await;
        assert_eq!(law::number(&mut cx, Key::AnswerDays, day("2003-01-01")).await.unwrap(), 60);
        assert_eq!(law::number(&mut cx, Key::AnswerDays, day("2026-11-23")).await.unwrap(), 50);
        assert!(matches!(
            law::number(&mut cx, Key::AnswerDays, day("1980-01-01")).await,
            Err(LawError::NotInForce(Key::AnswerDays))
        ));
        let from = day("2027-01-01");
        let new =
            Amendment { key: Key::AnswerDays, effective_from: from, value: 40, legal_basis: "ν. 9999/2026".into() };
        law::amend(&mut cx, new, false).await.unwrap();
        assert_eq!(law::number(&mut cx, Key::AnswerDays, day("2026-12-31")).await.unwrap(), 50);
        assert_eq!(law::number(&mut cx, Key::AnswerDays, from).await.unwrap(), 40);
        assert_eq!(law::list(&mut cx).await.unwrap().numbers.len(), 7);
    }
}

#[derive(sqlx::FromRow)]
struct Data {
    data: String,
}

/// What the trail says of the acts of a kind, the first one first.
async fn trail(cx: &mut db::Cx, kind: &str) -> Vec<serde_json::Value> {
    let mut args = cx.tx.args();
    args.push(kind.to_owned()).unwrap();
    let rows: Vec<Data> = cx.tx.all("select data from event where kind = $1 order by id", args).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.data).unwrap()).collect()
}

#[tokio::test]
async fn what_is_written_over_stays_in_the_trail() {
    for fresh in Fresh::each().await {
        let administrator = employee(Role::Administrator);
        let mut cx = fresh.write(&administrator).await;
        let new = |value, legal_basis: &str| Amendment {
            key: Key::AnswerDays,
            effective_from: day("2027-01-01"),
            value,
            legal_basis: legal_basis.into(),
        };
        law::amend(&mut cx, new(40, "ν. 9999/2026"), false).await.unwrap();
        law::amend(&mut cx, new(45, "ν. 9998/2026"), false).await.unwrap();
        let said = trail(&mut cx, "law.amended").await;
        assert!(said[0].get("before").is_none());
        assert_eq!(said[1]["before"], json!({ "value": 40, "legal_basis": "ν. 9999/2026" }));
        assert_eq!((&said[1]["value"], &said[1]["effective_from"]), (&json!(45), &json!("2027-01-01")));

        let feast = |name: &str| Holiday { day: day("2026-04-14"), name: name.into() };
        law::add_holiday(&mut cx, feast("Πολιούχος")).await.unwrap();
        law::add_holiday(&mut cx, feast("Απελευθέρωση")).await.unwrap();
        assert_eq!(trail(&mut cx, "law.holiday-added").await[1]["before"], json!({ "name": "Πολιούχος" }));
        law::remove_holiday(&mut cx, day("2026-04-14")).await.unwrap();
        law::remove_holiday(&mut cx, day("2026-04-14")).await.unwrap();
        let removed = trail(&mut cx, "law.holiday-removed").await;
        assert_eq!(removed, [json!({ "before": { "name": "Απελευθέρωση" } })], "what is not there is not removed");
    }
}

#[tokio::test]
async fn what_is_replaced_or_withdrawn_is_kept() {
    for fresh in Fresh::each().await {
        let mut cx = fresh.write(&employee(Role::Administrator)).await;
        let (key, from) = (Key::AnswerDays, day("2027-01-01"));
        let new = |value, from| Amendment { key, effective_from: from, value, legal_basis: "ν. 9999/2026".into() };
        law::amend(&mut cx, new(40, from), false).await.unwrap();
        law::amend(&mut cx, new(45, from), false).await.unwrap();
        law::amend(&mut cx, new(45, from), false).await.unwrap();
        let past = law::list(&mut cx).await.unwrap().past;
        assert_eq!((past.len(), past[0].value.value, past[0].withdrawn), (1, 40, false), "the same again is nothing");
        cx.now = cx.now.plus_seconds(1);
        law::withdraw(&mut cx, key, from).await.unwrap();
        let past = law::list(&mut cx).await.unwrap().past;
        assert_eq!((past.len(), past[0].value.value, past[0].withdrawn), (2, 45, true));
        assert_eq!(law::number(&mut cx, key, from).await.unwrap(), 50);
        assert_eq!(trail(&mut cx, "law.withdrawn").await[0]["value"], json!(45));
        assert!(matches!(law::withdraw(&mut cx, key, from).await, Err(LawError::NotInForce(_))));
        assert!(matches!(law::withdraw(&mut cx, key, day("1999-04-09")).await, Err(LawError::First)));
        let past = new(41, day("2020-01-01"));
        assert!(matches!(law::amend(&mut cx, past.clone(), false).await, Err(LawError::Retroactive)));
        law::amend(&mut cx, past, true).await.unwrap();
        assert_eq!(law::number(&mut cx, key, day("2020-02-01")).await.unwrap(), 41);
        let national = Holiday { day: day("2026-03-25"), name: "Εθνική εορτή".into() };
        assert!(matches!(law::add_holiday(&mut cx, national).await, Err(LawError::National)));
    }
}

#[tokio::test]
async fn a_limit_passes_over_easter_and_the_local_feast() {
    for fresh in Fresh::each().await {
        let administrator = employee(Role::Administrator);
        let mut cx = fresh.write(&administrator).await;
        let event = day("2026-02-21");
        assert_eq!(law::last_day(&mut cx, Key::AnswerDays, event).await.unwrap(), day("2026-04-14"));
        let feast = Holiday { day: day("2026-04-14"), name: "Πολιούχος".into() };
        law::add_holiday(&mut cx, feast.clone()).await.unwrap();
        assert_eq!(law::last_day(&mut cx, Key::AnswerDays, event).await.unwrap(), day("2026-04-15"));
        law::remove_holiday(&mut cx, feast.day).await.unwrap();
        assert_eq!(law::last_day(&mut cx, Key::AnswerDays, event).await.unwrap(), day("2026-04-14"));
    }
}

#[tokio::test]
async fn only_the_administrator_amends() {
    for fresh in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = fresh.write(&clerk).await;
        let feast = Holiday { day: day("2026-04-14"), name: "Πολιούχος".into() };
        assert!(matches!(law::add_holiday(&mut cx, feast).await, Err(LawError::Forbidden(_))));
        assert!(matches!(law::remove_holiday(&mut cx, day("2026-04-14")).await, Err(LawError::Forbidden(_))));
    }
}

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

#[tokio::test]
async fn working_time_is_counted_in_the_hours_that_the_municipality_sets() {
    for fresh in Fresh::each().await {
        let mut cx = fresh.write(&employee(Role::Administrator)).await;
        let new = |key, value, from: &str| Amendment {
            key,
            effective_from: day(from),
            value,
            legal_basis: "Απόφαση Δημάρχου".into(),
        };
        law::amend(&mut cx, new(Key::OfficeOpens, 8 * 60, "2026-12-01"), false).await.unwrap();
        for (key, value) in [(Key::OfficeCloses, 8 * 60), (Key::OfficeCloses, 25 * 60), (Key::OfficeOpens, 15 * 60)] {
            let wrong = law::amend(&mut cx, new(key, value, "2026-12-02"), false).await;
            assert!(matches!(wrong, Err(LawError::Hours)), "{key} {value}: {wrong:?}");
        }
        law::add_holiday(&mut cx, Holiday { day: day("2026-11-30"), name: "Πολιούχος".into() }).await.unwrap();
        // Of Friday two hours, of Monday nothing, of Tuesday one: the services open at eight since then.
        let (from, to) = (testkit::instant("2026-11-27T11:00:00Z"), testkit::instant("2026-12-01T07:00:00Z"));
        let office = law::office(&mut cx, from.day()).await.unwrap();
        assert_eq!(office.working_time(from, to), 3 * 3600);
        assert_eq!(office.working_time(to, from), 0);
    }
}
