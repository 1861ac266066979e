//! What was closed to somebody stays closed: in the past of an entry that is open now, and in the order of lists.

use crate::letter;
use kernel::Role;
use proof::LogKey;
use register::{Confidentiality, Fields, Filter, RegisterError, Sort};
use testkit::{Fresh, employee};
use tlog::SigningKey;

fn secret(subject: &str) -> Fields {
    Fields { confidentiality: Confidentiality::Confidential, ..letter(subject) }
}

#[tokio::test]
async fn the_past_of_an_entry_that_was_opened_is_read_by_those_who_could() {
    for town in Fresh::each().await {
        let key = LogKey { origin: "a.localhost/log".into(), key: SigningKey::generate("a.localhost/log").unwrap() };
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::register(&mut cx, secret("Μυστική καταγγελία"), vec![]).await.unwrap();
        register::correct(&mut cx, (2026, 1), None, secret("Μυστική καταγγελία Β"), "Μυστικός λόγος").await.unwrap();
        register::correct(&mut cx, (2026, 1), None, letter("Καταγγελία"), "Ανοίγει χωρίς ονόματα").await.unwrap();
        register::correct(&mut cx, (2026, 1), None, letter("Καταγγελία πολίτη"), "Σαφέστερα").await.unwrap();
        cx.commit().await.unwrap();

        let mut cx = town.read(&employee(Role::Employee)).await;
        let acts = register::revisions(&mut cx, 2026, 1).await.unwrap();
        let seen: Vec<_> = acts.iter().map(|act| (act.restricted, act.changes.len(), act.reason.is_some())).collect();
        assert_eq!(seen, [(true, 0, false), (true, 0, false), (false, 0, false), (false, 1, true)]);
        for (revision, may) in [(0, false), (1, false), (2, true), (3, true)] {
            let proof = register::proof_of(&mut cx, &key, (2026, 1), revision).await;
            assert_eq!(proof.is_ok(), may, "{revision}");
            assert!(may || matches!(proof, Err(RegisterError::Forbidden(_))));
        }
        let mut cx = town.read(&employee(Role::Auditor)).await;
        let acts = register::revisions(&mut cx, 2026, 1).await.unwrap();
        assert!(acts[1..].iter().all(|act| act.reason.is_some() && !act.changes.is_empty()));
        assert!(register::proof_of(&mut cx, &key, (2026, 1), 0).await.is_ok());
    }
}

/// A form that was opened before somebody closed the entry does not open it again unseen.
#[tokio::test]
async fn who_saw_an_older_state_corrects_nothing() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::register(&mut cx, letter("Καταγγελία"), vec![]).await.unwrap();
        register::correct(&mut cx, (2026, 1), Some(0), secret("Καταγγελία"), "Εμπιστευτικό").await.unwrap();
        let stale = register::correct(&mut cx, (2026, 1), Some(0), letter("Καταγγελίες"), "Τυπογραφικό").await;
        assert!(matches!(stale, Err(RegisterError::Stale)));
        register::correct(&mut cx, (2026, 1), Some(1), secret("Καταγγελίες"), "Τυπογραφικό").await.unwrap();
    }
}

/// Its neighbours in the order would tell the subject of a restricted entry.
#[tokio::test]
async fn nobody_goes_on_from_a_line_that_they_do_not_see() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        for fields in [letter("Α"), secret("Β"), letter("Γ")] {
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
        let filter = |number| Filter {
            sort: Sort::Subject,
            descending: false,
            before: Some((2026, number)),
            ..Filter::default()
        };
        let mut cx = town.read(&employee(Role::Employee)).await;
        assert!(matches!(register::list(&mut cx, &filter(2)).await, Err(RegisterError::NotFound)));
        assert_eq!(register::list(&mut cx, &filter(1)).await.unwrap().rows.len(), 1);
        let mut cx = town.read(&employee(Role::Auditor)).await;
        assert_eq!(register::list(&mut cx, &filter(2)).await.unwrap().rows.len(), 1);
    }
}
