//! What servers write when a mail cannot be delivered.

use crate::letter;
use mailbox::Returned;

const ID: &str = "0199e1c2-0000-7000-8000-000000000001@asty.gr";

/// A report as Postfix writes it, with the given fields of the recipient and the given last part.
fn report(fields: &str, last: &str) -> Option<Returned> {
    letter(&format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.asty.gr (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\n\
         To: asty@asty.gr\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n\
         --b\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\n\
         This is the mail system at host mail.asty.gr.\n\n\
         --b\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mail.asty.gr\nX-Postfix-Queue-ID: 4ABC\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0200\n\n{fields}\n\n\
         --b\n{last}\n\n--b--\n"
    ))
    .returned
}

#[test]
fn a_mail_that_came_back_is_known_with_the_reason() {
    let fields = "Final-Recipient: rfc822; maria@asty.gr\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.asty.gr\n\
                  Diagnostic-Code: smtp; 550 5.1.1 <maria@asty.gr>: Recipient address\n    rejected: User unknown";
    let expected = Returned {
        message_id: ID.to_owned(),
        why: "550 5.1.1 <maria@asty.gr>: Recipient address rejected: User unknown".to_owned(),
    };
    let head = format!("Content-Type: text/rfc822-headers\n\nFrom: asty@asty.gr\nMessage-ID: <{ID}>\nSubject: x");
    assert_eq!(report(fields, &head), Some(expected.clone()));
    let whole = format!("Content-Type: message/rfc822\n\nMessage-ID: <{ID}>\nSubject: x\n\nThe text");
    assert_eq!(report(fields, &whole), Some(expected));
    // Without the words of a server there is the number of the reason.
    let terse = "Final-Recipient: rfc822; maria@asty.gr\nAction: Failed\nStatus: 5.4.4";
    assert_eq!(report(terse, &head).unwrap().why, "5.4.4");
    // Of several the one that did not get it.
    let several = format!("Final-Recipient: rfc822; a@asty.gr\nAction: relayed\nStatus: 2.0.0\n\n{terse}");
    assert_eq!(report(&several, &head).unwrap().why, "5.4.4");
}

#[test]
fn what_is_only_late_or_says_nothing_of_a_mail_did_not_come_back() {
    let head = format!("Content-Type: text/rfc822-headers\n\nMessage-ID: <{ID}>");
    assert_eq!(report("Final-Recipient: rfc822; a@asty.gr\nAction: delayed\nStatus: 4.4.1", &head), None);
    assert_eq!(report("Action: failed", "Content-Type: text/plain\n\nMessage-ID: <a@b>"), None);
    assert_eq!(
        letter(&format!("From: a@b.gr\nSubject: Action: failed\n\nAction: failed\nMessage-ID: <{ID}>")).returned,
        None
    );
}
