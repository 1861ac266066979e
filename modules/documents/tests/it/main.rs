//! Files on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use blobs::Blobs;
use bytes::Bytes;
use documents::DocumentsError;
use futures_util::stream;
use kernel::{Clock, Role};
use testkit::{Fresh, employee};

async fn send(blobs: &Blobs, content: &'static str) -> blobs::Stored {
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(content.as_bytes()))]);
    blobs.receive(bytes, 1_000).await.unwrap()
}

#[tokio::test]
async fn statements_fit_both_engines() {
    testkit::prepare_all_statements().await;
}

#[tokio::test]
async fn the_same_bytes_under_three_names_are_stored_once() {
    for fresh in Fresh::each().await {
        let blobs = Blobs::open(&fresh.folder.path().join("files")).await.unwrap();
        let clerk = employee(Role::Clerk);
        let mut cx = fresh.write(&clerk).await;
        let (form, other) = (send(&blobs, "the same form").await, send(&blobs, "another").await);
        for (name, stored) in [("a.txt", &form), ("b.txt", &form), ("c.txt", &form), ("d.txt", &other)] {
            documents::attach(&mut cx, name, stored).await.unwrap();
        }
        cx.commit().await.unwrap();
        let usage = documents::usage(&mut fresh.read(&employee(Role::Administrator)).await).await.unwrap();
        assert_eq!((usage.files, usage.bytes, usage.stored_files, usage.stored_bytes), (4, 46, 2, 20));
        assert_eq!(usage.saved_bytes(), 26);
        let refused = documents::usage(&mut fresh.read(&clerk).await).await;
        assert!(matches!(refused, Err(DocumentsError::Forbidden(_))));
    }
}

#[tokio::test]
async fn a_sweep_takes_only_what_no_record_names() {
    for fresh in Fresh::each().await {
        let blobs = Blobs::open(&fresh.folder.path().join("files")).await.unwrap();
        let (named, orphan) = (send(&blobs, "named").await, send(&blobs, "orphan").await);
        let mut cx = fresh.write(&employee(Role::Clerk)).await;
        documents::attach(&mut cx, "a.txt", &named).await.unwrap();
        cx.commit().await.unwrap();
        let (past, future) = (Clock::System.now().plus_seconds(-60), Clock::System.now().plus_seconds(60));
        assert_eq!(documents::sweep(&fresh.db, &blobs, past).await.unwrap(), 0);
        assert_eq!(documents::sweep(&fresh.db, &blobs, future).await.unwrap(), 1);
        assert!(blobs.read(&named.sha256).await.is_ok() && blobs.read(&orphan.sha256).await.is_err());
    }
}
