//! Mails as people, programs and attackers write them, and a real IMAP server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hostile;
mod liar;
mod report;
mod server;

use mailbox::{Letter, Limits, Trouble, read};

/// What tests allow.
pub const LIMITS: Limits = Limits { text: 10_000, parts: 10 };

/// A mail whose lines end as mails' do.
pub fn mail(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").into_bytes()
}

/// Takes it apart.
pub fn letter(text: &str) -> Letter {
    read(&mail(text), LIMITS).unwrap()
}

#[test]
fn a_mail_of_a_citizen() {
    let letter = letter(
        "Return-Path: <giorgos@example.gr>\nMessage-ID: <a1@example.gr>\nDate: Mon, 23 Nov 2026 10:00:00 +0200\n\
         From: =?utf-8?b?zpPOuc+Oz4HOs86/z4I=?= <Giorgos@Example.gr>\nTo: protocol@asty.gr\n\
         Subject: =?iso-8859-7?b?wd/05/Pn?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain; charset=windows-1253\nContent-Transfer-Encoding: 8bit\n\nKyrioi,\n\n\n\nsas stelno\n\
         --b\nContent-Type: application/pdf; name=\"x.pdf\"\nContent-Disposition: attachment;\n \
         filename*=utf-8''%CE%B1.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n\
         --b\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n",
    );
    assert_eq!((letter.from_name.as_str(), letter.from_address.as_str()), ("Γιώργος", "giorgos@example.gr"));
    assert_eq!((letter.subject.as_str(), letter.message_id.as_deref()), ("Αίτηση", Some("a1@example.gr")));
    assert_eq!(letter.sent_at, Some(1_795_420_800));
    assert_eq!(letter.text, "Kyrioi,\n\nsas stelno");
    assert!(!letter.automatic && letter.to == ["protocol@asty.gr"]);
    let parts: Vec<_> = letter.parts.iter().map(|p| (p.name.as_str(), p.bytes.len(), p.trouble)).collect();
    assert_eq!(parts, [("α.pdf", 5, None), ("winmail.dat", 0, Some(Trouble::Winmail))]);
}

#[test]
fn of_html_the_words_are_taken() {
    let letter = letter(
        "From: a@b.gr\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n<html><head><style>p{}</style>\
         <script>alert(1)</script></head><body><p>Καλημέρα <b>σας</b></p><p>Τέλος &amp; αρχή</p></body></html>\n",
    );
    assert_eq!(letter.text, "Καλημέρα σας\nΤέλος & αρχή");
    assert!(letter.parts.is_empty());
}

#[test]
fn what_programs_write_is_known() {
    for head in [
        "From: a@b.gr\nAuto-Submitted: auto-replied",
        "From: a@b.gr\nPrecedence: bulk",
        "From: MAILER-DAEMON@b.gr",
        "From: a@b.gr\nReturn-Path: <>",
        "From: a@b.gr\nList-Id: <x.b.gr>",
        "From: a@b.gr\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Subject: from nobody",
    ] {
        assert!(letter(&format!("{head}\nSubject: x\n\ny\n")).automatic, "{head}");
    }
    for head in ["From: a@b.gr", "From: a@b.gr\nAuto-Submitted: no", "From: a@b.gr\nReturn-Path: <a@b.gr>"] {
        assert!(!letter(&format!("{head}\nSubject: x\n\ny\n")).automatic, "{head}");
    }
    let answer = letter("From: a@b.gr\nIn-Reply-To: <1@asty.gr>\nReferences: <0@asty.gr> <1@asty.gr>\n\ny\n");
    assert!(answer.answers.contains(&"1@asty.gr".to_owned()) && answer.answers.contains(&"0@asty.gr".to_owned()));
}

#[test]
fn the_same_mail_is_the_same_by_whatever_way_it_comes() {
    let body = "Message-ID: <a@b.gr>\nFrom: a@b.gr\nSubject: x\n\ny\n";
    let first = letter(body);
    let second = letter(&format!("Received: from x by y; Mon, 23 Nov 2026 10:00:00 +0200\nX-Spam: no\n{body}"));
    assert_eq!(first.identity, second.identity);
    assert_ne!(first.sha256, second.sha256);
    // A stranger who borrows the Message-ID does not keep the mail from being taken.
    assert_ne!(first.identity, letter(&body.replace("\ny\n", "\nz\n")).identity);
}
