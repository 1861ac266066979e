//! What no mail program writes.

use crate::{LIMITS, letter, mail};
use mailbox::{MailboxError, Trouble, read, read_head};
use proptest::prelude::*;

fn refused(raw: &[u8]) -> bool {
    matches!(read(raw, LIMITS), Err(MailboxError::Unreadable(_)))
}

#[test]
fn what_would_cost_too_much_is_refused_before_it_is_taken_apart() {
    assert!(refused(&mail(&format!("From: a@b.gr\n\n{}", "\n".repeat(1_000_001)))));
    let pieces = "--b\n\nx\n".repeat(5_001);
    assert!(refused(&mail(&format!("From: a@b.gr\nContent-Type: multipart/mixed; boundary=b\n\n{pieces}"))));
    assert!(refused(&mail(&"Content-Type: message/rfc822\n\n".repeat(10_000))));
    assert!(refused(&mail(&"content-type: MESSAGE/RFC822\n\n".repeat(501))));
}

#[test]
fn what_is_nested_as_deep_as_is_let_through_is_forgotten_again() {
    let deep = "Content-Type: message/rfc822\n\n".repeat(499);
    assert!(read(&mail(&deep), LIMITS).is_ok());
    // Without being named: each part of a digest is a mail.
    let digest: String =
        (0..4_900).map(|n| format!("Content-Type: multipart/digest; boundary=b{n}\n\n--b{n}\n\n")).collect();
    assert!(stands(&mail(&digest)));
}

#[test]
fn names_with_paths_and_mails_within_mails_stay_files() {
    let letter = letter(
        "From: a@b.gr\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n\
         --b\nContent-Type: application/octet-stream; name=\"../../etc/passwd\"\n\nx\n\
         --b\nContent-Type: message/rfc822\n\nSubject: mesa/exo\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\
         Content-Type: application/pdf; name=\"inside.pdf\"\n\nx\n--c--\n\n--b--\n",
    );
    let names: Vec<_> = letter.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["../../etc/passwd", "mesa-exo.eml"]);
    assert!(letter.parts[1].bytes.starts_with(b"Subject: mesa/exo"));
}

#[test]
fn there_are_not_more_attachments_than_an_entry_may_have() {
    let part = "--b\nContent-Type: application/octet-stream; name=x\n\nx\n";
    let all =
        letter(&format!("From: a@b.gr\nContent-Type: multipart/mixed; boundary=b\n\n{}--b--\n", part.repeat(200)));
    assert_eq!(all.parts.iter().filter(|part| part.trouble.is_none()).count(), 10);
    assert!(all.parts.len() <= 30 && all.parts[10].trouble == Some(Trouble::Many));
}

#[test]
fn a_head_alone_is_read() {
    let head = read_head(b"Message-ID: <a@b>\r\nFrom: a@b.gr\r\nSubject: large\r\n\r\n").unwrap();
    assert_eq!((head.subject.as_str(), head.text.as_str(), head.parts.len()), ("large", "", 0));
}

#[test]
fn a_text_is_cut_and_marks_that_turn_the_writing_are_left_out() {
    let all = letter(&format!("From: a@b.gr\nSubject: a\u{202e}b\r\u{0}c\n\n{}", "x".repeat(20_000)));
    assert!(all.cut && all.text.len() == 10_000);
    let lines = letter(&format!("From: a@b.gr\n\n{}", "x\n".repeat(4_000)));
    assert!(lines.cut && lines.text.lines().count() == 2_000, "a document of many paragraphs takes memory");
    assert!(!all.subject.contains('\u{202e}') && !all.subject.contains('\0'), "{:?}", all.subject);
}

/// Whether what takes mails apart lives through it: that it panicked is said as if the mail were none.
fn stands(raw: &[u8]) -> bool {
    let breaks =
        |read: Result<_, MailboxError>| matches!(read, Err(MailboxError::Unreadable(why)) if why.contains("breaks"));
    !breaks(read(raw, LIMITS)) && !breaks(read_head(raw))
}

proptest! {
    #[test]
    fn whatever_comes_is_read_or_refused(raw in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(stands(&raw));
    }

    #[test]
    fn what_looks_like_a_mail_too(parts in proptest::collection::vec("(From: |To: |Subject: |Content-Type: (multipart/mixed|message/rfc822|text/html); boundary=b|--b|--b--|=\\?utf-8\\?b\\?.{0,8}|<[a-z&;!-]{0,6}>|.{0,20})(\r\n|\n|\r\n\r\n)", 0..40)) {
        prop_assert!(stands(parts.concat().as_bytes()));
    }
}
