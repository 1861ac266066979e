//! Numbers before documents.

use crate::letter;
use db::Cx;
use documents::File;
use kernel::{Faults, Role};
use register::{Confidentiality, Fields, RegisterError, Statement};
use testkit::{Fresh, employee};

async fn file(cx: &mut Cx, name: &str, byte: u8) -> File {
    let stored =
        blobs::Stored { sha256: [byte; 32], size: 3, media_type: "application/pdf", encrypted: false, new: true };
    documents::attach(cx, name, &stored).await.unwrap()
}

async fn examined(cx: &mut Cx) -> Faults {
    let before = std::mem::replace(&mut cx.actor, employee(Role::Auditor));
    let faults = register::examine(cx).await.unwrap();
    cx.actor = before;
    faults
}

#[tokio::test]
async fn a_paper_gets_its_number_at_once_and_its_scan_later() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        for _ in 0..3 {
            register::register(&mut cx, letter("Αίτηση"), vec![]).await.unwrap();
        }
        for number in [2, 1, 1] {
            register::await_scan(&mut cx, (2026, number)).await.unwrap();
        }
        let (lines, next) = register::awaiting(&mut cx, None).await.unwrap();
        assert_eq!((lines.iter().map(|line| line.number).collect::<Vec<_>>(), next), (vec![1, 2], None));
        assert_eq!(register::count_awaiting(&mut cx).await.unwrap(), 2);

        let scan = file(&mut cx, "σάρωση.pdf", 1).await;
        assert!(matches!(register::attach(&mut cx, (2026, 1), (vec![], 100), "").await, Err(RegisterError::Unchanged)));
        let entry = register::attach(&mut cx, (2026, 1), (vec![scan.clone()], 100), "").await.unwrap();
        assert_eq!((entry.revision, entry.files), (1, vec![scan]));
        assert!(!register::awaits_scan(&mut cx, (2026, 1)).await.unwrap());
        // What nobody waited for wants a reason; what was there stays.
        let more = file(&mut cx, "συνημμένο.pdf", 2).await;
        let crowd = register::attach(&mut cx, (2026, 1), (vec![more.clone()], 1), "λόγος").await;
        assert!(matches!(crowd, Err(RegisterError::ManyFiles(1))), "{crowd:?}");
        let silent = register::attach(&mut cx, (2026, 1), (vec![more.clone()], 100), " ").await;
        assert!(matches!(silent, Err(RegisterError::Invalid(_))), "{silent:?}");
        let entry = register::attach(&mut cx, (2026, 1), (vec![more], 100), "προσκομίστηκε αργότερα").await.unwrap();
        assert_eq!((entry.revision, entry.files.len()), (2, 2));

        let history = register::revisions(&mut cx, 2026, 1).await.unwrap();
        let acts: Vec<_> = history.iter().map(|act| (act.act.as_str(), act.reason.as_deref())).collect();
        let reason = Some("προσκομίστηκε αργότερα");
        assert_eq!(acts, [("registered", None), ("attached", None), ("attached", reason)]);
        assert_eq!(
            (history[1].changes[0].field.as_str(), history[1].changes[0].after.as_str()),
            ("files", "σάρωση.pdf")
        );
        let found = register::Filter { q: Some("συνημμένο".into()), ..register::Filter::default() };
        assert_eq!(register::list(&mut cx, &found).await.unwrap().rows.len(), 1, "it is found by the file's name");
        assert!(examined(&mut cx).await.is_empty());

        register::cancel(&mut cx, 2026, 2, "Διπλή καταχώριση").await.unwrap();
        assert_eq!(register::count_awaiting(&mut cx).await.unwrap(), 0, "nobody scans what was cancelled");
        let late = file(&mut cx, "x.pdf", 3).await;
        let cancelled = register::attach(&mut cx, (2026, 2), (vec![late.clone()], 100), "λόγος").await;
        assert!(matches!(cancelled, Err(RegisterError::Cancelled)));
        assert!(matches!(
            register::attach(&mut cx, (2026, 9), (vec![late], 100), "λόγος").await,
            Err(RegisterError::NotFound)
        ));
        cx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn only_the_protocol_adds_files_and_the_log_says_which() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, letter("Αίτηση"), vec![]).await.unwrap();
        let scan = file(&mut cx, "σάρωση.pdf", 1).await;
        for role in [Role::Head, Role::Employee, Role::Auditor, Role::Administrator] {
            cx.actor = employee(role);
            let refused = register::attach(&mut cx, (2026, 1), (vec![scan.clone()], 100), "λόγος").await;
            assert!(matches!(refused, Err(RegisterError::Forbidden(_))), "{role}");
            assert!(
                matches!(register::await_scan(&mut cx, (2026, 1)).await, Err(RegisterError::Forbidden(_))),
                "{role}"
            );
            assert!(matches!(register::awaiting(&mut cx, None).await, Err(RegisterError::Forbidden(_))), "{role}");
        }
        cx.actor = clerk;
        register::attach(&mut cx, (2026, 1), (vec![scan], 100), "λόγος").await.unwrap();
        let key = tlog::SigningKey::generate("a/log").unwrap();
        let keys = [key.verifier().clone()];
        let key = proof::LogKey { origin: "a/log".into(), key };
        let (statement, proof) = register::proof_of(&mut cx, &key, (2026, 1), 1).await.unwrap();
        let verdict = proof::judge(&proof.encode(), &keys).unwrap();
        let sealed: Statement = serde_json::from_str(&verdict.statement).unwrap();
        assert_eq!((verdict.leaf.act.as_str(), sealed.files[0].name.as_str()), ("attached", "σάρωση.pdf"));
        assert_eq!(sealed, statement);
        // Behind the program's back: the scan is taken out again.
        let args = cx.tx.args();
        cx.tx.exec("delete from entry_file", args).await.unwrap();
        let faults = format!("{:?}", examined(&mut cx).await);
        assert!(faults.contains("it does not say what it said in the log"), "{faults}");
    }
}

#[tokio::test]
async fn a_restricted_one_takes_no_file_of_who_may_not_read_it() {
    let town = Fresh::sqlite().await;
    let mut cx = town.write(&employee(Role::Clerk)).await;
    let fields = Fields { confidentiality: Confidentiality::Confidential, ..letter("Καταγγελία") };
    register::register(&mut cx, fields, vec![]).await.unwrap();
    let scan = file(&mut cx, "x.pdf", 1).await;
    let mut program = cx.actor.employee().unwrap().clone();
    program.scopes = Some(vec![kernel::Permission::RegisterWrite]);
    cx.actor = std::sync::Arc::new(kernel::Actor::Employee(program));
    let refused = register::attach(&mut cx, (2026, 1), (vec![scan], 100), "λόγος").await;
    assert!(matches!(refused, Err(RegisterError::Forbidden(_))), "{refused:?}");
}
