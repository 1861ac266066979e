//! Rules that register without a person.

use crate::{mail, program, taken};
use intake::{Arrival, IntakeError, NewRule, State, Trouble};
use kernel::Role;
use register::Kind;
use testkit::{Fresh, employee};

fn rule(sender: &str, words: &str) -> NewRule {
    NewRule { sender: sender.to_owned(), words: words.to_owned(), kind: Some(Kind::Invoice), ..NewRule::default() }
}

#[tokio::test]
async fn mails_of_a_sender_are_registered_and_others_wait() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        intake::add_rule(&mut cx, rule("@DEI.gr", "λογαριασμός ρεύματος")).await.unwrap();
        cx.actor = program();
        let paper = |word: &str, from: &str, subject: &str| Arrival { subject: subject.to_owned(), ..mail(word, from) };
        let bill = "Λογαριασμός ρεύματος 11/2026";
        for (word, arrival, ours, meant) in [
            ("fits", paper("a", "info@dei.gr", bill), false, true),
            ("other words", paper("b", "info@dei.gr", "Διακοπή ρεύματος"), false, false),
            ("another domain that ends so", paper("c", "info@xdei.gr", bill), false, false),
            ("a program", Arrival { automatic: true, ..paper("d", "info@dei.gr", bill) }, false, false),
            ("an answer to ours", paper("e", "info@dei.gr", bill), true, false),
            ("not whole", Arrival { trouble: Some(Trouble::Large), ..paper("f", "info@dei.gr", bill) }, false, false),
            ("without a subject", paper("g", "info@dei.gr", ""), false, false),
        ] {
            let id = taken(&mut cx, arrival).await;
            assert_eq!(intake::by_rules(&mut cx, id, ours).await.unwrap(), meant, "{word}");
            assert!(!intake::by_rules(&mut cx, id, ours).await.unwrap(), "once: {word}");
        }
        cx.actor = employee(Role::Clerk);
        let (lines, _) = intake::tray(&mut cx, State::Registered, None).await.unwrap();
        let line = &lines[0];
        assert_eq!((lines.len(), line.decided_by_name.as_deref()), (1, Some(intake::BY_RULE)));
        let place = (line.entry_year.unwrap(), line.entry_number.unwrap());
        let register::Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await.unwrap() else { panic!() };
        assert_eq!((entry.fields.kind, entry.registered_by_name.as_str()), (Kind::Invoice, intake::BY_RULE));
    }
}

#[tokio::test]
async fn two_programs_that_answer_each_other_stop() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        intake::add_rule(&mut cx, rule("bot@dei.gr", "")).await.unwrap();
        cx.actor = program();
        let mut registered = 0;
        for number in 0..55 {
            let id = taken(&mut cx, mail(&format!("{number}"), "bot@dei.gr")).await;
            registered += usize::from(intake::by_rules(&mut cx, id, false).await.unwrap());
        }
        assert_eq!(registered, 50);
    }
}

#[tokio::test]
async fn many_names_of_one_domain_stop_too_and_what_people_register_does_not_count() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        for number in 0..50 {
            let id = taken(&mut cx, mail(&format!("by hand {number}"), "info@dei.gr")).await;
            let whole = intake::proposal(&mut cx, id).await.unwrap();
            let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
            intake::register(&mut cx, (id, whole.proposal.line.version), fields, vec![]).await.unwrap();
        }
        intake::add_rule(&mut cx, rule("@dei.gr", "")).await.unwrap();
        intake::add_rule(&mut cx, rule("info@dei.gr", "τιμολόγιο")).await.unwrap();
        cx.actor = program();
        let mut registered = 0;
        for number in 0..55 {
            let id = taken(&mut cx, mail(&format!("{number}"), &format!("a{number}@dei.gr"))).await;
            registered += usize::from(intake::by_rules(&mut cx, id, false).await.unwrap());
        }
        assert_eq!(registered, 50);
        let other = Arrival { subject: "Τιμολόγιο 7".to_owned(), ..mail("invoice", "info@dei.gr") };
        let id = taken(&mut cx, other).await;
        assert!(intake::by_rules(&mut cx, id, false).await.unwrap(), "another rule counts for itself");
    }
}

#[tokio::test]
async fn words_with_marks_between_them_are_found() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        intake::add_rule(&mut cx, rule("@dei.gr", "Λογ/σμός, Α.Μ. – 2026")).await.unwrap();
        cx.actor = program();
        for (word, subject, meant) in [("a", "Λογ/σμός (Α.Μ. 12) του 2026", true), ("b", "Λογ. του 2026", false)]
        {
            let id = taken(&mut cx, Arrival { subject: subject.to_owned(), ..mail(word, "info@dei.gr") }).await;
            assert_eq!(intake::by_rules(&mut cx, id, false).await.unwrap(), meant, "{subject}");
        }
    }
}

#[tokio::test]
async fn a_folder_that_was_closed_keeps_no_mail_from_its_number() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::add_folder(&mut cx, "99", "Λογαριασμοί").await.unwrap();
        let new = NewRule { folder: "99".to_owned(), ..rule("@dei.gr", "") };
        intake::add_rule(&mut cx, new).await.unwrap();
        register::end_folder(&mut cx, "99").await.unwrap();
        assert!(intake::rules(&mut cx).await.unwrap()[0].folder_open, "today is its last day");
        cx.now = cx.now.plus_seconds(2 * 24 * 60 * 60);
        assert!(!intake::rules(&mut cx).await.unwrap()[0].folder_open);
        cx.actor = program();
        let id = taken(&mut cx, mail("a", "info@dei.gr")).await;
        assert!(intake::by_rules(&mut cx, id, false).await.unwrap());
        let line = intake::proposal(&mut cx, id).await.unwrap().proposal.line;
        let place = (line.entry_year.unwrap(), line.entry_number.unwrap());
        let register::Found::Whole(entry) = register::get(&mut cx, place.0, place.1).await.unwrap() else { panic!() };
        assert_eq!(entry.fields.folder, None);
    }
}

#[tokio::test]
async fn rules_are_written_and_ended_by_the_protocol() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Head)).await;
        assert!(matches!(intake::add_rule(&mut cx, rule("a@b.gr", "")).await, Err(IntakeError::Forbidden(_))));
        cx.actor = employee(Role::Clerk);
        for sender in ["", "dei.gr", "a@b", "a@b@c.gr", "a b@c.gr", "@.gr", "<a@b.gr>"] {
            let wrong = intake::add_rule(&mut cx, rule(sender, "")).await;
            assert!(matches!(wrong, Err(IntakeError::Invalid("sender", _))), "{sender}: {wrong:?}");
        }
        assert!(matches!(intake::add_rule(&mut cx, rule("a@b.gr", "—")).await, Err(IntakeError::Invalid("words", _))));
        let folder = NewRule { folder: "99.9".to_owned(), ..rule("a@b.gr", "") };
        assert!(matches!(intake::add_rule(&mut cx, folder).await, Err(IntakeError::Invalid("folder", _))));
        let id = intake::add_rule(&mut cx, rule(" A@B.gr ", "")).await.unwrap();
        assert_eq!(intake::rules(&mut cx).await.unwrap()[0].sender, "a@b.gr");
        intake::end_rule(&mut cx, id).await.unwrap();
        assert!(matches!(intake::end_rule(&mut cx, id).await, Err(IntakeError::NotFound)));
        cx.actor = program();
        let mail = taken(&mut cx, mail("one", "a@b.gr")).await;
        assert!(!intake::by_rules(&mut cx, mail, false).await.unwrap());
    }
}
