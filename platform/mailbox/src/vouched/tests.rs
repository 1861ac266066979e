//! Whom a mail server vouches for, and how strangers try to make it look so.
#![allow(clippy::unwrap_used)]

use crate::{Limits, read};

const SERVER: &str = "mx.town.gr";
const LIMITS: Limits = Limits { text: 100, parts: 1 };

/// Whether the server vouches for a mail with this head.
fn believed(head: &str) -> bool {
    read(format!("{head}\r\n\r\nx").as_bytes(), LIMITS).unwrap().is_vouched_by(SERVER)
}

/// The same of one header about a mail of `a@example.gr`.
fn said(results: &str) -> bool {
    believed(&format!("Authentication-Results: {results}\r\nFrom: <a@Example.gr>"))
}

#[test]
fn a_server_says_whether_the_domain_sent_it() {
    for results in [
        "mx.town.gr; dmarc=pass header.from=example.gr",
        "MX.Town.gr 1; spf=pass smtp.mailfrom=example.gr;\r\n\tdmarc=pass (p=reject) header.from=Example.gr",
        "mx.town.gr; dkim=pass (2048 bit; x) header.d=example.gr header.s=k",
        "mx.town.gr; dkim=fail header.d=other.gr; dkim=pass header.d=example.gr; dmarc=none header.from=example.gr",
    ] {
        assert!(said(results), "{results}");
    }
    for results in [
        "mx.town.gr; dmarc=fail header.from=example.gr; dkim=pass header.d=example.gr",
        "mx.town.gr; dmarc=pass header.from=other.gr",
        "mx.town.gr; dmarc=pass",
        "mx.town.gr; dkim=pass header.d=gr",
        "mx.town.gr; dkim=pass header.i=@example.gr",
        "mx.town.gr; spf=pass smtp.mailfrom=example.gr",
        "mx.town.gr; none",
        "",
    ] {
        assert!(!said(results), "{results}");
    }
}

#[test]
fn what_a_stranger_writes_is_no_result() {
    for results in [
        "mx.stranger.gr; dmarc=pass header.from=example.gr",
        "mx.town.gr; spf=fail (x; dmarc=pass header.from=example.gr)",
        "mx.town.gr; spf=fail (x \\) ; dmarc=pass header.from=example.gr)",
        "mx.town.gr; spf=fail reason=\"; dmarc=pass header.from=example.gr ;\"",
        "mx.town.gr; spf=fail reason=\"\\\"; dmarc=pass header.from=example.gr ;\"",
        "mx.town.gr; xdmarc=pass header.from=example.gr; dmarc=passed header.from=example.gr",
        // Names that a server would not take for its own.
        "mx.\\town.gr; dmarc=pass header.from=example.gr",
        "m(x)x.town.gr; dmarc=pass header.from=example.gr",
        "\"evil\"mx.town.gr x; dmarc=pass header.from=example.gr",
        "mx.town.gr foo; dmarc=pass header.from=example.gr",
        "mx.town.gr\u{a0}x; dmarc=pass header.from=example.gr",
    ] {
        assert!(!said(results), "{results}");
    }
    let pass = "mx.town.gr; dmarc=pass header.from=example.gr";
    assert!(!believed(&format!("Authentication-Results : {pass}\r\nFrom: a@example.gr")), "a blank behind the name");
    // The topmost is the server's own.
    let fail = "mx.town.gr; dmarc=fail header.from=example.gr";
    let both = |first, second| {
        believed(&format!("Authentication-Results: {first}\r\nAuthentication-Results: {second}\r\nFrom: a@example.gr"))
    };
    assert!(!both(fail, pass) && both(pass, fail));
    // A server that checks something else only, and lets stand what the mail brought along.
    let brought = "Received: from x by y; now\r\nAuthentication-Results";
    let head = |first| {
        format!(
            "Received: from y by mx; now\r\nAuthentication-Results: {first}\r\n{brought}: {pass}\r\nFrom: a@example.gr"
        )
    };
    assert!(!believed(&head("mx.town.gr; spf=fail smtp.mailfrom=x.gr")));
    assert!(believed(&head(pass)));
    assert!(!both("mx.town.gr; dkim=fail header.d=example.gr", "mx.town.gr; dkim=pass header.d=example.gr"));
    assert!(both("mx.town.gr; dkim=pass header.d=example.gr", "mx.town.gr; spf=pass"), "each check has its own header");
}

#[test]
fn where_it_is_not_plain_who_the_sender_is_nobody_vouches() {
    let results = |domain: &str| {
        format!("Authentication-Results: mx.town.gr; dmarc=pass header.from={domain}; dkim=pass header.d={domain}")
    };
    let long = format!("{}@dei.gr.evil.com", "a".repeat(193));
    for (from, domain) in [
        ("From: a@evil.com\r\nFrom: info@dei.gr".to_owned(), "dei.gr"),
        ("From: a@evil.com\r\nFrom: info@dei.gr".to_owned(), "evil.com"),
        ("From: <a@evil.com> x@dei.gr".to_owned(), "dei.gr"),
        ("From: info@dei.gr, a@evil.com".to_owned(), "dei.gr"),
        ("From: =?utf-8?q?info=40dei.gr?= (x), a@evil.com".to_owned(), "evil.com"),
        (format!("From: {long}"), "dei.gr"),
        (format!("From: {long}"), "dei.gr.evil.com"),
        ("From: info@d\u{435}i.gr".to_owned(), "d\u{435}i.gr"),
        ("From: \"x@y\"@dei.gr".to_owned(), "dei.gr"),
        ("Subject: nobody".to_owned(), "dei.gr"),
    ] {
        assert!(!believed(&format!("{}\r\n{from}", results(domain))), "{from}");
    }
    assert!(believed(&format!("{}\r\nFrom: \u{394}\u{395}\u{397} <info@DEI.gr>", results("dei.gr"))));
}
