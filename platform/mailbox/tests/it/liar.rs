//! A server that lists what it does not give, and keeps what it was to move.

use mailbox::{Mailbox, MailboxError, Security, Server};
use testkit::{Imap, Whim};

async fn opened(imap: &Imap) -> Mailbox {
    let (host, user, password) = ("localhost".to_owned(), "asty".to_owned(), "x".to_owned());
    let server = Server { host, port: imap.port, security: Security::None, user, password, authority: None };
    let mut mailbox = Mailbox::open(&server).await.unwrap();
    mailbox.select("INBOX").await.unwrap();
    mailbox
}

#[tokio::test]
async fn what_is_listed_and_not_given_is_a_mistake_and_not_a_mail_that_is_gone() {
    let imap = Imap::start();
    imap.put(1, "Subject: one\r\n\r\nfirst\r\n", Whim::Refuses);
    imap.put(2, "Subject: two\r\n\r\nsecond\r\n", Whim::Hides);
    imap.put(3, "Subject: three\r\n\r\nthird\r\n", Whim::Gives);
    let mut mailbox = opened(&imap).await;
    for uid in [1, 2] {
        for wrong in [
            mailbox.size(uid).await.map(|_| ()),
            mailbox.fetch(uid, 100).await.map(|_| ()),
            mailbox.head(uid).await.map(|_| ()),
        ] {
            let error = wrong.unwrap_err();
            assert!(error.of_one_mail(), "the others are given: {error}");
        }
    }
    assert!(mailbox.size(1).await.unwrap_err().to_string().contains("not this one"), "it says why");
    assert!(matches!(mailbox.size(2).await, Err(MailboxError::Withheld)));
    assert_eq!((mailbox.size(3).await.unwrap(), mailbox.size(4).await.unwrap()), (Some(25), None));
    assert_eq!(mailbox.fetch(3, 100).await.unwrap().unwrap(), b"Subject: three\r\n\r\nthird\r\n");
}

#[tokio::test]
async fn what_was_moved_is_gone_or_it_was_not_moved() {
    let imap = Imap::start();
    for (uid, whim) in [(1, Whim::Keeps), (2, Whim::Pretends), (3, Whim::Gives), (4, Whim::Breaks)] {
        imap.put(uid, "Subject: x\r\n\r\nx\r\n", whim);
    }
    let mut mailbox = opened(&imap).await;
    for uid in [1, 2] {
        assert!(mailbox.file(uid, "Refused").await.unwrap_err().of_one_mail());
    }
    mailbox.file(3, "Refused").await.unwrap();
    assert_eq!(imap.uids(), [1, 2, 4]);
    assert!(!mailbox.size(4).await.unwrap_err().of_one_mail(), "nothing goes on over a broken connection");
}
