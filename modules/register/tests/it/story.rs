//! What one clerk, one reader and one auditor do.

use crate::letter;
use kernel::{Actor, Forbidden, Permission, Role};
use proof::LogKey;
use register::{Confidentiality, Field, Fields, Filter, Found, RegisterError};
use std::sync::Arc;
use testkit::{Fresh, employee, instant};
use tlog::SigningKey;

#[tokio::test]
async fn a_paper_gets_its_number_and_its_proof() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        for expected in 1..=3 {
            let mut cx = town.write(&clerk).await;
            let entry = register::register(&mut cx, letter("Άδεια χρήσης κοινόχρηστου χώρου"), vec![]).await.unwrap();
            cx.commit().await.unwrap();
            assert_eq!((entry.year, entry.number), (2026, expected));
            assert_eq!(entry.registered_at, instant("2026-11-23T12:05:31Z"));
        }
        let key = LogKey { origin: "a.localhost/log".into(), key: SigningKey::generate("a.localhost/log").unwrap() };
        let mut cx = town.read(&clerk).await;
        let (_, proof) = register::proof_of(&mut cx, &key, (2026, 2), 0).await.unwrap();
        let text = proof.encode();
        let keys = [key.key.verifier().clone()];
        let verdict = proof::judge(&text, &keys).unwrap();
        assert_eq!((verdict.leaf.number, verdict.size, verdict.index), (2, 3, 1));
        let statement: register::Statement = serde_json::from_str(&verdict.statement).unwrap();
        assert_eq!(statement.entry.subject, "Άδεια χρήσης κοινόχρηστου χώρου");
    }
}

#[tokio::test]
async fn only_clerks_register() {
    for town in Fresh::each().await {
        for role in [Role::Head, Role::Employee, Role::Auditor, Role::Administrator] {
            let mut cx = town.write(&employee(role)).await;
            let refused = register::register(&mut cx, letter("Θέμα"), vec![]).await;
            assert!(matches!(refused, Err(RegisterError::Forbidden(Forbidden(Permission::RegisterWrite)))), "{role}");
        }
        let mut cx = town.read(&employee(Role::Administrator)).await;
        assert!(matches!(register::list(&mut cx, &Filter::default()).await, Err(RegisterError::Forbidden(_))));
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let town = Fresh::sqlite().await;
    let mut fields = letter(" \u{202e} ");
    fields.correspondent =
        Some(register::Party { name: String::new(), tax_id: Some("123".into()), email: Some("x".into()) });
    let mut cx = town.write(&employee(Role::Clerk)).await;
    let Err(RegisterError::Invalid(problems)) = register::register(&mut cx, fields, vec![]).await else { panic!() };
    let fields: Vec<Field> = problems.iter().map(|p| p.field).collect();
    let expected = [Field::Subject, Field::CorrespondentName, Field::CorrespondentTaxId, Field::CorrespondentEmail];
    assert_eq!(fields, expected);
}

#[tokio::test]
async fn each_mistake_says_its_limit() {
    let town = Fresh::sqlite().await;
    let mut fields = letter(&"α".repeat(1_001));
    fields.correspondent.as_mut().unwrap().name = "β".repeat(201);
    fields.their_date = Some("2026-11-24".parse().unwrap());
    fields.folder = Some("99".into());
    let mut cx = town.write(&employee(Role::Clerk)).await;
    let problems = register::problems(&mut cx, fields.clone()).await.unwrap();
    let said: Vec<_> = problems.iter().map(|p| (p.key, p.says.first().map(|(_, v)| v.as_str()))).collect();
    let expected = [
        ("register-problem-subject-long", Some("1000")),
        ("register-problem-correspondent-long", Some("200")),
        ("register-problem-date-future", None),
        ("register-problem-folder", None),
    ];
    assert_eq!(said, expected);
    let Err(RegisterError::Invalid(refused)) = register::register(&mut cx, fields, vec![]).await else { panic!() };
    assert_eq!(refused, problems);
    register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
    let Err(RegisterError::Invalid(short)) = register::cancel(&mut cx, 2026, 1, " ό ").await else { panic!() };
    assert_eq!((short[0].key, short[0].says[0].1.as_str()), ("register-problem-reason-short", "3"));
}

#[tokio::test]
async fn corrections_and_cancellations_keep_what_stood() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, letter("Λάθος θέμα"), vec![]).await.unwrap();
        let nothing = register::correct(&mut cx, (2026, 1), None, letter("Λάθος θέμα"), "δοκιμή").await;
        assert!(matches!(nothing, Err(RegisterError::Unchanged)));
        // Dropped: an action that failed may have written half, and nobody commits it.
        drop(cx);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, letter("Λάθος θέμα"), vec![]).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.write(&clerk).await;
        register::correct(&mut cx, (2026, 1), None, letter("Σωστό θέμα"), "Τυπογραφικό λάθος").await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.write(&clerk).await;
        register::cancel(&mut cx, 2026, 1, "Διπλή καταχώριση").await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.read(&clerk).await;
        let revisions = register::revisions(&mut cx, 2026, 1).await.unwrap();
        let acts: Vec<&str> = revisions.iter().map(|r| r.act.as_str()).collect();
        assert_eq!(acts, ["registered", "corrected", "cancelled"]);
        assert_eq!(revisions[1].changes[0].before, "Λάθος θέμα");
        assert_eq!(revisions[1].changes[0].after, "Σωστό θέμα");
        assert_eq!(revisions[2].reason.as_deref(), Some("Διπλή καταχώριση"));
        let years = register::completeness(&mut cx).await.unwrap();
        assert!(years[0].is_complete(), "{years:?}");
        assert_eq!(years[0].cancelled, [1]);
    }
}

#[derive(sqlx::FromRow)]
struct Line {
    what: String,
    who: String,
}

#[tokio::test]
async fn a_restricted_entry_shows_its_outline_only() {
    for town in Fresh::each().await {
        let mut fields = letter("Πειθαρχική υπόθεση");
        fields.confidentiality = Confidentiality::Confidential;
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::register(&mut cx, fields, vec![]).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.read(&employee(Role::Employee)).await;
        assert!(matches!(register::get(&mut cx, 2026, 1).await.unwrap(), Found::Outline(_)));
        assert!(register::revisions(&mut cx, 2026, 1).await.is_err());
        let page = register::list(&mut cx, &Filter::default()).await.unwrap();
        assert_eq!((page.rows.len(), page.rows[0].subject.as_str()), (1, ""));
        let search = Filter { q: Some("πειθαρχικη".into()), ..Filter::default() };
        assert!(register::list(&mut cx, &search).await.unwrap().rows.is_empty());
        let auditor = employee(Role::Auditor);
        let mut cx = town.write(&auditor).await;
        assert_eq!(register::list(&mut cx, &search).await.unwrap().rows.len(), 1);
        let Found::Whole(entry) = register::get(&mut cx, 2026, 1).await.unwrap() else { panic!() };
        register::open(&mut cx, &entry).await.unwrap();
        let sql = "select label as what, actor_name as who from event where kind = 'register.opened'";
        let trail: Vec<Line> = cx.tx.all(sql, db::args![cx.tx]).await.unwrap();
        assert_eq!((trail.len(), trail[0].what.as_str(), trail[0].who.as_str()), (1, "1/2026", "Μαρία Παππά"));
    }
}

#[tokio::test]
async fn who_may_not_read_an_entry_does_not_change_it_nor_learn_of_it() {
    let limited = || {
        let mut clerk = employee(Role::Clerk).employee().unwrap().clone();
        clerk.scopes = Some(vec![Permission::RegisterRead, Permission::RegisterWrite]);
        Arc::new(Actor::Employee(clerk))
    };
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::register(&mut cx, letter("Κοινό"), vec![]).await.unwrap();
        for confidentiality in [Confidentiality::Restricted, Confidentiality::Confidential] {
            let fields = Fields {
                confidentiality, related: vec!["1/2026".into()], ..letter("Πειθαρχική υπόθεση")
            };
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
        for number in [2, 3] {
            let mut cx = town.write(&limited()).await;
            let open = register::correct(&mut cx, (2026, number), None, letter("Κοινό"), "Να ανοίξει").await;
            let cancelled = register::cancel(&mut cx, 2026, number, "Διπλή καταχώριση").await;
            for refused in [open, cancelled] {
                let lacks = Err(RegisterError::Forbidden(Forbidden(Permission::RegisterConfidential)));
                assert_eq!(format!("{refused:?}"), format!("{:?}", lacks as Result<register::Entry, _>));
            }
        }
        let seen = async |actor| register::related_from(&mut town.read(&actor).await, 2026, 1).await.unwrap();
        assert_eq!(seen(employee(Role::Clerk)).await, ["2/2026", "3/2026"]);
        assert!(seen(limited()).await.is_empty());
        // What is open may be closed by those who will not read it any more.
        let mut cx = town.write(&limited()).await;
        let fields = Fields { confidentiality: Confidentiality::Restricted, ..letter("Κοινό") };
        register::correct(&mut cx, (2026, 1), None, fields, "Δεν ήταν κοινό").await.unwrap();
    }
}

#[tokio::test]
async fn related_entries_are_kept_in_order_and_once() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let related = ["5/2026", "3/2026", " 007 / 2026", "9/2025", "3/2026"].map(str::to_owned).to_vec();
        let entry = register::register(&mut cx, Fields { related, ..letter("Θέμα") }, vec![]).await.unwrap();
        assert_eq!(entry.fields.related, ["9/2025", "3/2026", "5/2026", "7/2026"]);
        let Found::Whole(stored) = register::get(&mut cx, 2026, 1).await.unwrap() else { panic!() };
        assert_eq!(stored.fields, entry.fields);
        let related = ["7/2026", "5/2026", "9/2025", "3/2026"].map(str::to_owned).to_vec();
        let same = register::correct(&mut cx, (2026, 1), None, Fields { related, ..letter("Θέμα") }, "Σειρά").await;
        assert!(matches!(same, Err(RegisterError::Unchanged)));
    }
}

#[tokio::test]
async fn two_years_meet_at_midnight_and_the_clock_may_not_jump_back() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut numbers = Vec::new();
        for at in ["2026-12-31T21:59:59.999999Z", "2026-12-31T22:00:00Z", "2026-12-31T21:59:59Z"] {
            town.clock.set(instant(at));
            let mut cx = town.write(&clerk).await;
            let entry = register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
            cx.commit().await.unwrap();
            numbers.push((entry.year, entry.number));
        }
        // The third came a second too early by its clock: it stands behind the second, in the new year.
        assert_eq!(numbers, [(2026, 1), (2027, 1), (2027, 2)]);
        town.clock.set(instant("2026-12-31T20:00:00Z"));
        let mut cx = town.write(&clerk).await;
        let refused = register::register(&mut cx, letter("Θέμα"), vec![]).await;
        assert!(matches!(refused, Err(RegisterError::Proof(proof::ProofError::ClockBehind { .. }))));
    }
}
