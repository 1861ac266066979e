//! Passwords, one-time codes, sessions, and what the administrator does with them.

use crate::{hire, town_with_clerk, try_in};
use identity::{IdentityError, NewCode, PasswordHash, PeopleFilter, Session};
use kernel::{Actor, EmployeeId, Role};
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

/// The administrator gives the clerk a temporary password: the password, and a session that it opened.
async fn helped(town: &Fresh, administrator: &Arc<Actor>, clerk: EmployeeId) -> (String, String) {
    let temporary = identity::temporary_password().unwrap();
    let hash = PasswordHash::make(temporary.clone()).await.unwrap();
    let mut cx = town.write(administrator).await;
    identity::reset(&mut cx, clerk, &hash, false).await.unwrap();
    cx.commit().await.unwrap();
    let token = try_in(town, &temporary).await.unwrap().unwrap();
    (temporary, token)
}

#[tokio::test]
async fn the_administrator_helps() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        let token = try_in(&town, PASSWORD).await.unwrap().unwrap();
        let administrator = employee(Role::Administrator);
        let (_, temporary) = helped(&town, &administrator, clerk).await;
        assert!(session(&town, &token).await.is_none());
        assert!(session(&town, &temporary).await.unwrap().must_change);
        let mut cx = town.write(&administrator).await;
        identity::set_roles(&mut cx, clerk, &[Role::Head, Role::Administrator]).await.unwrap();
        cx.commit().await.unwrap();
        let now = session(&town, &temporary).await.unwrap();
        assert_eq!(now.employee.roles, [Role::Administrator, Role::Head]);

        // Neither oneself nor the last administrator.
        let mut cx = town.write(&actor(&now)).await;
        assert!(matches!(identity::lock(&mut cx, clerk).await, Err(IdentityError::Invalid(_))));
        let more = [Role::Administrator, Role::Clerk];
        assert!(matches!(identity::set_roles(&mut cx, clerk, &more).await, Err(IdentityError::Invalid(_))));
        drop(cx);
        let mut cx = town.write(&administrator).await;
        assert!(matches!(identity::set_roles(&mut cx, clerk, &[Role::Head]).await, Err(IdentityError::Invalid(_))));
        assert!(matches!(identity::lock(&mut cx, clerk).await, Err(IdentityError::Invalid(_))));
    }
}

#[tokio::test]
async fn the_administrator_locks() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        let administrator = employee(Role::Administrator);
        let (temporary, token) = helped(&town, &administrator, clerk).await;
        // An attempt with the right password, begun before the lock, does not get in after it.
        let stranger = Arc::new(Actor::Stranger);
        let attempt = identity::attempt(town.read(&stranger).await, "maria", temporary.clone()).await.unwrap();
        let mut cx = town.write(&administrator).await;
        let found = identity::people(&mut cx, &words("παππα"), None, 9).await.unwrap();
        assert_eq!((found.len(), found[0].user_name.as_deref()), (1, Some("maria")));
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
        assert_eq!(session(&town, &token).await.unwrap().employee.id, clerk);
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

fn words(text: &str) -> PeopleFilter {
    PeopleFilter { words: text.to_owned(), ..PeopleFilter::default() }
}

#[tokio::test]
async fn whoever_leaves_later_works_until_then() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        let administrator = employee(Role::Administrator);
        let later = town.clock.now().plus_seconds(40 * 24 * 3600).day();
        let mut cx = town.write(&administrator).await;
        identity::end_person(&mut cx, clerk, later).await.unwrap();
        assert!(matches!(identity::end_person(&mut cx, clerk, later).await, Err(IdentityError::Invalid(_))));
        assert_eq!(identity::person(&mut cx, clerk).await.unwrap().leaves, Some(later));
        assert!(identity::person(&mut cx, clerk).await.unwrap().account.unwrap().disabled_at.is_none());
        // It was said too early: they stay. Then they leave all the same.
        identity::keep_person(&mut cx, clerk).await.unwrap();
        let page = identity::person(&mut cx, clerk).await.unwrap();
        assert!(page.leaves.is_none() && page.positions.iter().all(|position| position.valid_to.is_none()));
        assert!(matches!(identity::keep_person(&mut cx, clerk).await, Err(IdentityError::Invalid(_))));
        identity::end_person(&mut cx, clerk, later).await.unwrap();
        cx.commit().await.unwrap();
        let token = try_in(&town, PASSWORD).await.unwrap().unwrap();
        assert!(session(&town, &token).await.is_some());
        town.clock.set(later.start());
        assert!(session(&town, &token).await.is_none() && try_in(&town, PASSWORD).await.unwrap().is_none());
        let mut cx = town.read(&administrator).await;
        let mut late = town.write(&administrator).await;
        assert!(matches!(identity::keep_person(&mut late, clerk).await, Err(IdentityError::Invalid(_))), "they left");
        drop(late);
        let left = PeopleFilter { left: true, ..PeopleFilter::default() };
        assert_eq!(identity::people(&mut cx, &left, None, 9).await.unwrap().len(), 1);
        assert_eq!(identity::count_people(&mut cx, &left).await.unwrap(), 1);
        assert_eq!(identity::count_people(&mut cx, &PeopleFilter::default()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn departures_that_are_planned_one_by_one_leave_an_administrator() {
    for town in Fresh::each().await {
        let hash = PasswordHash::make(PASSWORD.into()).await.unwrap();
        let one = hire(&town, "one", None, hash.clone(), Role::Administrator).await;
        let two = hire(&town, "two", None, hash, Role::Administrator).await;
        let later = town.clock.now().plus_seconds(40 * 24 * 3600).day();
        let mut cx = town.write(&employee(Role::Administrator)).await;
        identity::end_person(&mut cx, one, later).await.unwrap();
        let last = identity::end_person(&mut cx, two, later.next()).await;
        assert!(matches!(last, Err(IdentityError::Invalid(p)) if p[0].key == "identity-problem-last-administrator"));
    }
}

#[tokio::test]
async fn an_account_has_a_role_and_the_auditor_no_other() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        for (roles, key) in
            [(&[][..], "identity-problem-no-role"), (&[Role::Auditor, Role::Clerk][..], "identity-problem-auditor")]
        {
            let Err(IdentityError::Invalid(problems)) = identity::set_roles(&mut cx, clerk, roles).await else {
                panic!("{roles:?}")
            };
            assert_eq!(problems[0].key, key);
        }
        identity::set_roles(&mut cx, clerk, &[Role::Auditor]).await.unwrap();
        for (asked, count) in [(Role::Auditor, 1), (Role::Clerk, 0)] {
            let asked = PeopleFilter { role: Some(asked), without_code: true, ..PeopleFilter::default() };
            assert_eq!(identity::count_people(&mut cx, &asked).await.unwrap(), count);
        }
        let locked = PeopleFilter { locked: true, ..words("μαρία") };
        assert_eq!(identity::people(&mut cx, &locked, None, 9).await.unwrap().len(), 0);
    }
}

#[derive(sqlx::FromRow)]
struct Acting {
    actor: Option<kernel::EmployeeId>,
    actor_name: String,
}

#[tokio::test]
async fn the_trail_names_who_signed_in() {
    for town in Fresh::each().await {
        let (_, clerk) = town_with_clerk(&town).await;
        try_in(&town, PASSWORD).await.unwrap().unwrap();
        let mut cx = town.read(&employee(Role::Administrator)).await;
        let query = "select actor, actor_name from event where kind = 'identity.signed-in'";
        let args = cx.tx.args();
        let rows: Vec<Acting> = cx.tx.all(query, args).await.unwrap();
        assert_eq!((rows.len(), rows[0].actor), (1, Some(clerk)));
        assert!(!rows[0].actor_name.is_empty());
    }
}
