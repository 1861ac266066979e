//! A mail server that does not do what it should: nothing waits for ever behind what it refuses.
#![allow(clippy::unwrap_used)]

use super::*;
use intake::{Line, State};
use kernel::{Employee, EmployeeId, Role};
use mailbox::Security;
use testkit::{Imap, Whim};

struct Place {
    visitor: Visitor,
    server: Server,
    imap: Imap,
    _folder: tempfile::TempDir,
}

async fn place() -> Place {
    let (folder, imap) = (tempfile::tempdir().unwrap(), Imap::start());
    let config = crate::town::place("Δήμος", "asty.localhost", folder.path(), None).unwrap();
    let town = crate::town("Δήμος", "asty.localhost", folder.path(), None).await.unwrap();
    let (host, user, password) = ("localhost".to_owned(), "asty".to_owned(), "x".to_owned());
    let server = Server { host, port: imap.port, security: Security::None, user, password, authority: None };
    let visitor = Visitor::new(Arc::new(town), config, Clock::System, Words::load().unwrap());
    Place { visitor, server, imap, _folder: folder }
}

fn mail(word: &str) -> String {
    format!("Message-ID: <{word}@example.gr>\r\nFrom: {word}@example.gr\r\nSubject: {word}\r\n\r\n{word}\r\n")
}

impl Place {
    async fn cx(&self) -> Cx {
        let (id, name) = (EmployeeId::new(), "Μαρία Παππά".to_owned());
        let (unit, unit_name, roles) = (None, None, vec![Role::Clerk]);
        let clerk = Actor::Employee(Employee { id, name, unit, unit_name, roles, scopes: None, bearer: None });
        Cx::new(Arc::new(clerk), Clock::System.now(), None, self.visitor.town.db.write().await.unwrap())
    }

    async fn waiting(&self) -> Vec<Line> {
        intake::tray(&mut self.cx().await, State::Waiting, None).await.unwrap().0
    }

    async fn refuse(&self, subject: &str) {
        let line = self.waiting().await.into_iter().find(|line| line.subject == subject).unwrap();
        let mut cx = self.cx().await;
        intake::refuse(&mut cx, (line.id, line.version), "διαφημιστικό", false).await.unwrap();
        cx.commit().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_does_not_give_keeps_nothing_waiting_and_is_shown_in_the_end() {
    let mut at = place().await;
    for (uid, whim) in [(1, Whim::Breaks), (2, Whim::Refuses), (3, Whim::Hides), (4, Whim::Gives)] {
        at.imap.put(uid, &mail(&format!("m{uid}")), whim);
    }
    assert!(at.visitor.visit(&at.server).await.is_err(), "the connection broke");
    assert!(!at.visitor.visit(&at.server).await.unwrap_or(false));
    let lines = at.waiting().await;
    assert_eq!(lines.iter().map(|line| line.subject.as_str()).collect::<Vec<_>>(), ["m4"]);
    for _ in 0..TRIES * 2 + 2 {
        let _ = at.visitor.visit(&at.server).await;
    }
    let lines = at.waiting().await;
    let lost: Vec<_> = lines.iter().filter(|line| line.trouble == Some(Trouble::Unreadable)).collect();
    assert_eq!((lines.len(), lost.len()), (4, 3), "nobody is left to wait for ever");
    let asked = at.imap.heard("UID FETCH");
    assert!(!at.visitor.visit(&at.server).await.unwrap());
    assert_eq!(at.imap.heard("UID FETCH"), asked, "all of them are known");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_in_the_way_is_kept_for_the_pages_and_taken_away_again() {
    let mut at = place().await;
    let port = std::mem::replace(&mut at.server.port, 1);
    let kept = async |at: &Place| intake::mailbox_trouble(&mut at.cx().await).await.unwrap();
    let visited = at.visitor.visit(&at.server).await;
    at.visitor.tell(visited.as_ref().err()).await;
    assert!(kept(&at).await.unwrap().error.starts_with("mailbox: "));
    at.server.port = port;
    let visited = at.visitor.visit(&at.server).await;
    at.visitor.tell(visited.as_ref().err()).await;
    assert_eq!(kept(&at).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_moved_keeps_nothing_new_waiting() {
    let mut at = place().await;
    for (uid, whim) in [(1, Whim::Keeps), (2, Whim::Pretends), (3, Whim::Gives)] {
        at.imap.put(uid, &mail(&format!("m{uid}")), whim);
    }
    at.visitor.visit(&at.server).await.unwrap();
    for subject in ["m1", "m2", "m3"] {
        at.refuse(subject).await;
    }
    at.imap.put(4, &mail("m4"), Whim::Gives);
    at.visitor.visit(&at.server).await.unwrap();
    assert_eq!(at.imap.uids(), [1, 2, 4]);
    assert_eq!(at.waiting().await[0].subject, "m4");
    let (asked, moved) = (at.imap.heard("UID FETCH"), at.imap.heard("UID MOVE"));
    at.visitor.visit(&at.server).await.unwrap();
    assert_eq!((at.imap.heard("UID FETCH"), at.imap.heard("UID MOVE")), (asked, moved), "they are left for a while");
    // Once the server does what it says.
    at.imap.put(1, &mail("m1"), Whim::Gives);
    at.imap.put(2, &mail("m2"), Whim::Gives);
    at.visitor.left.clear();
    at.visitor.visit(&at.server).await.unwrap();
    assert_eq!(at.imap.uids(), [4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decided_mail_that_lies_there_again_is_moved_again_and_not_fetched_for_ever() {
    let mut at = place().await;
    at.imap.put(1, &mail("m1"), Whim::Gives);
    at.visitor.visit(&at.server).await.unwrap();
    at.refuse("m1").await;
    at.visitor.visit(&at.server).await.unwrap();
    assert!(at.imap.uids().is_empty());
    // A backup of the mail server was played back.
    at.imap.put(1, &mail("m1"), Whim::Gives);
    at.visitor.visit(&at.server).await.unwrap();
    assert!(at.imap.uids().is_empty(), "it is known, and goes where it was");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_believes_the_sender_where_the_mail_server_does() {
    let mut at = place().await;
    at.visitor.place.mailbox.sender_checked_by = Some("mx.asty.gr".to_owned());
    let mut cx = at.cx().await;
    let sender = "@example.gr".to_owned();
    intake::add_rule(&mut cx, intake::NewRule { sender, ..intake::NewRule::default() }).await.unwrap();
    cx.commit().await.unwrap();
    let said = |results: &str, word| format!("Authentication-Results: {results}\r\n{}", mail(word));
    at.imap.put(1, &mail("silent"), Whim::Gives);
    at.imap.put(2, &said("mx.asty.gr; dmarc=fail header.from=example.gr", "failed"), Whim::Gives);
    at.imap.put(3, &said("mx.stranger.gr; dmarc=pass header.from=example.gr", "forged"), Whim::Gives);
    at.imap.put(4, &said("mx.asty.gr; dmarc=pass header.from=example.gr", "passed"), Whim::Gives);
    at.visitor.visit(&at.server).await.unwrap();
    let waiting: Vec<_> = at.waiting().await.into_iter().map(|line| line.subject).collect();
    assert_eq!(waiting.len(), 3);
    assert!(!waiting.contains(&"passed".to_owned()), "{waiting:?}");
    at.visitor.place.mailbox.sender_checked_by = None;
    at.imap.put(5, &mail("believed"), Whim::Gives);
    at.visitor.visit(&at.server).await.unwrap();
    assert_eq!(at.waiting().await.len(), 3, "nobody checks: each mail is believed");
}
