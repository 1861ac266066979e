//! The queue on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use kernel::Role;
use queue::{Failure, State, Worker};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use testkit::{Fresh, employee};

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

async fn put(town: &Fresh, key: &str, payload: i64, commit: bool) -> bool {
    let mut cx = town.write(&employee(Role::Clerk)).await;
    let new = queue::enqueue(&mut cx, "test", key, &payload).await.unwrap();
    if commit {
        cx.commit().await.unwrap();
    }
    new
}

async fn listed(town: &Fresh, state: State) -> Vec<queue::Listed> {
    queue::list(&mut town.read(&employee(Role::Administrator)).await, state, None, None, 100).await.unwrap()
}

/// A worker that keeps what it saw and answers as `answer` says.
fn worker(town: &Fresh, answer: fn(i64) -> Result<(), Failure>) -> (Worker, Arc<Mutex<Vec<i64>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink = seen.clone();
    let worker = Worker::new(town.db.clone(), town.clock.clone()).on("test", move |job| {
        let sink = sink.clone();
        async move {
            let number = job.read::<i64>()?;
            sink.lock().unwrap().push(number);
            answer(number)
        }
    });
    (worker, seen)
}

#[tokio::test]
async fn a_job_is_done_once_and_only_when_its_transaction_was_committed() {
    for town in Fresh::each().await {
        put(&town, "gone", 1, false).await;
        assert!(put(&town, "a", 2, true).await);
        assert!(!put(&town, "a", 3, true).await);
        let (worker, seen) = worker(&town, |_| Ok(()));
        while worker.step().await.unwrap() {}
        assert_eq!(*seen.lock().unwrap(), [2]);
        assert!(!put(&town, "a", 4, true).await, "a done job is remembered");
        assert!(!worker.step().await.unwrap());
        assert_eq!(listed(&town, State::Done).await.len(), 1);
    }
}

#[tokio::test]
async fn whoever_knows_its_key_is_told_how_far_a_job_is() {
    for town in Fresh::each().await {
        for key in ["done", "waits", "other"] {
            put(&town, key, 1, true).await;
        }
        let (worker, _) = worker(&town, |_| Ok(()));
        assert!(worker.step().await.unwrap());
        let keys = ["done", "waits", "nobody's"].map(str::to_owned);
        let mut cx = town.read(&employee(Role::Employee)).await;
        let mut found = queue::standing(&mut cx, "test", &keys).await.unwrap();
        found.sort_by(|a, b| a.key.cmp(&b.key));
        let states: Vec<_> = found.iter().map(|job| (job.key.as_str(), job.state, job.ended_at.is_some())).collect();
        assert_eq!(states, [("done", State::Done, true), ("waits", State::Waiting, false)]);
        assert!(queue::standing(&mut cx, "test", &[]).await.unwrap().is_empty());
        assert!(queue::standing(&mut cx, "mail", &keys).await.unwrap().is_empty(), "of another kind");
    }
}

#[tokio::test]
async fn what_fails_is_tried_later_and_then_kept_with_its_error() {
    for town in Fresh::each().await {
        put(&town, "later", 1, true).await;
        put(&town, "never", 2, true).await;
        let (worker, seen) = worker(&town, |number| {
            let word = format!("no {number}");
            Err(if number == 1 { Failure::Later(word) } else { Failure::Never(word) })
        });
        while worker.step().await.unwrap() {}
        assert_eq!(seen.lock().unwrap().len(), 2);
        assert_eq!(listed(&town, State::Failed).await[0].error.as_deref(), Some("no 2"));
        let waiting = listed(&town, State::Waiting).await;
        assert_eq!(waiting[0].due_at, town.clock.now().plus_seconds(30));
        for _ in 0..40 {
            town.clock.set(town.clock.now().plus_seconds(3600));
            while worker.step().await.unwrap() {}
        }
        let failed = listed(&town, State::Failed).await;
        assert_eq!((failed.len(), listed(&town, State::Waiting).await.len()), (2, 0));
        assert_eq!(seen.lock().unwrap().iter().filter(|n| **n == 1).count(), 30);
        let mut cx = town.write(&employee(Role::Administrator)).await;
        queue::again(&mut cx, failed[0].id).await.unwrap();
        cx.commit().await.unwrap();
        assert!(worker.step().await.unwrap());
    }
}

#[tokio::test]
async fn a_panic_and_an_unknown_kind_stop_nobody() {
    for town in Fresh::each().await {
        put(&town, "a", 1, true).await;
        let mut cx = town.write(&employee(Role::Clerk)).await;
        queue::enqueue(&mut cx, "strange", "b", &2).await.unwrap();
        cx.commit().await.unwrap();
        let (worker, _) = worker(&town, |_| panic!("oh"));
        while worker.step().await.unwrap() {}
        let errors: Vec<String> = listed(&town, State::Waiting).await.into_iter().filter_map(|j| j.error).collect();
        assert!(errors.iter().any(|e| e.contains("stumbled")) && errors.iter().any(|e| e.contains("strange")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_share_the_work_and_do_each_job_once() {
    for town in Fresh::each().await {
        for number in 0..100 {
            put(&town, &number.to_string(), number, true).await;
        }
        let (workers, seen): (Vec<_>, Vec<_>) = (0..4).map(|_| worker(&town, |_| Ok(()))).unzip();
        let tasks = workers.into_iter().map(|w| tokio::spawn(async move { while w.step().await.unwrap() {} }));
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
        let (rest, more) = worker(&town, |_| Ok(()));
        while rest.step().await.unwrap() {}
        let mut times = BTreeMap::new();
        for number in seen.iter().chain([&more]).flat_map(|s| s.lock().unwrap().clone()) {
            *times.entry(number).or_insert(0) += 1;
        }
        assert_eq!(times, (0..100).map(|n| (n, 1)).collect(), "{:?}", town.db.engine());
    }
}

#[tokio::test]
async fn a_lost_worker_loses_its_claim_and_cannot_report_any_more() {
    for town in Fresh::each().await {
        put(&town, "a", 1, true).await;
        let (clock, db) = (town.clock.clone(), town.db.clone());
        // The first worker is so slow that its claim runs out, and a second one does the job meanwhile.
        let slow = Worker::new(town.db.clone(), town.clock.clone()).on("test", move |_| {
            let (clock, db) = (clock.clone(), db.clone());
            async move {
                clock.set(clock.now().plus_seconds(601));
                let quick = Worker::new(db, clock).on("test", |_| async { Err(Failure::Never("second".into())) });
                assert!(quick.step().await.unwrap());
                Ok(())
            }
        });
        slow.step().await.unwrap();
        assert_eq!(listed(&town, State::Failed).await[0].error.as_deref(), Some("second"));
    }
}

#[tokio::test]
async fn only_the_administrator_sees_the_jobs() {
    let town = Fresh::sqlite().await;
    for role in [Role::Clerk, Role::Head, Role::Employee, Role::Auditor] {
        assert!(
            queue::list(&mut town.read(&employee(role)).await, State::Failed, None, None, 9).await.is_err(),
            "{role}"
        );
    }
}

#[tokio::test]
async fn whoever_may_see_the_system_sees_the_jobs_and_starts_none() {
    for town in Fresh::each().await {
        for number in 0..5 {
            put(&town, &number.to_string(), number, true).await;
        }
        let (worker, _) = worker(&town, |number| if number < 4 { Err(Failure::Never("no".into())) } else { Ok(()) });
        while worker.step().await.unwrap() {}
        let mut watcher = employee(Role::Administrator);
        if let Some(kernel::Actor::Employee(employee)) = Arc::get_mut(&mut watcher) {
            employee.scopes = Some(vec![kernel::Permission::SystemRead]);
        }
        let mut cx = town.write(&watcher).await;
        let first = queue::list(&mut cx, State::Failed, Some("test"), None, 3).await.unwrap();
        let rest = queue::list(&mut cx, State::Failed, Some("test"), Some(first[2].id), 3).await.unwrap();
        assert_eq!((first.len(), rest.len()), (3, 1));
        assert!(first[2].id > rest[0].id);
        assert!(queue::list(&mut cx, State::Failed, Some("mail"), None, 3).await.unwrap().is_empty());
        let counts = queue::counts(&mut cx).await.unwrap();
        let mut counts: Vec<_> = counts.iter().map(|c| (c.state.as_str(), c.count)).collect();
        counts.sort_unstable();
        assert_eq!(counts, [("done", 1), ("failed", 4)]);
        assert_eq!(queue::last_done(&mut cx, "test").await.unwrap(), Some(town.clock.now()));
        assert!(queue::again(&mut cx, first[0].id).await.is_err() && queue::again_all(&mut cx, None).await.is_err());
        drop(cx);

        let mut cx = town.write(&employee(Role::Administrator)).await;
        assert_eq!(queue::again_all(&mut cx, Some("mail")).await.unwrap(), 0);
        queue::again(&mut cx, first[0].id).await.unwrap();
        assert_eq!(queue::again_all(&mut cx, Some("test")).await.unwrap(), 3);
        cx.commit().await.unwrap();
        assert_eq!(listed(&town, State::Waiting).await.len(), 4);
    }
}

#[tokio::test]
async fn what_was_done_is_forgotten_by_the_day_on_which_it_was_done() {
    const DAY: i64 = 24 * 3600;
    for town in Fresh::each().await {
        let start = town.clock.now();
        put(&town, "a", 1, true).await;
        // It was due long before somebody did it.
        town.clock.set(start.plus_seconds(40 * DAY));
        let (worker, _) = worker(&town, |_| Ok(()));
        assert!(worker.step().await.unwrap());
        for (day, forgotten) in [(40, 0), (69, 0), (71, 1)] {
            town.clock.set(start.plus_seconds(day * DAY));
            let mut cx = town.write(&employee(Role::Administrator)).await;
            assert_eq!(queue::forget(&mut cx).await.unwrap(), forgotten, "day {day}");
            cx.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_job_for_later_waits_until_then() {
    for town in Fresh::each().await {
        let due = town.clock.now().plus_seconds(60);
        let mut cx = town.write(&employee(Role::Clerk)).await;
        queue::enqueue_at(&mut cx, "test", "a", &1, due).await.unwrap();
        cx.commit().await.unwrap();
        let (worker, _) = worker(&town, |_| Ok(()));
        assert!(!worker.step().await.unwrap());
        town.clock.set(due);
        assert!(worker.step().await.unwrap());
    }
}
