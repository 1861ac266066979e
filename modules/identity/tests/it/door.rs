//! Who still comes in, and who no more: the last administrator, people who left, tokens and sessions that ended.

use crate::{hire, town_with_clerk, try_in};
use identity::{IdentityError, PasswordHash};
use kernel::{Actor, Employee, EmployeeId, Permission, Role};
use std::sync::Arc;
use testkit::{Fresh, employee};

const PASSWORD: &str = "σωστός κωδικός";
const DAY: i64 = 24 * 3600;

fn administrator(id: EmployeeId) -> Arc<Actor> {
    let mut actor = employee(Role::Administrator);
    if let Some(Actor::Employee(Employee { id: own, .. })) = Arc::get_mut(&mut actor) {
        *own = id;
    }
    actor
}

async fn demote(town: &Fresh, who: EmployeeId, whom: EmployeeId) -> Result<(), IdentityError> {
    let mut cx = town.write(&administrator(who)).await;
    identity::set_roles(&mut cx, whom, &[Role::Employee]).await?;
    Ok(cx.commit().await?)
}

async fn hash() -> PasswordHash {
    PasswordHash::make(PASSWORD.into()).await.unwrap()
}

#[tokio::test]
async fn two_administrators_who_demote_each_other_leave_one() {
    let hash = hash().await;
    for _ in 0..4 {
        for town in Fresh::each().await {
            let a = hire(&town, "a", None, hash.clone(), Role::Administrator).await;
            let b = hire(&town, "b", None, hash.clone(), Role::Administrator).await;
            let (one, other) = tokio::join!(demote(&town, a, b), demote(&town, b, a));
            assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1, "{one:?} {other:?}");
        }
    }
}

#[tokio::test]
async fn only_an_administrator_who_can_sign_in_counts() {
    for town in Fresh::each().await {
        let one = hire(&town, "one", None, hash().await, Role::Administrator).await;
        let other = hire(&town, "other", Some("other@asty.gr"), PasswordHash::none(), Role::Administrator).await;
        let lock = async || {
            let mut cx = town.write(&administrator(other)).await;
            identity::lock(&mut cx, one).await
        };
        assert!(matches!(lock().await, Err(IdentityError::Invalid(_))), "the other has no way in");
        let mut cx = town.write(&Arc::new(Actor::Stranger)).await;
        let found = identity::sign_in_external(&mut cx, ("https://issuer", "7"), Some("Other@asty.gr"), "test").await;
        assert!(found.unwrap().is_some());
        cx.commit().await.unwrap();
        lock().await.unwrap();
        let mut cx = town.write(&administrator(one)).await;
        assert!(identity::end_person(&mut cx, other, "2027-01-01".parse().unwrap()).await.is_ok());
    }
}

#[tokio::test]
async fn whoever_has_no_password_is_not_asked_to_change_it() {
    for town in Fresh::each().await {
        hire(&town, "eleni", Some("eleni@asty.gr"), PasswordHash::none(), Role::Employee).await;
        let mut cx = town.write(&Arc::new(Actor::Stranger)).await;
        let key = ("https://issuer", "eleni");
        let signed_in = identity::sign_in_external(&mut cx, key, Some("eleni@asty.gr"), "test").await.unwrap().unwrap();
        let session = identity::session(&mut cx.tx, &signed_in.token, town.clock.now()).await.unwrap().unwrap();
        assert!(!session.must_change);
    }
}

#[tokio::test]
async fn whoever_left_comes_in_by_no_way() {
    for town in Fresh::each().await {
        let hash = hash().await;
        let leaver = hire(&town, "maria", Some("maria@asty.gr"), hash.clone(), Role::Clerk).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let token = identity::create_token(&mut cx, "maria", "x", &[Permission::RegisterRead], 90).await.unwrap();
        cx.commit().await.unwrap();
        let session = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let mut cx = town.write(&employee(Role::Administrator)).await;
        identity::end_person(&mut cx, leaver, town.clock.now().day()).await.unwrap();
        // Even when somebody opens the account again.
        identity::unlock(&mut cx, leaver).await.unwrap();
        let now = town.clock.now();
        assert!(identity::token_bearer(&mut cx.tx, &token, now).await.unwrap().is_none());
        assert!(identity::session(&mut cx.tx, &session, now).await.unwrap().is_none());
        let key = ("https://issuer", "maria");
        let found = identity::sign_in_external(&mut cx, key, Some("maria@asty.gr"), "test").await;
        assert!(found.unwrap().is_none());
        cx.commit().await.unwrap();
        assert!(try_in(&town, PASSWORD).await.unwrap().is_none());
        // The address now belongs to somebody else.
        hire(&town, "marios", Some("maria@asty.gr"), hash, Role::Clerk).await;
        let mut cx = town.write(&Arc::new(Actor::Stranger)).await;
        let found = identity::sign_in_external(&mut cx, key, Some("maria@asty.gr"), "test").await;
        assert!(found.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_token_opens_until_its_day_and_what_ended_long_ago_is_forgotten() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let administrator = employee(Role::Administrator);
        let mut cx = town.write(&administrator).await;
        let token = identity::create_token(&mut cx, "maria", "x", &[Permission::RegisterRead], 30).await.unwrap();
        cx.commit().await.unwrap();
        // A session lasts twelve hours; what ended is kept for ninety days.
        try_in(&town, PASSWORD).await.unwrap().unwrap();
        let start = town.clock.now();
        for (day, opens, forgotten) in
            [(29, true, 0), (31, false, 0), (90, false, 0), (91, false, 1), (120, false, 0), (121, false, 1)]
        {
            town.clock.set(start.plus_seconds(day * DAY));
            let mut cx = town.write(&administrator).await;
            let bearer = identity::token_bearer(&mut cx.tx, &token, town.clock.now()).await.unwrap();
            assert_eq!(bearer.is_some(), opens, "day {day}");
            assert_eq!(identity::forget(&mut cx).await.unwrap(), forgotten, "day {day}");
            cx.commit().await.unwrap();
        }
        let mut cx = town.write(&employee(Role::Clerk)).await;
        assert!(matches!(identity::forget(&mut cx).await, Err(IdentityError::Forbidden(_))));
    }
}

#[tokio::test]
async fn all_accounts_are_listed_with_what_they_are() {
    for town in Fresh::each().await {
        let one = hire(&town, "Ελένη", None, hash().await, Role::Head).await;
        let other = hire(&town, "zoi", None, PasswordHash::none(), Role::Clerk).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        identity::end_person(&mut cx, other, town.clock.now().day()).await.unwrap();
        let all = identity::accounts(&mut cx).await.unwrap();
        let find = |id| all.iter().find(|line| line.employee == id).unwrap();
        let (head, clerk) = (find(one), find(other));
        assert_eq!((head.roles.as_slice(), clerk.roles.as_slice()), (&[Role::Head][..], &[Role::Clerk][..]));
        assert!(head.account.has_password && head.account.must_change && !head.left);
        assert!(!clerk.account.has_password && !clerk.account.must_change && clerk.left);
        assert!(clerk.account.disabled_at.is_some());
        assert_eq!(identity::employee_of(&mut cx, "ΕΛΕΝΗ").await.unwrap(), one);
        assert!(matches!(identity::employee_of(&mut cx, "x").await, Err(IdentityError::NotFound)));
        drop(cx);
        let mut cx = town.read(&employee(Role::Auditor)).await;
        assert!(matches!(identity::accounts(&mut cx).await, Err(IdentityError::Forbidden(_))));
    }
}
