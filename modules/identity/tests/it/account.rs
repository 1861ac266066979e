//! Passwords, one-time codes, sessions, and what the administrator does with them.

use crate::{town_with_clerk, try_in};
use identity::{IdentityError, NewCode, PasswordHash, Session};
use kernel::{Actor, Role};
use std::sync::Arc;
use testkit::{Fresh, employee};
use totp_rs::{Builder, Secret};

const PASSWORD: &str = "σωστός κωδικός";

async fn session(town: &Fresh, token: &str) -> Option<Session> {
    let mut tx = town.db.read().await.unwrap();
    identity::session(&mut tx, token, town.clock.now()).await.unwrap()
}

fn actor(session: &Session) -> Arc<Actor> {
    Arc::new(Actor::Employee(session.employee.clone()))
}

fn code(secret: &str, town: &Fresh) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    totp.generate(u64::try_from(town.clock.now().seconds()).unwrap()).to_string()
}

async fn confirm(town: &Fresh, token: &str, code: &str) -> Result<bool, IdentityError> {
    let mut cx = town.write(&Arc::new(Actor::Stranger)).await;
    let right = identity::confirm(&mut cx, token, code).await?;
    cx.commit().await?;
    Ok(right)
}

#[tokio::test]
async fn a_code_of_the_telephone_is_asked_and_good_once() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let first = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let clerk = actor(&session(&town, &first).await.unwrap());
        let secret = NewCode::make("Δήμος", "maria", None).unwrap().secret;
        let mut cx = town.write(&clerk).await;
        assert!(identity::add_code(&mut cx, &secret, "000000", None).await.is_err());
        let recovery = identity::add_code(&mut cx, &secret, &code(&secret, &town), None).await.unwrap().unwrap();
        cx.commit().await.unwrap();

        let token = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(session(&town, &token).await.is_none(), "the password alone opens nothing");
        // The code that set it up is used already.
        assert!(!confirm(&town, &token, &code(&secret, &town)).await.unwrap());
        town.clock.set(town.clock.now().plus_seconds(30));
        assert!(confirm(&town, &token, &code(&secret, &town)).await.unwrap());
        assert!(session(&town, &token).await.is_some());

        let lost = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(confirm(&town, &lost, &recovery[3].to_uppercase()).await.unwrap());
        let again = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(!confirm(&town, &again, &recovery[3]).await.unwrap(), "a recovery code is good once");
        for _ in 0..4 {
            assert!(!confirm(&town, &again, "123456").await.unwrap());
        }
        assert!(matches!(confirm(&town, &again, &recovery[4]).await, Err(IdentityError::Locked { .. })));
    }
}

#[tokio::test]
async fn an_open_session_alone_does_not_replace_the_code() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let token = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let clerk = actor(&session(&town, &token).await.unwrap());
        let add = async |password: Option<&str>| {
            let secret = NewCode::make("Δήμος", "maria", None).unwrap().secret;
            let attempt = match password {
                Some(word) => Some(identity::attempt(town.read(&clerk).await, "maria", word.into()).await.unwrap()),
                None => None,
            };
            let mut cx = town.write(&clerk).await;
            let added = identity::add_code(&mut cx, &secret, &code(&secret, &town), attempt).await.unwrap();
            cx.commit().await.unwrap();
            added.map(|codes| (secret, codes))
        };
        let (secret, recovery) = add(None).await.unwrap();
        assert!(add(None).await.is_none() && add(Some("λάθος")).await.is_none());
        // What stood still stands.
        town.clock.set(town.clock.now().plus_seconds(30));
        let waiting = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(confirm(&town, &waiting, &code(&secret, &town)).await.unwrap());
        let waiting = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(confirm(&town, &waiting, &recovery[0]).await.unwrap());
        assert!(add(Some(PASSWORD)).await.is_some());
    }
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let here = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let elsewhere = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let clerk = actor(&session(&town, &here).await.unwrap());
        let new = PasswordHash::make("καινούριος κωδικός".into()).await.unwrap();
        for (old, right) in [("λάθος", false), (PASSWORD, true)] {
            let attempt = identity::attempt(town.read(&clerk).await, "maria", old.into()).await.unwrap();
            let mut cx = town.write(&clerk).await;
            assert_eq!(identity::change_password(&mut cx, attempt, &new).await.unwrap(), right);
            cx.commit().await.unwrap();
        }
        assert!(session(&town, &here).await.is_some() && session(&town, &elsewhere).await.is_none());
        assert!(try_in(&town, PASSWORD).await.unwrap().is_none());
        assert!(try_in(&town, "καινούριος κωδικός").await.unwrap().is_some());
    }
}

#[tokio::test]
async fn the_administrator_helps_and_locks() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        let token = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let administrator = employee(Role::Administrator);
        let temporary = identity::temporary_password().unwrap();
        let hash = PasswordHash::make(temporary.clone()).await.unwrap();
        let mut cx = town.write(&administrator).await;
        identity::reset(&mut cx, clerk, &hash, false).await.unwrap();
        cx.commit().await.unwrap();
        assert!(session(&town, &token).await.is_none());
        let token = try_in(&town, &temporary).await.unwrap().unwrap();
        assert!(session(&town, &token).await.unwrap().must_change);

        let mut cx = town.write(&administrator).await;
        identity::set_roles(&mut cx, clerk, &[Role::Head, Role::Administrator]).await.unwrap();
        cx.commit().await.unwrap();
        let mut now = session(&town, &token).await.unwrap();
        assert_eq!(now.employee.roles, [Role::Administrator, Role::Head]);

        // Neither oneself nor the last administrator.
        let mut cx = town.write(&actor(&now)).await;
        assert!(matches!(identity::lock(&mut cx, clerk).await, Err(IdentityError::Invalid(_))));
        drop(cx);
        let mut cx = town.write(&administrator).await;
        assert!(matches!(identity::set_roles(&mut cx, clerk, &[Role::Head]).await, Err(IdentityError::Invalid(_))));
        assert!(matches!(identity::lock(&mut cx, clerk).await, Err(IdentityError::Invalid(_))));
        drop(cx);

        // Two attempts with the right password, begun before the lock: neither gets in after it.
        let stranger = Arc::new(Actor::Stranger);
        let attempt = identity::attempt(town.read(&stranger).await, "maria", temporary.clone()).await.unwrap();
        let mut cx = town.write(&administrator).await;
        let other = identity::people(&mut cx, "παππα", None, 9).await.unwrap();
        assert_eq!((other.len(), other[0].user_name.as_deref()), (1, Some("maria")));
        let new = identity::NewEmployee {
            name: "Άννα".into(),
            email: None,
            positions: vec![],
            account: Some(identity::NewAccount {
                user: "anna".into(),
                password: hash,
                roles: vec![Role::Administrator],
            }),
            valid_from: town.clock.now().day(),
        };
        identity::create_employee(&mut cx, new).await.unwrap();
        identity::lock(&mut cx, clerk).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.write(&stranger).await;
        assert!(identity::sign_in(&mut cx, attempt, "test").await.unwrap().is_none());
        drop(cx);
        assert!(session(&town, &token).await.is_none() && try_in(&town, &temporary).await.unwrap().is_none());
        let mut cx = town.write(&administrator).await;
        identity::unlock(&mut cx, clerk).await.unwrap();
        cx.commit().await.unwrap();
        let token = try_in(&town, &temporary).await.unwrap().unwrap();
        now = session(&town, &token).await.unwrap();
        assert_eq!(now.employee.id, clerk);
    }
}

#[tokio::test]
async fn guesses_at_the_same_time_are_all_counted() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let stranger = Arc::new(Actor::Stranger);
        let mut attempts = Vec::new();
        for _ in 0..5 {
            attempts.push(identity::attempt(town.read(&stranger).await, "maria", "λάθος".into()).await.unwrap());
        }
        let right = identity::attempt(town.read(&stranger).await, "maria", PASSWORD.into()).await.unwrap();
        for attempt in attempts {
            let mut cx = town.write(&stranger).await;
            assert!(identity::sign_in(&mut cx, attempt, "test").await.unwrap().is_none());
            cx.commit().await.unwrap();
        }
        let mut cx = town.write(&stranger).await;
        assert!(matches!(identity::sign_in(&mut cx, right, "test").await, Err(IdentityError::Locked { .. })));
    }
}
