//! Whoever gets a document is told by e-mail, over a real mail server.

use crate::program::{Server, installation};
use circulation::{NewAssignment, Order, Purpose, Recipient};
use identity::{NewEmployee, NewPosition, NewUnit, UnitKind};
use kernel::{Actor, Clock};
use register::{Confidentiality, Direction, Fields, Kind, Party};
use std::sync::Arc;
use testkit::Smtp;

fn letter(confidentiality: Confidentiality) -> Fields {
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
    let (valid_from, email) = ("2025-01-01".parse().unwrap(), Some("works@nisida.gr".to_owned()));
    let (code, name, kind) = ("works".to_owned(), "Τμήμα Έργων".to_owned(), UnitKind::Department);
    let unit = NewUnit { parent: None, kind, code, name, email, valid_from };
    let unit = identity::create_unit(&mut cx, unit).await.unwrap();
    let head = NewPosition { unit, title: String::new(), is_main: true, is_head: true, is_deputy: false };
    let (name, email) = ("Νίκος Δήμου".to_owned(), Some("nikos@nisida.gr".to_owned()));
    let head = NewEmployee { name, email, code: None, positions: vec![head], account: None, valid_from };
    identity::create_employee(&mut cx, head).await.unwrap();
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
