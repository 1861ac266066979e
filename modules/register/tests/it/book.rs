//! The book: every line once, and what closes a day.

use crate::letter;
use kernel::Role;
use proof::LogKey;
use register::{Confidentiality, Filter};
use testkit::{Fresh, employee, instant};
use tlog::SigningKey;

#[tokio::test]
async fn an_export_goes_to_the_end_and_shows_each_reader_what_is_theirs() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        for i in 0..1_100 {
            let mut fields = letter(&format!("=Θέμα {i}"));
            if i == 700 {
                fields.confidentiality = Confidentiality::Confidential;
            }
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
        for (role, hidden) in [(Role::Clerk, 0), (Role::Employee, 1)] {
            let mut cx = town.read(&employee(role)).await;
            let mut filter = Filter { descending: false, ..Filter::default() };
            let mut lines = Vec::new();
            loop {
                let page = register::lines(&mut cx, &filter).await.unwrap();
                lines.extend(page.rows);
                let Some(next) = page.next else { break };
                filter.before = Some(next);
            }
            let numbers: Vec<i64> = lines.iter().map(|l| l.number).collect();
            assert_eq!(numbers, (1..=1_100).collect::<Vec<i64>>());
            let empty = |l: &&register::Line| {
                l.subject.is_empty() && l.correspondent_name.is_none() && l.registered_by_name.is_empty()
            };
            assert_eq!(lines.iter().filter(empty).count(), hidden);
        }
    }
}

#[tokio::test]
async fn a_day_closes_with_the_log_as_it_was_then() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        for day in ["2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"] {
            town.clock.set(instant(day));
            let mut cx = town.write(&clerk).await;
            for _ in 0..3 {
                register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
            }
            cx.commit().await.unwrap();
        }
        let mut cx = town.write(&clerk).await;
        register::cancel(&mut cx, 2026, 2, "Διπλή καταχώριση").await.unwrap();
        cx.commit().await.unwrap();
        let key = LogKey { origin: "a.localhost/log".into(), key: SigningKey::generate("a.localhost/log").unwrap() };
        let mut cx = town.read(&clerk).await;
        let first = register::closing(&mut cx, &key, "2026-11-22".parse().unwrap()).await.unwrap();
        assert_eq!((first.first.as_deref(), first.last.as_deref()), (Some("1/2026"), Some("3/2026")));
        assert_eq!((first.counts.incoming, first.cancelled.len()), (3, 0));
        assert_eq!(first.checkpoint.lines().nth(1), Some("3"), "{}", first.checkpoint);
        let second = register::closing(&mut cx, &key, "2026-11-23".parse().unwrap()).await.unwrap();
        assert_eq!((second.first.as_deref(), second.cancelled), (Some("4/2026"), vec!["2/2026".to_owned()]));
        assert_eq!(second.checkpoint.lines().nth(1), Some("7"));
        let before = register::closing(&mut cx, &key, "2026-11-21".parse().unwrap()).await.unwrap();
        assert_eq!((before.first, before.checkpoint.lines().nth(1)), (None, Some("0")));
    }
}
