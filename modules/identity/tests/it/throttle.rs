//! Guessing passwords is slow, and keeps nobody else out.

use crate::{hire, town_with_clerk};
use db::Cx;
use identity::{IdentityError, PasswordHash};
use kernel::{Actor, Role};
use std::sync::Arc;
use testkit::{Fresh, employee};

const RIGHT: &str = "σωστός κωδικός";
const OWN: &str = "192.0.2.1";

/// Whether somebody got in.
async fn from(town: &Fresh, address: &str, user: &str, password: &str) -> Result<bool, IdentityError> {
    let cx = |tx| Cx::new(Arc::new(Actor::Stranger), town.clock.now(), Some(address.parse().unwrap()), tx);
    let attempt = identity::attempt(cx(town.db.read().await?), user, password.into()).await?;
    let mut cx = cx(town.db.write().await?);
    let signed_in = identity::sign_in(&mut cx, attempt, "test").await?;
    cx.commit().await?;
    Ok(signed_in.is_some())
}

fn held<T>(result: Result<T, IdentityError>) -> bool {
    matches!(result, Err(IdentityError::Locked { .. }))
}

#[tokio::test]
async fn five_failures_from_one_place_end_there_for_a_while() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        // A name that does not exist is told apart by nothing.
        for name in ["maria", "nobody"] {
            for _ in 0..5 {
                assert!(!from(&town, OWN, name, "λάθος").await.unwrap());
            }
            assert!(held(from(&town, OWN, name, RIGHT).await), "{name}");
        }
        let mut cx = town.read(&employee(Role::Administrator)).await;
        let lines = identity::accounts(&mut cx).await.unwrap();
        let maria = lines.iter().find(|line| line.account.user_name == "maria").unwrap();
        assert!(maria.account.locked_until.is_some(), "the administrator sees it");
        drop(cx);
        assert!(from(&town, "192.0.2.2", "maria", RIGHT).await.unwrap(), "a stranger's guesses keep nobody out");
        town.clock.set(town.clock.now().plus_seconds(15 * 60));
        assert!(from(&town, OWN, "MARIA", RIGHT).await.unwrap());
        // Who got in begins anew.
        for _ in 0..4 {
            assert!(!from(&town, OWN, "maria", "λάθος").await.unwrap());
        }
        assert!(from(&town, OWN, "maria", RIGHT).await.unwrap());
        assert!(!from(&town, OWN, "maria", "λάθος").await.unwrap());
        assert!(from(&town, OWN, "maria", RIGHT).await.unwrap());
    }
}

#[tokio::test]
async fn failures_are_counted_for_a_quarter_of_an_hour() {
    let town = Fresh::sqlite().await;
    town_with_clerk(&town).await;
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(!from(&town, OWN, "maria", "λάθος").await.unwrap());
        }
        town.clock.set(town.clock.now().plus_seconds(15 * 60));
    }
    assert!(from(&town, OWN, "maria", RIGHT).await.unwrap());
}

#[tokio::test]
async fn many_machines_that_guess_together_get_no_further() {
    let town = Fresh::sqlite().await;
    let (_, clerk) = town_with_clerk(&town).await;
    for machine in 0..25 {
        for _ in 0..4 {
            assert!(!from(&town, &format!("198.51.100.{machine}"), "maria", "λάθος").await.unwrap());
        }
    }
    assert!(held(from(&town, OWN, "maria", RIGHT).await));
    // The administrator sees it, and opens it again.
    let mut cx = town.write(&employee(Role::Administrator)).await;
    assert!(identity::person(&mut cx, clerk).await.unwrap().account.unwrap().locked_until.is_some());
    identity::unlock(&mut cx, clerk).await.unwrap();
    assert!(identity::person(&mut cx, clerk).await.unwrap().account.unwrap().locked_until.is_none());
    cx.commit().await.unwrap();
    assert!(from(&town, OWN, "maria", RIGHT).await.unwrap());
}

#[tokio::test]
async fn one_machine_that_tries_all_names_is_stopped() {
    let town = Fresh::sqlite().await;
    hire(&town, "eleni", None, PasswordHash::make(RIGHT.into()).await.unwrap(), Role::Clerk).await;
    for name in 0..200 {
        assert!(!from(&town, OWN, &format!("user{name}"), "λάθος").await.unwrap());
    }
    assert!(held(from(&town, OWN, "eleni", RIGHT).await));
    assert!(from(&town, "192.0.2.2", "eleni", RIGHT).await.unwrap());
    let mut cx = town.write(&employee(Role::Administrator)).await;
    cx.now = cx.now.plus_seconds(2 * 24 * 3600);
    assert_eq!(identity::forget(&mut cx).await.unwrap(), 401);
}

#[tokio::test]
async fn guesses_at_the_same_time_are_all_counted() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let guesses = (0..12).map(|_| from(&town, OWN, "maria", "λάθος"));
        let outcomes = futures_util::future::join_all(guesses).await;
        assert!(outcomes.iter().filter(|o| matches!(o, Ok(false))).count() <= 5, "{outcomes:?}");
        assert!(held(from(&town, OWN, "maria", RIGHT).await));
    }
}
