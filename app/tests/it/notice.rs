//! Whoever gets a document is told by e-mail, over a real mail server.

use crate::program::{Server, installation};
use circulation::{NOTICE, NewAssignment, Notice, Order, Purpose, Recipient};
use identity::{NewEmployee, NewPosition, NewUnit, UnitKind};
use kernel::{Actor, Clock, UnitId};
use register::{Confidentiality, Direction, Fields, Kind, Party};
use std::sync::Arc;
use testkit::Smtp;

/// A letter that came in.
pub fn letter(confidentiality: Confidentiality) -> Fields {
    Fields {
        direction: Direction::Incoming,
        subject: "Λακκούβα στην παραλία".into(),
        correspondent: Some(Party { name: "Σύλλογος Κατοίκων".into(), tax_id: None, email: None }),
        further: vec![],
        competent_unit: None,
        their_number: None,
        their_date: None,
        kind: Kind::Letter,
        channel: register::Channel::Counter,
        confidentiality,
        related: vec![],
        folder: None,
        details: None,
        language: "el".into(),
    }
}

/// A department with a mailbox, and its head.
async fn department(cx: &mut db::Cx, mailbox: &str) -> UnitId {
    let (valid_from, email) = ("2025-01-01".parse().unwrap(), Some(mailbox.to_owned()));
    let (code, name, kind) = ("works".to_owned(), "Τμήμα Έργων".to_owned(), UnitKind::Department);
    let unit = NewUnit { parent: None, kind, code, name, email, valid_from };
    let unit = identity::create_unit(cx, unit).await.unwrap();
    let head = NewPosition { unit, title: String::new(), is_main: true, is_head: true, is_deputy: false };
    let (name, email) = ("Νίκος Δήμου".to_owned(), Some("nikos@nisida.gr".to_owned()));
    let head = NewEmployee { name, email, code: None, positions: vec![head], account: None, valid_from };
    identity::create_employee(cx, head).await.unwrap();
    unit
}

#[tokio::test(flavor = "multi_thread")]
async fn unit_and_head_are_told_of_an_assignment_and_nothing_confidential_is_in_the_mail() {
    let (folder, mut smtp) = (installation(), Smtp::start(false));
    let port = smtp.port.to_string();
    let mail = [("ASTY_MAIL_SERVER", "localhost"), ("ASTY_MAIL_PORT", port.as_str()), ("ASTY_MAIL_SECURITY", "none")];
    let server = Server::start(folder.path(), &mail);
    let path = folder.path().join("data/nisida/asty.db");
    let db = db::Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let tx = db.write().await.unwrap();
    let mut cx = db::Cx::new(Arc::new(Actor::System("test")), Clock::System.now(), None, tx);
    let unit = department(&mut cx, "works@nisida.gr").await;
    for confidentiality in [Confidentiality::Open, Confidentiality::Confidential] {
        let entry = register::register(&mut cx, letter(confidentiality), vec![]).await.unwrap();
        let to = vec![NewAssignment { to: Recipient { unit, employee: None }, purpose: Purpose::Action }];
        let order = Order { to, instructions: "Αυτοψία αύριο".into(), ..Order::default() };
        circulation::assign(&mut cx, (entry.year, entry.number), order).await.unwrap();
    }
    cx.commit().await.unwrap();
    let mut told = Vec::new();
    for _ in 0..4 {
        let mail = smtp.receive();
        let (to, text) = (mail["to"][0].as_str().unwrap().to_owned(), mail["text"].as_str().unwrap().to_owned());
        assert!(mail["headers"]["subject"].as_str().unwrap().starts_with("Χρέωση για ενέργεια: Α.Π. "), "{mail}");
        assert!(text.contains("https://nisida.localhost/desk/register/20"), "{text}");
        let open = text.contains("Λακκούβα στην παραλία");
        assert_eq!(text.contains("Αυτοψία αύριο"), open, "{text}");
        told.push((to, open));
    }
    told.sort();
    let both = |to: &str| [(to.to_owned(), false), (to.to_owned(), true)];
    assert_eq!(told, [both("nikos@nisida.gr"), both("works@nisida.gr")].concat());
    server.stop();
}

/// The mailbox of the department is refused for good, which whoever assigned sees on the entry; the head is told of the
/// assignment, with the file that it is about, and of its deadline.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_seen_and_a_deadline_is_told() {
    let (folder, mut smtp) = (installation(), Smtp::start(false));
    let port = smtp.port.to_string();
    let mail = [("ASTY_MAIL_SERVER", "localhost"), ("ASTY_MAIL_PORT", port.as_str()), ("ASTY_MAIL_SECURITY", "none")];
    let server = Server::start(folder.path(), &mail);
    let path = folder.path().join("data/nisida/asty.db");
    let db = db::Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let actor = Arc::new(Actor::System("test"));
    let mut cx = db::Cx::new(actor.clone(), Clock::System.now(), None, db.write().await.unwrap());
    let unit = department(&mut cx, "nobody@nisida.gr").await;
    let stored = blobs::Stored { sha256: [7; 32], size: 3, media_type: "text/plain", encrypted: false, new: true };
    let file = documents::attach(&mut cx, "Σχέδιο.txt", &stored).await.unwrap();
    let about = Some(file.id);
    let entry = register::register(&mut cx, letter(Confidentiality::Open), vec![file]).await.unwrap();
    let to = vec![NewAssignment { to: Recipient { unit, employee: None }, purpose: Purpose::Action }];
    let due = circulation::deadline(&mut cx, "1").await.unwrap();
    let order = Order { to, due, file: about, ..Order::default() };
    let made = circulation::assign(&mut cx, (entry.year, entry.number), order).await.unwrap();
    let day = cx.now.day();
    cx.commit().await.unwrap();
    let told = smtp.receive();
    assert_eq!(told["to"][0], "nikos@nisida.gr");
    assert!(told["text"].as_str().unwrap().contains("Αφορά το αρχείο: Σχέδιο.txt"), "{told}");
    let mut cx = db::Cx::new(actor.clone(), Clock::System.now(), None, db.write().await.unwrap());
    queue::enqueue(&mut cx, NOTICE, "due", &Notice::Due { assignment: made[0], day }).await.unwrap();
    cx.commit().await.unwrap();
    let told = smtp.receive();
    assert!(told["headers"]["subject"].as_str().unwrap().starts_with("Λήγει προθεσμία: Α.Π. "), "{told}");
    assert!(told["text"].as_str().unwrap().contains(&due.unwrap().greek()), "{told}");
    // Both mails to the mailbox, each once.
    let lost = loop {
        let mut cx = db::Cx::new(actor.clone(), Clock::System.now(), None, db.read().await.unwrap());
        let lost = circulation::way(&mut cx, &entry).await.unwrap().undelivered;
        if lost.len() == 2 {
            break lost;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    };
    assert!(lost.iter().all(|one| one.address == "nobody@nisida.gr" && one.error.contains("550")), "{lost:?}");
    server.stop();
}
