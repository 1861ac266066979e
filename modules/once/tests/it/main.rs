//! Repeated requests on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kernel::Role;
use once::{Answer, OnceError, Turn};
use testkit::{Fresh, employee};

fn answer() -> Answer {
    Answer { status: 201, location: Some("/1".to_owned()), body: "{\"number\":1}".to_owned() }
}

#[tokio::test]
async fn statements_fit_both_engines() {
    testkit::prepare_all_statements().await;
}

#[tokio::test]
async fn the_second_call_gets_the_first_answer() {
    for fresh in Fresh::each().await {
        let (clerk, other) = (employee(Role::Clerk), employee(Role::Clerk));
        let mut cx = fresh.write(&clerk).await;
        assert_eq!(once::claim(&mut cx, "k", [1; 32]).await.unwrap(), Turn::First);
        once::keep(&mut cx, "k", &answer()).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = fresh.write(&clerk).await;
        assert_eq!(once::claim(&mut cx, "k", [1; 32]).await.unwrap(), Turn::Again(answer()));
        assert!(matches!(once::claim(&mut cx, "k", [2; 32]).await, Err(OnceError::Differs)));
        for key in ["", "κλειδί", "a b", &"x".repeat(201)] {
            assert!(matches!(once::claim(&mut cx, key, [1; 32]).await, Err(OnceError::Key)), "{key}");
        }
        drop(cx);
        let mut cx = fresh.write(&other).await;
        assert_eq!(once::claim(&mut cx, "k", [2; 32]).await.unwrap(), Turn::First, "keys belong to a person");
        drop(cx);
        fresh.clock.set(testkit::instant("2027-01-01T00:00:00Z"));
        assert_eq!(once::forget(&mut fresh.write(&clerk).await).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn what_was_not_committed_was_not_done() {
    for fresh in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = fresh.write(&clerk).await;
        once::claim(&mut cx, "k", [1; 32]).await.unwrap();
        drop(cx);
        let mut cx = fresh.write(&clerk).await;
        assert_eq!(once::claim(&mut cx, "k", [2; 32]).await.unwrap(), Turn::First);
    }
}

#[tokio::test]
async fn concurrent_calls_do_the_work_once() {
    for fresh in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let calls = (0..8).map(|_| async {
            let mut cx = fresh.write(&clerk).await;
            let turn = once::claim(&mut cx, "k", [1; 32]).await.unwrap();
            if turn == Turn::First {
                tokio::task::yield_now().await;
                once::keep(&mut cx, "k", &answer()).await.unwrap();
                cx.commit().await.unwrap();
                return 1;
            }
            assert_eq!(turn, Turn::Again(answer()));
            0
        });
        assert_eq!(futures_util::future::join_all(calls).await.iter().sum::<i32>(), 1);
    }
}
