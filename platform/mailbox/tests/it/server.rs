//! A real Dovecot.

use mailbox::{Mailbox, MailboxError, Security, Server};
use testkit::Dovecot;

fn server(dovecot: &Dovecot, security: Security) -> Server {
    Server {
        host: "localhost".to_owned(),
        port: if security == Security::Tls { dovecot.tls } else { dovecot.plain },
        security,
        user: "asty".to_owned(),
        password: "right-word".to_owned(),
        authority: Some(std::fs::read(&dovecot.authority).unwrap()),
    }
}

#[tokio::test]
async fn mails_are_listed_fetched_and_moved() {
    let folder = tempfile::tempdir().unwrap();
    let Some(dovecot) = Dovecot::start(folder.path()) else { return };
    for security in [Security::Tls, Security::None] {
        let mut mailbox = Mailbox::open(&server(&dovecot, security)).await.unwrap();
        mailbox.make("Registered").await.unwrap();
        mailbox.make("Registered").await.unwrap();
        mailbox.append("INBOX", b"Subject: one\r\n\r\nfirst\r\n").await.unwrap();
        mailbox.append("INBOX", b"Subject: two\r\n\r\nsecond\r\n").await.unwrap();
        let validity = mailbox.select("INBOX").await.unwrap();
        assert!(validity > 0);
        let uids: Vec<u32> = mailbox.uids().await.unwrap().into_iter().collect();
        assert_eq!(uids.len(), 2);
        assert_eq!(mailbox.size(uids[0]).await.unwrap(), Some(23));
        let raw = mailbox.fetch(uids[0], 1_000).await.unwrap().unwrap();
        assert_eq!(raw, b"Subject: one\r\n\r\nfirst\r\n");
        assert_eq!(mailbox.fetch(uids[0], 5).await.unwrap().unwrap(), b"Subje", "no more travels than is allowed");
        assert_eq!(mailbox.head(uids[1]).await.unwrap().unwrap(), b"Subject: two\r\n\r\n");
        mailbox.file(uids[0], "Registered").await.unwrap();
        // What somebody moved meanwhile is no mistake.
        mailbox.file(uids[0], "Registered").await.unwrap();
        assert_eq!(mailbox.uids().await.unwrap().into_iter().collect::<Vec<_>>(), uids[1..]);
        assert_eq!(mailbox.size(uids[0]).await.unwrap(), None);
        assert_eq!(mailbox.fetch(uids[0], 10).await.unwrap(), None);
        mailbox.file(uids[1], "Registered").await.unwrap();
        mailbox.close().await;
    }
    assert_eq!((dovecot.count("INBOX"), dovecot.count("Registered")), (0, 4));
}

#[tokio::test]
async fn who_is_not_let_in_hears_why_and_a_password_never_travels_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let Some(dovecot) = Dovecot::start(folder.path()) else { return };
    let wrong = Server { password: "wrong".to_owned(), ..server(&dovecot, Security::Tls) };
    assert!(matches!(Mailbox::open(&wrong).await, Err(MailboxError::Refused(_))));
    assert!(!format!("{wrong:?}").contains("wrong"));
    let stranger = Server { authority: None, ..server(&dovecot, Security::Tls) };
    assert!(matches!(Mailbox::open(&stranger).await, Err(MailboxError::Io(_))), "an unknown certificate");
    let closed = Server { port: 1, ..server(&dovecot, Security::None) };
    assert!(matches!(Mailbox::open(&closed).await, Err(MailboxError::Io(_))));
}
