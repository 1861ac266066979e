//! The page of a digest says what became of each of its mails.

use crate::{
    figures::{town, work},
    people::{Browser, password},
};
use circulation::{MadeDigest, MailCause, digest_key};
use kernel::Role;
use mail::Mail;

/// What the page says behind an address.
fn said<'p>(page: &'p str, address: &str) -> &'p str {
    let (_, behind) = page.split_once(address).unwrap();
    let end = behind.find("<br>").into_iter().chain(behind.find("</td>")).min();
    &behind[..end.unwrap()]
}

#[tokio::test]
async fn each_mail_of_a_digest_says_what_became_of_it() {
    let (demo, db, unit) = town().await;
    let names = ["waits", "again", "failed", "sent", "lost", "forgotten"].map(|name| format!("{name}@asty.gr"));
    let mut cx = work(&db).await;
    let digest = circulation::digest(&mut cx, unit).await.unwrap();
    let (day, at) = (digest.day, cx.now);
    circulation::keep_digest(&mut cx, &MadeDigest { digest, to: names.to_vec(), at }).await.unwrap();
    for to in &names[..5] {
        let mail = Mail { to: to.clone(), subject: "Δελτίο".into(), text: "…".into(), ..Mail::default() };
        mail::enqueue(&mut cx, &digest_key(unit, day, to), &mail).await.unwrap();
    }
    // As a worker leaves them behind.
    for (name, change) in [
        ("again", "update job set attempts = 2 where key like '%again@%'"),
        ("failed", "update job set state = 'failed', attempts = 9 where key like '%failed@%'"),
        ("sent", "update job set state = 'done', ended_at = created_at where key like '%sent@%'"),
        ("lost", "update job set state = 'done', ended_at = created_at where key like '%lost@%'"),
    ] {
        assert_eq!(cx.tx.exec(change, cx.tx.args()).await.unwrap(), 1, "{name}");
    }
    // A server that takes a mail for nobody is noted as a mail that comes back is.
    for to in [&names[2], &names[4]] {
        circulation::undelivered(&mut cx, &MailCause::Digest { unit, day }, to, "550").await.unwrap();
    }
    cx.commit().await.unwrap();
    let (user, secret) = password(&demo, Role::Head);
    let mut head = Browser::sign_in(&demo, &user, &secret).await.0;
    let page = head.get(&format!("/desk/digest?of={unit}")).await.text;
    for (address, words) in
        names.iter().zip(["περιμένει", "δοκιμάζεται ξανά", "δεν στάλθηκε", "παραδόθηκε", "επιστράφηκε"])
    {
        assert!(said(&page, address).contains(words), "{address}: {}", said(&page, address));
    }
    assert!(said(&page, &names[3]).contains("23&#x2f;11&#x2f;2026 14:05"), "{}", said(&page, &names[3]));
    assert!(!said(&page, &names[4]).contains("14:05"), "when it came back is not known");
    assert_eq!(said(&page, &names[5]).trim(), "", "of what was forgotten nothing is said");
}
