//! Several clerks, and what each of them may do.

use crate::{mail, part, program, taken};
use intake::{Arrival, IntakeError, LETTER, Letter, State};
use kernel::Role;
use register::{Fields, RegisterError};
use std::sync::Arc;
use testkit::{Fresh, employee};

#[tokio::test]
async fn two_clerks_do_not_collide() {
    for town in Fresh::each().await {
        let (maria, anna) = (employee(Role::Clerk), employee(Role::Clerk));
        let mut cx = town.write(&program()).await;
        let id = taken(&mut cx, mail("one", "a@example.gr")).await;
        cx.commit().await.unwrap();

        let mut cx = town.write(&maria).await;
        let whole = intake::proposal(&mut cx, id).await.unwrap();
        let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
        let seen = whole.proposal.line.version;
        intake::claim(&mut cx, id, false).await.unwrap();
        cx.commit().await.unwrap();

        let mut cx = town.write(&anna).await;
        let kept = intake::register(&mut cx, (id, seen), fields.clone(), vec![]).await;
        assert!(matches!(&kept, Err(IntakeError::Claimed { by, .. }) if by == "Μαρία Παππά"), "{kept:?}");
        assert!(matches!(intake::claim(&mut cx, id, false).await, Err(IntakeError::Claimed { .. })));
        assert!(matches!(intake::release(&mut cx, id).await, Err(IntakeError::Moved)), "it is not hers");
        intake::claim(&mut cx, id, true).await.unwrap();
        cx.commit().await.unwrap();

        // Maria's page is older than that.
        let mut cx = town.write(&maria).await;
        let late = intake::register(&mut cx, (id, seen), fields.clone(), vec![]).await;
        assert!(matches!(late, Err(IntakeError::Claimed { .. })), "{late:?}");
        drop(cx);

        let mut cx = town.write(&anna).await;
        let entry = intake::register(&mut cx, (id, seen), fields.clone(), vec![]).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.write(&maria).await;
        for seen in [seen, seen + 3] {
            let again = intake::register(&mut cx, (id, seen), fields.clone(), vec![]).await;
            assert!(matches!(again, Err(IntakeError::Moved)), "{again:?}");
        }
        assert!(matches!(intake::refuse(&mut cx, (id, seen), "διπλό", true).await, Err(IntakeError::Moved)));
        assert!(matches!(intake::claim(&mut cx, id, true).await, Err(IntakeError::Moved)));
        let line = intake::proposal(&mut cx, id).await.unwrap().proposal.line;
        assert_eq!((line.state, line.entry_number), (State::Registered, Some(entry.number)));
        let (lines, next) = intake::tray(&mut cx, State::Registered, None).await.unwrap();
        assert!(lines.len() == 1 && next.is_none());
    }
}

/// Two who press at the same moment: one number is given.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_press_at_once_one_registers() {
    for town in Fresh::each().await {
        let mut cx = town.write(&program()).await;
        let id = taken(&mut cx, mail("one", "a@example.gr")).await;
        cx.commit().await.unwrap();
        let town = Arc::new(town);
        let press = |_| {
            let town = town.clone();
            tokio::spawn(async move {
                let mut cx = town.write(&employee(Role::Clerk)).await;
                let whole = intake::proposal(&mut cx, id).await.unwrap();
                let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
                match intake::register(&mut cx, (id, 1), fields, vec![]).await {
                    Ok(_) => cx.commit().await.is_ok(),
                    Err(IntakeError::Moved) => false,
                    Err(error) => panic!("{error}"),
                }
            })
        };
        let pressed: Vec<_> = (0..6).map(press).collect();
        let mut done = 0;
        for one in pressed {
            done += usize::from(one.await.unwrap());
        }
        assert_eq!(done, 1);
        let mut cx = town.read(&employee(Role::Clerk)).await;
        assert_eq!(register::list(&mut cx, &register::Filter::default()).await.unwrap().rows.len(), 1);
    }
}

#[tokio::test]
async fn the_registers_own_checks_hold_and_nothing_is_decided_then() {
    for town in Fresh::each().await {
        let mut cx = town.write(&program()).await;
        let id = taken(&mut cx, Arrival { subject: String::new(), ..mail("one", "a@example.gr") }).await;
        cx.commit().await.unwrap();
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let whole = intake::proposal(&mut cx, id).await.unwrap();
        let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
        let wrong = intake::register(&mut cx, (id, 1), fields.clone(), vec![]).await;
        assert!(matches!(wrong, Err(IntakeError::Register(RegisterError::Invalid(_)))), "{wrong:?}");
        drop(cx);
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let line = intake::proposal(&mut cx, id).await.unwrap().proposal.line;
        assert_eq!((line.state, line.version), (State::Waiting, 1));
        let fields = Fields { subject: "Αίτηση".to_owned(), ..fields };
        assert_eq!(intake::register(&mut cx, (id, 1), fields, vec![]).await.unwrap().number, 1);
    }
}

#[tokio::test]
async fn senders_are_told_unless_a_program_wrote() {
    for town in Fresh::each().await {
        let mut cx = town.write(&program()).await;
        let mut ids = Vec::new();
        for (word, automatic) in [("one", false), ("two", false), ("bot", true), ("bounce", true)] {
            ids.push(taken(&mut cx, Arrival { automatic, ..mail(word, "a@example.gr") }).await);
        }
        cx.actor = employee(Role::Clerk);
        for id in [ids[0], ids[2]] {
            let whole = intake::proposal(&mut cx, id).await.unwrap();
            let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
            intake::register(&mut cx, (id, 1), fields, vec![]).await.unwrap();
        }
        for reason in ["", " ", "χ"] {
            let wrong = intake::refuse(&mut cx, (ids[1], 1), reason, true).await;
            assert!(matches!(wrong, Err(IntakeError::Invalid("reason", _))), "{reason}");
        }
        intake::refuse(&mut cx, (ids[1], 1), "δεν αφορά τον Δήμο", true).await.unwrap();
        intake::refuse(&mut cx, (ids[3], 1), "αυτόματο", true).await.unwrap();
        cx.actor = program();
        let jobs = queue::list(&mut cx, queue::State::Waiting, Some(LETTER), None, 10).await.unwrap();
        let told: Vec<Letter> = jobs.iter().map(|job| serde_json::from_str(&job.payload).unwrap()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        let registered = |l: &Letter| matches!(l, Letter::Registered { to, number: 1, .. } if to == "a@example.gr");
        let refused = |l: &Letter| matches!(l, Letter::Refused { reason, .. } if reason == "δεν αφορά τον Δήμο");
        assert!(told.iter().any(registered) && told.iter().any(refused), "{told:?}");
    }
}

#[tokio::test]
async fn what_comes_in_is_for_the_protocol_only() {
    for town in Fresh::each().await {
        let mut cx = town.write(&program()).await;
        let id = taken(&mut cx, mail("one", "a@example.gr")).await;
        for role in [Role::Employee, Role::Head, Role::Auditor, Role::Administrator] {
            cx.actor = employee(role);
            let forbidden = |error: IntakeError| matches!(error, IntakeError::Forbidden(_));
            assert!(forbidden(intake::count(&mut cx).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::tray(&mut cx, State::Waiting, None).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::proposal(&mut cx, id).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::claim(&mut cx, id, true).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::release(&mut cx, id).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::refuse(&mut cx, (id, 1), "όχι", false).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::take_in(&mut cx, mail("two", "")).await.unwrap_err()), "{role}");
            assert!(forbidden(intake::rules(&mut cx).await.unwrap_err()), "{role}");
        }
    }
}

#[tokio::test]
async fn the_sender_is_found_in_the_directory() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let party = |name: &str| register::Party {
            name: name.to_owned(),
            tax_id: None,
            email: Some("grafeio@example.gr".to_owned()),
        };
        for name in ["Άλφα Τεχνική", "Γιώργος Πολίτης"] {
            let (fields, _) = {
                let id = taken(&mut cx, mail(name, "x@example.gr")).await;
                let whole = intake::proposal(&mut cx, id).await.unwrap();
                intake::proposed(&mut cx, &whole.proposal).await.unwrap()
            };
            let fields = Fields { correspondent: Some(party(name)), ..fields };
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        let of = async |cx: &mut db::Cx, word: &str, name: &str| {
            let new = Arrival { from_name: name.to_owned(), ..mail(word, "grafeio@example.gr") };
            let id = taken(cx, new).await;
            let whole = intake::proposal(cx, id).await.unwrap();
            intake::proposed(cx, &whole.proposal).await.unwrap().1.map(|card| card.card.name)
        };
        // Two write from one office: the name decides, and nobody is taken for somebody else.
        assert_eq!(of(&mut cx, "one", "ΓΙΩΡΓΟΣ ΠΟΛΙΤΗΣ").await.as_deref(), Some("Γιώργος Πολίτης"));
        assert_eq!(of(&mut cx, "two", "Κάποιος Άλλος").await, None);
    }
}

#[tokio::test]
async fn what_was_decided_last_is_listed_first() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let mut all = Vec::new();
        for number in 0..60 {
            all.push(taken(&mut cx, mail(&format!("{number}"), "a@example.gr")).await);
        }
        // The last that came is decided first.
        for id in all.iter().rev() {
            cx.now = cx.now.plus_seconds(1);
            intake::refuse(&mut cx, (*id, 1), "όχι εδώ", false).await.unwrap();
        }
        let (lines, next) = intake::tray(&mut cx, State::Refused, None).await.unwrap();
        let (rest, end) = intake::tray(&mut cx, State::Refused, next).await.unwrap();
        let listed: Vec<_> = lines.iter().chain(&rest).map(|line| line.id).collect();
        assert!(listed == all && end.is_none());
    }
}

#[tokio::test]
async fn what_was_refused_is_forgotten_after_a_while_but_for_the_decision() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let twice = || part(&town, "ίδιο.pdf", b"%PDF-1.4 the same");
        let first = Arrival {
            parts: vec![twice().await, part(&town, "μόνο.pdf", b"%PDF-1.4 x").await],
            ..mail("one", "a@example.gr")
        };
        let again = first.clone();
        let id = taken(&mut cx, first).await;
        let other = taken(&mut cx, Arrival { parts: vec![twice().await], ..mail("two", "b@example.gr") }).await;
        intake::refuse(&mut cx, (id, 1), "διαφημιστικό", false).await.unwrap();
        cx.now = cx.now.plus_seconds(60 * 24 * 60 * 60);
        intake::refuse(&mut cx, (other, 1), "διαφημιστικό", false).await.unwrap();
        assert_eq!(intake::forget(&mut cx, 90).await.unwrap(), 0);
        cx.now = cx.now.plus_seconds(31 * 24 * 60 * 60);
        assert_eq!((intake::forget(&mut cx, 90).await.unwrap(), intake::forget(&mut cx, 90).await.unwrap()), (1, 0));
        let whole = intake::proposal(&mut cx, id).await.unwrap();
        let (said, line) = (&whole.proposal, &whole.proposal.line);
        let words = [&line.from_name, &line.from_address, &line.subject, &said.body, &said.recipients];
        assert!(words.iter().all(|word| word.is_empty()) && said.message_id.is_none() && whole.parts.is_empty());
        assert_eq!((line.state, line.reason.as_deref()), (State::Refused, Some("διαφημιστικό")));
        assert_eq!(said.forgotten_at, Some(cx.now));
        assert_eq!(intake::known(&mut cx, &again.identity).await.unwrap(), Some(id), "it is known when it comes again");
        assert_eq!(intake::proposal(&mut cx, other).await.unwrap().files().count(), 1, "the other stays");
        cx.actor = employee(Role::Administrator);
        let usage = documents::usage(&mut cx).await.unwrap();
        assert_eq!((usage.files, usage.stored_files), (1, 1), "what nobody names is not kept");
        cx.actor = employee(Role::Head);
        assert!(intake::forget(&mut cx, 0).await.is_err());
        cx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn since_when_the_mailbox_cannot_be_read_is_kept_until_it_can() {
    for town in Fresh::each().await {
        let mut cx = town.write(&program()).await;
        let since = cx.now;
        assert_eq!(intake::mailbox_trouble(&mut cx).await.unwrap(), None);
        for error in ["no answer", "wrong password"] {
            intake::note_mailbox(&mut cx, Some(error)).await.unwrap();
            cx.now = cx.now.plus_seconds(60);
        }
        for role in [Role::Clerk, Role::Administrator] {
            cx.actor = employee(role);
            let trouble = intake::mailbox_trouble(&mut cx).await.unwrap().unwrap();
            assert_eq!((trouble.since, trouble.at), (since, since.plus_seconds(60)), "{role}");
            assert_eq!(trouble.error, "wrong password");
        }
        for role in [Role::Employee, Role::Head, Role::Administrator] {
            cx.actor = employee(role);
            assert!(intake::note_mailbox(&mut cx, None).await.is_err(), "{role}");
        }
        cx.actor = employee(Role::Head);
        assert!(intake::mailbox_trouble(&mut cx).await.is_err());
    }
}
