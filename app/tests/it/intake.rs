//! The pages of what comes in: the clerk empties the tray, and whoever comes second hears it.

use crate::{
    demo::{Demo, with},
    people::{Browser, between, password},
};
use bytes::Bytes;
use db::{Cx, Db};
use futures_util::stream;
use intake::{Arrival, NewPart, PartRole, Source, Taken};
use kernel::{Actor, Clock, ProposalId, Role};
use std::{
    io,
    sync::{Arc, Mutex},
};

/// A demo, and what its first town keeps.
async fn office() -> (Demo, Db, blobs::Blobs) {
    let kept = Mutex::new(Vec::new());
    let demo = with(|town| kept.lock().unwrap().push((town.db.clone(), town.blobs.clone()))).await;
    let (db, blobs) = kept.into_inner().unwrap().remove(0);
    (demo, db, blobs)
}

async fn arrives(db: &Db, blobs: &blobs::Blobs, word: &str) -> ProposalId {
    let clock = Clock::fixed(testkit::instant("2026-11-23T12:05:31Z"));
    let actor = Arc::new(Actor::System(intake::BY_RULE));
    let bytes = stream::iter([Ok::<_, io::Error>(Bytes::from(format!("text of {word}")))]);
    let stored = blobs.receive(bytes, 1_000).await.unwrap();
    let mut identity = [0; 32];
    identity.iter_mut().zip(word.bytes()).for_each(|(to, byte)| *to = byte);
    let arrival = Arrival {
        source: Source::Email,
        identity,
        sha256: identity,
        message_id: None,
        sent_at: None,
        from_name: "Γιώργος <b>Πολίτης</b>".to_owned(),
        from_address: "giorgos@example.gr".to_owned(),
        recipients: "protocol@asty.gr".to_owned(),
        subject: word.to_owned(),
        body: "<script>alert(1)</script>".to_owned(),
        automatic: false,
        trouble: None,
        unit: None,
        label: None,
        parts: vec![NewPart { role: PartRole::Attachment, name: "α.txt".to_owned(), stored: Ok(stored) }],
        copy: None,
    };
    let mut cx = Cx::new(actor, clock.now(), None, db.write().await.unwrap());
    let Taken::New(id) = intake::take_in(&mut cx, arrival).await.unwrap() else { panic!() };
    cx.commit().await.unwrap();
    id
}

fn version(page: &str) -> String {
    between(page, "name=\"version\" value=\"", "\"").to_owned()
}

#[tokio::test]
async fn a_clerk_empties_the_tray() {
    let (demo, db, blobs) = office().await;
    let (user, secret) = password(&demo, Role::Clerk);
    let (mut clerk, _) = Browser::sign_in(&demo, &user, &secret).await;
    assert!(clerk.get("/desk/intake").await.text.contains("Δεν περιμένει τίποτα"));
    let (first, second) = (arrives(&db, &blobs, "Πρώτη αίτηση").await, arrives(&db, &blobs, "Δεύτερη").await);
    let third = arrives(&db, &blobs, "").await;
    let tray = clerk.get("/desk/intake").await.text;
    assert!(tray.find("Πρώτη αίτηση") < tray.find("Δεύτερη") && tray.contains("(χωρίς θέμα)"), "{tray}");
    assert!(tray.contains("&lt;b&gt;Πολίτης") && !tray.contains("<b>Πολίτης"));
    assert!(clerk.get("/desk").await.text.contains("<b>3</b> Μηνύματα και σαρώσεις"));

    // One key registers it, and the next is shown.
    let here = format!("/desk/intake/{first}");
    let page = clerk.get(&here).await.text;
    assert!(page.contains("aria-keyshortcuts=\"k\"") && page.contains("&lt;script&gt;alert(1)"), "{page}");
    assert_eq!(clerk.get(&format!("{here}/files/1")).await.text, "text of Πρώτη αίτηση");
    assert_eq!(clerk.get(&format!("{here}/files/2")).await.status, 404);
    let done = clerk.post(&here, &format!("{here}/register"), &[("version", &version(&page))]).await;
    assert_eq!(done.to, format!("/desk/intake/{second}?done=2026-1"));
    let page = clerk.get(&done.to).await.text;
    assert!(page.contains("Καταχωρίστηκε με αριθμό 1&#x2f;2026"), "{page}");
    let entry = clerk.get("/desk/register/2026/1").await.text;
    assert!(entry.contains("Πρώτη αίτηση") && entry.contains("α.txt") && entry.contains("giorgos@example.gr"));
    // Pressed again: it says what became of it.
    let again = clerk.post(&done.to, &format!("{here}/register"), &[("version", "1")]).await;
    assert_eq!(again.to, format!("{here}?late=1"));
    assert!(clerk.get(&again.to).await.text.contains("Πρόλαβε άλλος"));

    let here = format!("/desk/intake/{second}");
    let refuse = format!("{here}/refuse");
    let silent = clerk.post(&refuse, &refuse, &[("version", "1"), ("reason", " ")]).await;
    assert!(silent.status == 422 && silent.text.contains("Γράψτε γιατί απορρίπτεται"), "{}", silent.text);
    let done = clerk.post(&refuse, &refuse, &[("version", "1"), ("reason", "διαφημιστικό"), ("tell", "1")]).await;
    assert_eq!(done.to, format!("/desk/intake/{third}?refused=1"));
    assert!(clerk.get("/desk/intake?tab=refused").await.text.contains("διαφημιστικό"));
    assert!(clerk.get("/desk/intake?tab=registered").await.text.contains("/desk/register/2026/1"));
    let (user, secret) = password(&demo, Role::Auditor);
    let (mut auditor, _) = Browser::sign_in(&demo, &user, &secret).await;
    let trail = auditor.get("/admin/audit").await.text;
    assert!(trail.contains("Απόρριψη μηνύματος ή σάρωσης") && trail.contains("Άφιξη μηνύματος ή σάρωσης"), "{trail}");
}

#[tokio::test]
async fn what_wants_a_look_first_goes_by_the_form_with_its_files() {
    let (demo, db, blobs) = office().await;
    let (user, secret) = password(&demo, Role::Clerk);
    let (mut clerk, _) = Browser::sign_in(&demo, &user, &secret).await;
    let id = arrives(&db, &blobs, "").await;
    let here = format!("/desk/intake/{id}");
    let page = clerk.get(&here).await.text;
    assert!(page.contains("Πριν από την καταχώριση") && !page.contains("aria-keyshortcuts=\"k\""), "{page}");
    let form = clerk.get(&format!("/desk/register/new?proposal={id}")).await.text;
    assert!(form.contains("Από το μήνυμα") && form.contains("value=\"giorgos@example.gr\""), "{form}");
    let (word, seen) = (id.to_string(), version(&form));
    let typed = [
        ("direction", "incoming"),
        ("kind", "letter"),
        ("channel", "email"),
        ("subject", "Τρίτη αίτηση"),
        ("correspondent_name", "Γιώργος Πολίτης"),
        ("language", "el"),
        ("proposal", word.as_str()),
        ("version", seen.as_str()),
        ("then", "show"),
    ];
    let done = clerk.register(&typed, "και άλλο").await;
    assert_eq!(done.to, "/desk/register/2026/1?done=1", "{}", done.text);
    assert_eq!(clerk.get(&done.to).await.text.matches("class=\"hash\"").count(), 2);
    let late = clerk.register(&typed, "ξανά").await;
    assert_eq!(late.to, format!("{here}?late=1"));
}

#[tokio::test]
async fn who_looks_into_a_mail_is_seen_and_may_be_passed_over() {
    let (demo, db, blobs) = office().await;
    let id = arrives(&db, &blobs, "Αίτηση").await;
    let other = kernel::Employee {
        id: kernel::EmployeeId::new(),
        name: "Άννα Πρωτοκόλλου".to_owned(),
        unit: None,
        unit_name: None,
        roles: vec![Role::Clerk],
        scopes: None,
        bearer: None,
    };
    let now = testkit::instant("2026-11-23T12:05:00Z");
    let mut cx = Cx::new(Arc::new(Actor::Employee(other)), now, None, db.write().await.unwrap());
    intake::claim(&mut cx, id, false).await.unwrap();
    cx.commit().await.unwrap();
    let (user, secret) = password(&demo, Role::Clerk);
    let (mut clerk, _) = Browser::sign_in(&demo, &user, &secret).await;
    let here = format!("/desk/intake/{id}");
    let page = clerk.get(&here).await.text;
    assert!(
        page.contains("Το χειρίζεται ήδη: Άννα Πρωτοκόλλου") && !page.contains(&format!("{here}/register")),
        "{page}"
    );
    assert!(clerk.get("/desk/intake").await.text.contains("Άννα Πρωτοκόλλου"));
    let refused = clerk.post(&here, &format!("{here}/register"), &[("version", "2")]).await;
    assert_eq!(refused.to, format!("{here}?late=1"));
    assert_eq!(clerk.post(&here, &format!("{here}/claim"), &[("over", "1")]).await.to, here);
    assert!(clerk.get(&here).await.text.contains("Το αφήνω"));
    assert_eq!(clerk.post(&here, &format!("{here}/release"), &[]).await.to, here);
}

#[tokio::test]
async fn a_rule_is_written_and_ended_and_sheets_are_printed() {
    let (demo, _, _) = office().await;
    let (user, secret) = password(&demo, Role::Clerk);
    let (mut clerk, _) = Browser::sign_in(&demo, &user, &secret).await;
    let rules = "/desk/intake/rules";
    let wrong = clerk.post(rules, rules, &[("sender", "dei"), ("kind", "invoice")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("Γράψτε μια διεύθυνση e-mail"), "{}", wrong.text);
    let done = clerk.post(rules, rules, &[("sender", "@dei.gr"), ("words", "λογαριασμός"), ("kind", "invoice")]).await;
    assert_eq!(done.to, "/desk/intake/rules?done=added");
    let page = clerk.get(&done.to).await.text;
    assert!(page.contains("<b>@dei.gr</b>") && page.contains("τιμολόγιο"), "{page}");
    let end = between(&page, "action=\"/desk/intake/rules/", "\"").to_owned();
    let done = clerk.post(rules, &format!("/desk/intake/rules/{end}"), &[]).await;
    assert_eq!(done.to, "/desk/intake/rules?done=ended");
    let token = demo.token(0, Role::Clerk);
    let sheets = demo.bytes("asty.localhost", "/desk/intake/separators", &token).await;
    assert!(sheets.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_paper_gets_its_label_first_and_its_scan_later() {
    let (demo, _, _) = office().await;
    let token = demo.token(0, Role::Clerk);
    let (user, secret) = password(&demo, Role::Clerk);
    let (mut clerk, _) = Browser::sign_in(&demo, &user, &secret).await;
    let typed = [
        ("direction", "incoming"),
        ("kind", "application"),
        ("channel", "counter"),
        ("subject", "Αίτηση στη θυρίδα"),
        ("correspondent_name", "Γιώργος Πολίτης"),
        ("language", "el"),
        ("awaits", "1"),
        ("then", "show"),
    ];
    let done = clerk.register(&typed, "πρόχειρο").await;
    assert_eq!(done.to, "/desk/register/2026/1?done=1", "{}", done.text);
    let page = clerk.get(&done.to).await.text;
    assert!(page.contains("Το έγγραφο δεν έχει σαρωθεί ακόμη"), "{page}");
    let label = demo.bytes("asty.localhost", "/desk/register/2026/1/label", &token).await;
    assert_eq!(extract::codes(&label), [["ASTY1:E:ASTY.LOCALHOST:2026:1"]]);
    assert!(clerk.get("/desk/scans").await.text.contains("Αίτηση στη θυρίδα"));
    let attach = "/desk/register/2026/1/attach";
    let none = clerk.upload(attach, &[], None).await;
    assert!(none.status == 422 && none.text.contains("Επιλέξτε ένα αρχείο"), "{}", none.text);
    let added = clerk.upload(attach, &[], Some("σάρωση")).await;
    assert_eq!(added.to, "/desk/register/2026/1?did=attached-1-2026", "{}", added.text);
    let page = clerk.get("/desk/register/2026/1").await.text;
    assert!(page.contains("Προσθήκη αρχείων</b>") && page.matches("class=\"hash\"").count() == 2, "{page}");
    assert!(clerk.get("/desk/scans").await.text.contains("Όλα τα έγγραφα έχουν σαρωθεί"));
    // Nobody waits for another one: it wants a reason.
    let silent = clerk.upload(attach, &[("reason", "")], Some("και άλλο")).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    let receipt = demo.bytes("asty.localhost", "/desk/register/2026/1/receipt?revision=1", &token).await;
    assert!(receipt.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_mailbox_that_cannot_be_read_is_said_to_those_who_wait_for_it() {
    let kept = Mutex::new(Vec::new());
    let demo = with(|town| {
        town.mailbox = Some("protocol@asty.gr".to_owned());
        kept.lock().unwrap().push(town.db.clone());
    })
    .await;
    let db = kept.into_inner().unwrap().remove(0);
    let note = async |error: Option<&str>| {
        let now = testkit::instant("2026-11-23T06:10:00Z");
        let actor = Arc::new(Actor::System(intake::BY_RULE));
        let mut cx = Cx::new(actor, now, None, db.write().await.unwrap());
        intake::note_mailbox(&mut cx, error).await.unwrap();
        cx.commit().await.unwrap();
    };
    note(Some("the server does not <answer>")).await;
    let pages = [(Role::Clerk, "/desk/intake"), (Role::Administrator, "/admin/system")];
    for (role, page) in pages {
        let (user, secret) = password(&demo, role);
        let text = Browser::sign_in(&demo, &user, &secret).await.0.get(page).await.text;
        let said = text.contains("από 23&#x2f;11&#x2f;2026 08:10") || text.contains("από 23/11/2026 08:10");
        assert!(said && text.contains("does not &lt;answer&gt;"), "{role}: {text}");
    }
    note(None).await;
    for (role, page) in pages {
        let (user, secret) = password(&demo, role);
        let text = Browser::sign_in(&demo, &user, &secret).await.0.get(page).await.text;
        assert!(!text.contains("08:10"), "{role}");
    }
}
