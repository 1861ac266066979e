//! Many writers at once: they share commits, and none harms another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use db::{Cx, Event};
use kernel::Role;
use std::{sync::Arc, time::Duration};
use testkit::{Fresh, employee};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Label {
    label: String,
}

async fn write(cx: &mut Cx, label: &str) {
    let data = serde_json::json!({});
    cx.record(Event { kind: "test", subject_kind: "test", subject: Uuid::nil(), label, data }).await.unwrap();
}

async fn labels(town: &Fresh) -> Vec<String> {
    let mut tx = town.db.read().await.unwrap();
    let rows: Vec<Label> = tx.all("select label from event order by label", tx.args()).await.unwrap();
    rows.into_iter().map(|row| row.label).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_stands_and_what_was_given_up_does_not() {
    for town in Fresh::each().await {
        let town = Arc::new(town);
        let writers = (0..200).map(|i| {
            let town = town.clone();
            tokio::spawn(async move {
                let mut cx = town.write(&employee(Role::Clerk)).await;
                let label = format!("{i:03}");
                write(&mut cx, &label).await;
                match i % 4 {
                    0 => return None,
                    // The engine refuses this, and the work goes with it.
                    1 if cx.tx.exec("insert into event (id) values (null)", cx.tx.args()).await.is_err() => {
                        return None;
                    }
                    _ => cx.commit().await.unwrap(),
                }
                Some(label)
            })
        });
        let mut acknowledged = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            acknowledged.extend(writer.await.unwrap());
        }
        acknowledged.sort_unstable();
        assert_eq!(acknowledged.len(), 100);
        assert_eq!(labels(&town).await, acknowledged, "{:?}", town.db.engine());
    }
}

#[test]
fn a_turn_that_ends_outside_a_runtime_is_undone() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let town = runtime.block_on(Fresh::sqlite());
    let mut cx = runtime.block_on(town.write(&employee(Role::Clerk)));
    runtime.block_on(write(&mut cx, "given up"));
    drop(cx);
    runtime.block_on(async {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        write(&mut cx, "kept").await;
        cx.commit().await.unwrap();
        assert_eq!(labels(&town).await, ["kept"]);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_at_any_moment_leaves_the_others_their_work() {
    for town in Fresh::each().await {
        let town = Arc::new(town);
        let writers = (0..400_u64).map(|i| {
            let town = town.clone();
            let writer = tokio::spawn(async move {
                let mut cx = town.write(&employee(Role::Clerk)).await;
                let label = format!("{i:03}");
                write(&mut cx, &label).await;
                cx.commit().await.unwrap();
                label
            });
            if i % 2 == 0 {
                let gone = writer.abort_handle();
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_micros(i * 37 % 20_000)).await;
                    gone.abort();
                });
            }
            writer
        });
        let mut acknowledged = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            acknowledged.extend(writer.await.ok());
        }
        assert!(acknowledged.len() >= 200);
        let there = labels(&town).await;
        assert!(acknowledged.iter().all(|label| there.contains(label)), "{:?}", town.db.engine());
        // The line is open for the next.
        let mut cx = town.write(&employee(Role::Clerk)).await;
        write(&mut cx, "next").await;
        cx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn of_some_pairs_no_table_is_walked_and_of_none_nothing_is_found() {
    for town in Fresh::each().await {
        let mut tx = town.db.read().await.unwrap();
        let head = "select year, number from entry where";
        let pairs = [(2026, 1), (2026, 2)];
        let plan =
            tx.select(head).any_pair(&pairs, "year = ? and number = ??").unwrap().plan().await.unwrap().join(" ");
        assert!(!plan.contains("SCAN"), "{plan}");
        let none = tx.select(head).any_pair::<i64, i64>(&[], "year = ? and number = ??").unwrap();
        assert!(none.all::<Label>().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_was_asked_is_kept_while_nothing_can_change() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut reading = town.read(&clerk).await;
        assert!(reading.kept::<i64>().is_none());
        reading.keep(7_i64);
        assert_eq!(reading.kept::<i64>(), Some(&7));
        let mut writing = town.write(&clerk).await;
        writing.keep(7_i64);
        assert!(writing.kept::<i64>().is_none(), "{:?}", town.db.engine());
    }
}
