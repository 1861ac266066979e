//! The trail on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use audit::{AuditError, Filter};
use db::{Event, args};
use kernel::{Bearer, Role, SessionId};
use std::sync::Arc;
use testkit::{Fresh, employee};
use uuid::Uuid;

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

async fn act(town: &Fresh, who: &Arc<kernel::Actor>, kind: &'static str, label: &str) {
    let mut cx = town.write(who).await;
    cx.address = Some("192.0.2.7".parse().unwrap());
    let data = serde_json::json!({ "α": 1 });
    cx.record(Event { kind, subject_kind: "entry", subject: Uuid::nil(), label, data }).await.unwrap();
    cx.commit().await.unwrap();
}

#[tokio::test]
async fn the_engine_refuses_to_change_the_past() {
    for town in Fresh::each().await {
        act(&town, &employee(Role::Clerk), "register.registered", "1/2026").await;
        for statement in [
            "update event set actor_name = 'Άλλος'",
            "delete from event",
            "insert into event select * from event",
            "insert or replace into event select * from event",
        ] {
            let mut tx = town.db.write().await.unwrap();
            let args = args_of(&tx);
            assert!(tx.exec(statement, args).await.is_err(), "{:?}: {statement}", town.db.engine());
        }
        let page = audit::list(&mut town.read(&employee(Role::Auditor)).await, &Filter::default(), 9).await.unwrap();
        assert_eq!(page.lines[0].actor_name, "Μαρία Παππά");
    }
}

fn args_of(tx: &db::Tx) -> db::Args {
    let make = || -> db::Result<db::Args> { Ok(args![tx]) };
    make().unwrap()
}

#[tokio::test]
async fn an_auditor_finds_who_what_when_and_from_where() {
    for town in Fresh::each().await {
        let mut clerk = employee(Role::Clerk).employee().unwrap().clone();
        let session = SessionId::new();
        clerk.bearer = Some(Bearer::Session(session));
        let clerk = Arc::new(kernel::Actor::Employee(clerk));
        let other = employee(Role::Clerk);
        for number in 1..=5 {
            act(&town, &clerk, "register.registered", &format!("{number}/2026")).await;
            act(&town, &other, "register.cancelled", &format!("{number}/2026")).await;
        }
        town.clock.set(testkit::instant("2026-11-24T22:30:00Z"));
        act(&town, &other, "register.registered", "6/2026").await;

        let mut cx = town.read(&employee(Role::Auditor)).await;
        let mine = Filter { actor: clerk.employee().map(|e| e.id), ..Filter::default() };
        let found = audit::list(&mut cx, &mine, 9).await.unwrap().lines;
        assert_eq!(found.len(), 5);
        assert!(found.iter().all(|l| l.session == Some(session.0) && l.address.as_deref() == Some("192.0.2.7")));
        let record = Filter { label: Some("3/2026".into()), kind: Some("register.cancelled".into()), ..mine.clone() };
        assert!(audit::list(&mut cx, &record, 9).await.unwrap().lines.is_empty());
        let record = Filter { actor: None, ..record };
        assert_eq!(audit::list(&mut cx, &record, 9).await.unwrap().lines.len(), 1);
        // 25/11 in Athens, although 24/11 in UTC.
        let day = Filter { from: Some("25/11/2026".parse().unwrap()), ..Filter::default() };
        assert_eq!(audit::list(&mut cx, &day, 9).await.unwrap().lines[0].label, "6/2026");
        let day = Filter { to: Some("24/11/2026".parse().unwrap()), ..Filter::default() };
        assert_eq!(audit::list(&mut cx, &day, 20).await.unwrap().lines.len(), 10);
        assert_eq!(audit::kinds(&mut cx).await.unwrap(), ["register.cancelled", "register.registered"]);

        let (mut filter, mut labels) = (Filter::default(), Vec::new());
        loop {
            let page = audit::list(&mut cx, &filter, 2).await.unwrap();
            labels.extend(page.lines.into_iter().map(|l| l.label));
            filter.before = page.next;
            if filter.before.is_none() {
                break;
            }
        }
        assert_eq!((labels.len(), labels[0].as_str(), labels[10].as_str()), (11, "6/2026", "1/2026"));
    }
}

#[tokio::test]
async fn nobody_else_reads_it() {
    let town = Fresh::sqlite().await;
    for role in [Role::Clerk, Role::Head, Role::Employee, Role::Administrator] {
        let mut cx = town.read(&employee(role)).await;
        assert!(matches!(audit::list(&mut cx, &Filter::default(), 9).await, Err(AuditError::Forbidden(_))), "{role}");
        assert!(matches!(audit::kinds(&mut cx).await, Err(AuditError::Forbidden(_))), "{role}");
    }
}
