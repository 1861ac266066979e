//! Invitations: sent after the commit, good once and for seven days, ended by whatever takes their place.

use crate::{hire, try_in};
use identity::{IdentityError, Invitation, InvitationState, PasswordHash, PersonDetails, SignedIn};
use kernel::{Actor, EmployeeId, Role};
use mail::Mail;
use std::sync::Arc;
use testkit::{Fresh, employee};

const DAY: i64 = 24 * 3600;
const CHOSEN: &str = "τρία γαλάζια παράθυρα";

fn letter(invitation: &Invitation) -> Mail {
    let Invitation { email, user, token, .. } = invitation;
    Mail { to: email.clone(), subject: user.clone(), text: token.clone(), ..Mail::default() }
}

/// A clerk without a password, who waits for an invitation.
async fn waiting(town: &Fresh, user: &str, email: Option<&str>) -> EmployeeId {
    hire(town, user, email, PasswordHash::none(), Role::Clerk).await
}

/// Invites, and gives the secret of the letter that waits among the jobs.
async fn invite(town: &Fresh, id: EmployeeId) -> Result<String, IdentityError> {
    let sent = std::sync::Mutex::new(String::new());
    let mut cx = town.write(&employee(Role::Administrator)).await;
    identity::invite(&mut cx, id, |invitation| {
        *sent.lock().unwrap() = invitation.token.clone();
        letter(invitation)
    })
    .await?;
    cx.commit().await.unwrap();
    Ok(sent.into_inner().unwrap())
}

async fn state(town: &Fresh, token: &str) -> Result<InvitationState, IdentityError> {
    identity::invitation(&mut town.read(&Arc::new(Actor::Stranger)).await, token).await
}

async fn accept(town: &Fresh, token: &str) -> Result<SignedIn, IdentityError> {
    let hash = PasswordHash::make(CHOSEN.into()).await.unwrap();
    let mut cx = town.write(&Arc::new(Actor::Stranger)).await;
    let signed_in = identity::accept(&mut cx, token, &hash, "test").await?;
    cx.commit().await.unwrap();
    Ok(signed_in)
}

#[tokio::test]
async fn whoever_is_invited_sets_a_password_once_and_is_in() {
    for town in Fresh::each().await {
        let id = waiting(&town, "maria", Some("maria@asty.gr")).await;
        assert!(try_in(&town, "-").await.unwrap().is_none(), "no password is no way in");
        let token = invite(&town, id).await.unwrap();
        assert_eq!(token.len(), 43, "256 bits");
        assert!(matches!(state(&town, &token).await.unwrap(), InvitationState::Open { user, .. } if user == "maria"));
        assert!(matches!(state(&town, "unknown").await, Err(IdentityError::NotFound)));
        let signed_in = accept(&town, &token).await.unwrap();
        let mut tx = town.db.read().await.unwrap();
        let session = identity::session(&mut tx, &signed_in.token, town.clock.now()).await.unwrap().unwrap();
        assert!(session.employee.id == id && !session.must_change);
        drop(tx);
        assert_eq!(state(&town, &token).await.unwrap(), InvitationState::Used);
        assert!(matches!(accept(&town, &token).await, Err(IdentityError::NotFound)));
        assert!(try_in(&town, CHOSEN).await.unwrap().is_some());
        // Whoever has a password of their own is not invited: it would be a way around it.
        assert!(matches!(invite(&town, id).await, Err(IdentityError::Invalid(_))));
    }
}

#[tokio::test]
async fn of_two_who_come_with_one_link_one_is_too_late() {
    for town in Fresh::each().await {
        let id = waiting(&town, "maria", Some("maria@asty.gr")).await;
        let token = invite(&town, id).await.unwrap();
        let (one, other) = tokio::join!(accept(&town, &token), accept(&town, &token));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn whatever_takes_its_place_ends_an_invitation() {
    for town in Fresh::each().await {
        let id = waiting(&town, "maria", Some("maria@asty.gr")).await;
        let administrator = employee(Role::Administrator);
        let first = invite(&town, id).await.unwrap();
        let second = invite(&town, id).await.unwrap();
        assert_eq!(state(&town, &first).await.unwrap(), InvitationState::Ended);
        assert!(matches!(accept(&town, &first).await, Err(IdentityError::NotFound)));

        let mut cx = town.write(&administrator).await;
        let email = Some("other@asty.gr".to_owned());
        let details = PersonDetails { name: "maria".into(), code: None, email, phone: None };
        identity::change_person(&mut cx, id, details).await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(state(&town, &second).await.unwrap(), InvitationState::Ended, "the address is another's");

        let third = invite(&town, id).await.unwrap();
        let mut cx = town.write(&administrator).await;
        identity::lock(&mut cx, id).await.unwrap();
        identity::unlock(&mut cx, id).await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(state(&town, &third).await.unwrap(), InvitationState::Ended, "it was locked meanwhile");

        let fourth = invite(&town, id).await.unwrap();
        town.clock.set(town.clock.now().plus_seconds(7 * DAY - 1));
        assert!(matches!(state(&town, &fourth).await.unwrap(), InvitationState::Open { .. }));
        town.clock.set(town.clock.now().plus_seconds(1));
        assert_eq!(state(&town, &fourth).await.unwrap(), InvitationState::Ended);
        assert!(matches!(accept(&town, &fourth).await, Err(IdentityError::NotFound)));
    }
}

#[tokio::test]
async fn all_who_wait_are_invited_at_once_and_listed() {
    for town in Fresh::each().await {
        for user in ["anna", "eleni", "zoi"] {
            waiting(&town, user, Some(&format!("{user}@asty.gr"))).await;
        }
        let unreachable = waiting(&town, "nobody", None).await;
        assert!(matches!(invite(&town, unreachable).await, Err(IdentityError::Invalid(_))));
        let administrator = employee(Role::Administrator);
        let mut cx = town.write(&administrator).await;
        let counts = identity::count_waiting(&mut cx).await.unwrap();
        assert_eq!((counts.waiting, counts.uninvited, counts.unreachable), (4, 3, 1));
        assert_eq!(identity::invite_waiting(&mut cx, 2, letter).await.unwrap(), 2);
        assert_eq!(identity::invite_waiting(&mut cx, 2, letter).await.unwrap(), 1);
        assert_eq!(identity::invite_waiting(&mut cx, 2, letter).await.unwrap(), 0);
        let jobs = queue::list(&mut cx, queue::State::Waiting, Some(mail::KIND), None, 9).await.unwrap();
        assert_eq!(jobs.len(), 3);
        let first = identity::waiting(&mut cx, None, 2).await.unwrap();
        let last = first.last().map(|w| (w.name_folded.clone(), w.id));
        let rest = identity::waiting(&mut cx, last, 9).await.unwrap();
        let names: Vec<_> = first.iter().chain(&rest).map(|w| (w.name.as_str(), w.expires_at.is_some())).collect();
        assert_eq!(names, [("anna", true), ("eleni", true), ("nobody", false), ("zoi", true)]);
        drop(cx);
        let mut cx = town.write(&employee(Role::Clerk)).await;
        assert!(matches!(identity::invite_waiting(&mut cx, 9, letter).await, Err(IdentityError::Forbidden(_))));
        assert!(matches!(identity::waiting(&mut cx, None, 9).await, Err(IdentityError::Forbidden(_))));
    }
}

#[tokio::test]
async fn who_guesses_keeps_nobody_from_their_invitation() {
    let town = Fresh::sqlite().await;
    let id = waiting(&town, "maria", Some("maria@asty.gr")).await;
    let token = invite(&town, id).await.unwrap();
    for _ in 0..5 {
        assert!(try_in(&town, "λάθος").await.unwrap().is_none());
    }
    accept(&town, &token).await.unwrap();
}
