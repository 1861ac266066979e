//! People and accounts on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod account;
mod door;
mod exchange;
mod invitation;
mod organisation;
mod throttle;

use identity::{IdentityError, NewAccount, NewEmployee, NewPosition, NewUnit, PasswordHash, UnitKind};
use kernel::{Actor, EmployeeId, Permission, Role, UnitId};
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

async fn town_with_clerk(town: &Fresh) -> (UnitId, EmployeeId) {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let day = "2025-01-01".parse().unwrap();
    let unit = NewUnit {
        parent: None,
        kind: UnitKind::Department,
        code: "protocol".into(),
        name: "Τμήμα Πρωτοκόλλου".into(),
        email: None,
        valid_from: day,
    };
    let unit = identity::create_unit(&mut cx, unit).await.unwrap();
    let password = PasswordHash::make("σωστός κωδικός".into()).await.unwrap();
    let new = NewEmployee {
        name: "Μαρία Παππά".into(),
        email: None,
        code: None,
        positions: vec![NewPosition { unit, title: String::new(), is_main: true, is_head: false, is_deputy: false }],
        account: Some(NewAccount { user: "maria".into(), password, roles: vec![Role::Clerk] }),
        valid_from: day,
    };
    let clerk = identity::create_employee(&mut cx, new).await.unwrap();
    cx.commit().await.unwrap();
    (unit, clerk)
}

/// An employee with an account.
async fn hire(town: &Fresh, user: &str, email: Option<&str>, password: PasswordHash, role: Role) -> EmployeeId {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let new = NewEmployee {
        name: user.to_owned(),
        email: email.map(str::to_owned),
        code: None,
        positions: vec![],
        account: None,
        valid_from: town.clock.now().day(),
    };
    let id = identity::create_employee(&mut cx, new).await.unwrap();
    let account = NewAccount { user: user.to_owned(), password, roles: vec![role] };
    identity::create_account(&mut cx, id, account).await.unwrap();
    cx.commit().await.unwrap();
    id
}

async fn try_in(town: &Fresh, password: &str) -> Result<Option<String>, IdentityError> {
    let stranger = Arc::new(Actor::Stranger);
    let attempt =
        identity::attempt(town.read(&stranger).await, "ΜARIA".replace('Μ', "M").as_str(), password.into()).await?;
    let mut cx = town.write(&stranger).await;
    let signed_in = identity::sign_in(&mut cx, attempt, "test").await?;
    cx.commit().await?;
    Ok(signed_in.map(|s| s.token))
}

#[tokio::test]
async fn a_clerk_signs_in_and_out() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        assert!(try_in(&town, "λάθος").await.unwrap().is_none());
        let token = try_in(&town, "σωστός κωδικός").await.unwrap().unwrap();
        let mut tx = town.db.read().await.unwrap();
        let session = identity::session(&mut tx, &token, town.clock.now()).await.unwrap().unwrap();
        assert_eq!(session.employee.unit_name.as_deref(), Some("Τμήμα Πρωτοκόλλου"));
        assert_eq!(session.employee.roles, [Role::Clerk]);
        let later = town.clock.now().plus_seconds(13 * 3600);
        assert!(identity::session(&mut tx, &token, later).await.unwrap().is_none());
        drop(tx);
        let mut cx = town.write(&Arc::new(Actor::Employee(session.employee))).await;
        identity::sign_out(&mut cx, session.id).await.unwrap();
        cx.commit().await.unwrap();
        let mut tx = town.db.read().await.unwrap();
        assert!(identity::session(&mut tx, &token, town.clock.now()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_token_allows_no_more_than_its_scopes() {
    for town in Fresh::each().await {
        town_with_clerk(&town).await;
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let secret = identity::create_token(&mut cx, "maria", "δοκιμή", &[Permission::RegisterRead], 30).await.unwrap();
        cx.commit().await.unwrap();
        let mut tx = town.db.read().await.unwrap();
        let bearer = identity::token_bearer(&mut tx, &secret, town.clock.now()).await.unwrap().unwrap();
        let actor = Actor::Employee(bearer);
        assert!(actor.may(Permission::RegisterRead) && !actor.may(Permission::RegisterWrite));
    }
}

#[tokio::test]
async fn only_the_administrator_changes_the_organisation() {
    for town in Fresh::each().await {
        for role in [Role::Clerk, Role::Head, Role::Employee, Role::Auditor] {
            let mut cx = town.write(&employee(role)).await;
            let refused = identity::create_token(&mut cx, "maria", "x", &[], 30).await;
            assert!(matches!(refused, Err(IdentityError::Forbidden(_))), "{role}");
        }
    }
}
