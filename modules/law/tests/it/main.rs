//! The law of a day on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kernel::Role;
use law::{Amendment, Holiday, Key, LawError};
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
        law::amend(&mut cx, new).await.unwrap();
        assert_eq!(law::number(&mut cx, Key::AnswerDays, day("2026-12-31")).await.unwrap(), 50);
        assert_eq!(law::number(&mut cx, Key::AnswerDays, from).await.unwrap(), 40);
        assert_eq!(law::list(&mut cx).await.unwrap().numbers.len(), 5);
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
