//! From a real mailbox (Dovecot) to the proof of entry in the sender's hands, over a real mail server.

use crate::program::{Server, good, installation};
use base64::{Engine, engine::general_purpose::STANDARD};
use db::{Cx, Db};
use intake::{Line, State};
use kernel::{Actor, Clock, Employee, EmployeeId, Role};
use register::Entry;
use std::{path::Path, sync::Arc, time::Duration};
use testkit::{Dovecot, Smtp};

const CITIZEN: &str = "Message-ID: <aitisi-1@example.gr>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0200\r\n\
    From: =?utf-8?b?zpPOuc+Oz4HOs86/z4I=?= <giorgos@example.gr>\r\nTo: protocol@nisida.gr\r\n\
    Subject: =?utf-8?b?zpHOr8+EzrfPg863?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Σας στέλνω την <b>αίτηση</b>.</p><script>alert(1)</script>\r\n\
    --b\r\nContent-Type: text/plain; name=\"../aitisi.txt\"\r\nContent-Disposition: attachment; filename=\"../aitisi.txt\"\r\n\r\n\
    the application\r\n--b--\r\n";
const HOLIDAY: &str = "Message-ID: <away@example.gr>\r\nFrom: away@example.gr\r\nSubject: Out of office\r\n\
    Auto-Submitted: auto-replied\r\n\r\nI am away.\r\n";
/// As Postfix writes it.
const REPORT: &str = "Return-Path: <>\r\nFrom: MAILER-DAEMON@example.gr\r\nTo: asty@nisida.gr\r\nMIME-Version: 1.0\r\n\
    Subject: Undelivered Mail Returned to Sender\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
    Reporting-MTA: dns; mail.example.gr\r\n\r\nFinal-Recipient: rfc822; giorgos@example.gr\r\nAction: failed\r\n\
    Status: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 full\r\n\r\n\
    --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: MESSAGE\r\n\r\n--b--\r\n";
const SPAM: &str = "From: spam@example.gr\r\nSubject: Offer\r\n\r\nBuy.\r\n";

async fn cx(folder: &Path) -> Cx {
    let path = folder.join("data/nisida/asty.db");
    let db = Db::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    let clerk = Employee {
        id: EmployeeId::new(),
        name: "Μαρία Παππά".to_owned(),
        unit: None,
        unit_name: None,
        roles: vec![Role::Clerk],
        scopes: None,
        bearer: None,
    };
    let actor = Arc::new(Actor::Employee(clerk));
    Cx::new(actor, Clock::System.now(), None, db.write().await.unwrap())
}

/// Waits until so many wait in the tray.
async fn waiting(folder: &Path, count: usize) -> Vec<Line> {
    for _ in 0..600 {
        let lines = intake::tray(&mut cx(folder).await, State::Waiting, None).await.unwrap().0;
        if lines.len() == count {
            return lines;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{count} do not come to wait");
}

/// Waits until the folders of the mailbox hold so many mails.
async fn filed(dovecot: &Dovecot, inbox: usize, registered: usize, refused: usize) {
    let now = || (dovecot.count("INBOX"), dovecot.count("Registered"), dovecot.count("Refused"));
    for _ in 0..600 {
        if now() == (inbox, registered, refused) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{:?}", now());
}

/// The program with this mailbox and this mail server.
fn started(folder: &Path, dovecot: &Dovecot, smtp: &Smtp) -> Server {
    let (port, tls) = (smtp.port.to_string(), dovecot.tls.to_string());
    let authority = dovecot.authority.display().to_string();
    let environment = [
        ("ASTY_MAIL_SERVER", "localhost"),
        ("ASTY_MAIL_PORT", port.as_str()),
        ("ASTY_MAIL_SECURITY", "none"),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_SERVER", "localhost"),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_PORT", tls.as_str()),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_USER", "asty"),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_PASSWORD", "right-word"),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_AUTHORITY", authority.as_str()),
        ("ASTY_MUNICIPALITY_NISIDA_MAILBOX_EVERY", "5"),
    ];
    Server::start(folder, &environment)
}

/// The proof comes back: the entry tells, and nobody has to look into the report.
async fn comes_back(folder: &Path, dovecot: &Dovecot, id: &str, entry: &Entry) {
    dovecot.deliver("6", REPORT.replace("MESSAGE", id).as_bytes());
    filed(dovecot, 0, 4, 2).await;
    assert!(waiting(folder, 0).await.is_empty());
    let mut cx = cx(folder).await;
    let lost = circulation::way(&mut cx, entry).await.unwrap().undelivered;
    assert_eq!(
        (lost.len(), lost[0].address.as_str(), lost[0].error.as_str()),
        (1, "giorgos@example.gr", "552 5.2.2 full")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_becomes_an_entry_and_its_sender_gets_the_proof() {
    let folder = installation();
    let Some(dovecot) = Dovecot::start(folder.path()) else { return };
    let mut smtp = Smtp::start(false);
    for (name, mail) in [("1", CITIZEN), ("2", HOLIDAY), ("3", SPAM)] {
        dovecot.deliver(name, mail.as_bytes());
    }
    // The same mail by another way.
    dovecot.deliver("4", format!("Received: from elsewhere\r\n{CITIZEN}").as_bytes());
    let server = started(folder.path(), &dovecot, &smtp);
    let lines = waiting(folder.path(), 3).await;
    filed(&dovecot, 4, 0, 0).await;
    let of = |subject: &str| lines.iter().find(|line| line.subject == subject).unwrap();
    let (citizen, holiday, spam) = (of("Αίτηση"), of("Out of office"), of("Offer"));
    assert!(holiday.automatic && !citizen.automatic && citizen.from_name == "Γιώργος");

    let mut cx = cx(folder.path()).await;
    let whole = intake::proposal(&mut cx, citizen.id).await.unwrap();
    assert_eq!(whole.proposal.body, "Σας στέλνω την αίτηση.", "of HTML the words");
    let parts: Vec<_> = whole.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(parts, ["Κείμενο μηνύματος.pdf", "aitisi.txt"]);
    let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
    let entry = intake::register(&mut cx, (citizen.id, citizen.version), fields, vec![]).await.unwrap();
    let whole = intake::proposal(&mut cx, holiday.id).await.unwrap();
    let (fields, _) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
    intake::register(&mut cx, (holiday.id, holiday.version), fields, vec![]).await.unwrap();
    intake::refuse(&mut cx, (spam.id, spam.version), "διαφημιστικό", true).await.unwrap();
    cx.commit().await.unwrap();

    // Whoever wrote gets the proof, and whoever was refused the reason; the notice of absence is not answered.
    let mut got = [smtp.receive(), smtp.receive()];
    got.sort_by_key(|mail| mail["to"][0].as_str().unwrap().to_owned());
    let [proof, refusal] = got;
    assert_eq!((&proof["to"][0], &refusal["to"][0]), (&"giorgos@example.gr".into(), &"spam@example.gr".into()));
    assert_eq!(proof["headers"]["in-reply-to"], "<aitisi-1@example.gr>");
    assert_eq!(proof["headers"]["auto-submitted"], "auto-replied");
    assert!(proof["text"].as_str().unwrap().contains(&entry.label()), "{proof}");
    assert!(refusal["text"].as_str().unwrap().contains("Λόγος: διαφημιστικό"), "{refusal}");
    let name = format!("{}-{}.pdf", entry.number, entry.year);
    let pdf = STANDARD.decode(proof["files"][&name].as_str().unwrap()).unwrap();
    std::fs::write(folder.path().join("proof.pdf"), pdf).unwrap();
    let key = std::fs::read_to_string(folder.path().join("data/nisida/log.key")).unwrap();
    let key = tlog::SigningKey::parse(&key).unwrap().verifier().to_string();
    let said = good(folder.path(), &["verify", "proof.pdf", "--key", &key]);
    assert!(said.contains(&format!("Proven: entry {}/{}", entry.number, entry.year)), "{said}");

    // Two copies of the citizen's mail and the notice of absence are registered, the other is refused.
    filed(&dovecot, 0, 3, 1).await;
    // It comes once more: it is known, and goes where the others are.
    dovecot.deliver("5", CITIZEN.as_bytes());
    filed(&dovecot, 0, 4, 1).await;
    let id = proof["headers"]["message-id"].as_str().unwrap();
    comes_back(folder.path(), &dovecot, id, &entry).await;
    let log = server.stop();
    assert!(!log.contains("right-word") && !log.contains("\"level\":\"ERROR\""), "{log}");
}
