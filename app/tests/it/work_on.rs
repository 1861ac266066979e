//! What is done with documents on their pages: files in comments, taking back, moving many to a folder.

use crate::{
    demo::{Demo, demo, with},
    people::{Browser, between, password},
};
use circulation::{NewAssignment, Order, Purpose, Recipient};
use kernel::{Actor, AssignmentId, Role, UnitId};
use std::sync::{Arc, Mutex};

async fn signed_in(demo: &Demo, role: Role) -> Browser<'_> {
    let (user, secret) = password(demo, role);
    Browser::sign_in(demo, &user, &secret).await.0
}

/// A page as people read it: templates write a slash as a mark.
fn read(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

const LETTER: [(&str, &str); 3] = [("subject", "Αίτηση"), ("correspondent_name", "Ζωή Νέου"), ("language", "el")];

#[tokio::test]
async fn files_in_comments_are_for_those_who_may_see_the_entry() {
    let demo = demo().await;
    let mut clerk = signed_in(&demo, Role::Clerk).await;
    let letter = [LETTER.as_slice(), &[("confidentiality", "confidential")]].concat();
    assert_eq!(clerk.register(&letter, "ένα").await.status, 303);
    let said = [("comment", "Δείτε το συνημμένο")];
    let done = clerk.send_file("/desk/register/2026/1/comment", &said, ("Μελέτη.txt", "η μελέτη")).await;
    assert_eq!((done.status, done.to.as_str()), (303, "/desk/register/2026/1?did=commented-1-2026#said"));
    let page = read(&clerk.get("/desk/register/2026/1").await.text);
    let at = format!("/desk/register/2026/1/said/{}", between(&page, "/desk/register/2026/1/said/", "\""));
    assert!(page.contains("Μελέτη.txt"), "{page}");
    assert_eq!(clerk.get(&at).await.text, "η μελέτη");
    for role in [Role::Employee, Role::Head] {
        let mut other = signed_in(&demo, role).await;
        assert_eq!(other.get(&at).await.status, 403, "{role}");
    }
    // The reading of a restricted entry's file is in the trail.
    let mut auditor = signed_in(&demo, Role::Auditor).await;
    let trail = auditor.get("/admin/audit?kind=register.opened").await.text;
    assert!(trail.contains("Μαρία Παππά"), "{trail}");
    let empty = clerk.send_file("/desk/register/2026/1/comment", &said, ("Κενό.txt", "")).await;
    assert!(empty.status == 422 && empty.text.contains("Κενό.txt"), "{}", empty.text);
}

#[tokio::test]
async fn many_go_into_a_folder_and_back() {
    let demo = demo().await;
    let mut clerk = signed_in(&demo, Role::Clerk).await;
    for file in ["ένα", "δύο", "τρία"] {
        assert_eq!(clerk.register(&LETTER, file).await.status, 303);
    }
    let pick = [("pick-2026-1", "on"), ("pick-2026-3", "on"), ("folder", "15.3"), ("query", "year=2026")];
    let done = clerk.post("/desk/register", "/desk/register/to-folder", &pick).await;
    assert_eq!(done.to, "/desk/register?year=2026&filed=2&kept=0&undo=2026-1.1,2026-3.1");
    let page = read(&clerk.get(&done.to).await.text);
    assert!(page.contains("Μεταφέρθηκαν 2 εγγραφές.") && page.contains("Αναίρεση"), "{page}");
    let listed = read(&clerk.get("/desk/register?folder=15.3").await.text);
    assert!(listed.contains(">1/2026<") && listed.contains(">3/2026<") && !listed.contains(">2/2026<"), "{listed}");
    // What was corrected since stays where it is.
    let more = [("pick-2026-3", "on"), ("folder", "15.1"), ("query", "")];
    clerk.post("/desk/register", "/desk/register/to-folder", &more).await;
    let keys = [("keys", "2026-1.1,2026-3.1"), ("query", "")];
    let done = clerk.post("/desk/register", "/desk/register/to-folder/undo", &keys).await;
    assert_eq!(done.to, "/desk/register?unfiled=1&kept=1");
    let page = read(&clerk.get("/desk/register/2026/1").await.text);
    assert!(page.contains("Ταξινόμηση στον φάκελο 15.3") && page.contains("Αναίρεση της ταξινόμησης"), "{page}");
    let wrong = [("pick-2026-1", "on"), ("folder", "99.9"), ("query", "")];
    let done = clerk.post("/desk/register", "/desk/register/to-folder", &wrong).await;
    assert_eq!(done.to, "/desk/register?filed=0&kept=1&undo=", "there is no such folder");
    let mut head = signed_in(&demo, Role::Head).await;
    assert!(!head.get("/desk/register").await.text.contains("pick-2026-1"), "for those who register");
}

/// A letter that is in the hands of a unit.
async fn given(cx: &mut db::Cx, unit: UnitId) -> AssignmentId {
    let letter = crate::notice::letter(register::Confidentiality::Open);
    let entry = register::register(cx, letter, vec![]).await.unwrap();
    let to = vec![NewAssignment { to: Recipient { unit, employee: None }, purpose: Purpose::Action }];
    let order = Order { to, ..Order::default() };
    circulation::assign(cx, (entry.year, entry.number), order).await.unwrap()[0]
}

#[tokio::test]
async fn a_line_that_somebody_else_has_by_now_holds_up_no_other() {
    let towns = Mutex::new(Vec::new());
    let demo = with(|town| towns.lock().unwrap().push(town.db.clone())).await;
    let db = towns.lock().unwrap()[0].clone();
    let mut head = signed_in(&demo, Role::Head).await;
    let page = head.get("/desk/tray").await.text;
    let mine: UnitId = between(&page, "/desk/tray?of=", "\"").split('&').next().unwrap().parse().unwrap();
    let now = testkit::instant("2026-11-23T12:05:31Z");
    let mut cx = db::Cx::new(Arc::new(Actor::System("test")), now, None, db.write().await.unwrap());
    let units = identity::units(&mut cx).await.unwrap();
    let other = units.iter().map(|unit| unit.id).find(|unit| *unit != mine).unwrap();
    let (own, strange, cancelled) =
        (given(&mut cx, mine).await, given(&mut cx, other).await, given(&mut cx, mine).await);
    register::cancel(&mut cx, 2026, 3, "Διπλή").await.unwrap();
    cx.commit().await.unwrap();
    let keys = [own, strange, cancelled].map(|key| format!("pick-{key}"));
    let mut fields: Vec<(&str, &str)> = keys.iter().map(|key| (key.as_str(), "on")).collect();
    fields.extend([("do", "complete"), ("of", ""), ("tab", "accept")]);
    let done = head.post("/desk/tray?tab=accept", "/desk/tray", &fields).await;
    assert_eq!(done.to, format!("/desk/tray?of=&tab=accept&done=1&moved=2&kept=0&undo={own}"));
    let keys = format!("{own},{strange}");
    let done =
        head.post("/desk/tray?tab=accept", "/desk/tray/undo", &[("keys", &keys), ("of", ""), ("tab", "accept")]).await;
    assert_eq!(done.to, "/desk/tray?of=&tab=accept&undone=1&moved=1");
}

#[tokio::test]
async fn a_comment_tells_anybody_of_the_house_by_name() {
    let demo = demo().await;
    let mut clerk = signed_in(&demo, Role::Clerk).await;
    assert_eq!(clerk.register(&LETTER, "ένα").await.status, 303);
    let mut auditor = signed_in(&demo, Role::Auditor).await;
    let account = read(&auditor.get("/desk/account").await.text);
    assert!(account.contains("Νίκος Λογοθέτης"), "{account}");
    for (tell, problem) in [("λ", "Δεν βρέθηκε"), ("Κανένας Κανενός", "Δεν βρέθηκε")]
    {
        let said = [("comment", "Δείτε το"), ("tell", tell)];
        let wrong = clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await;
        assert!(wrong.status == 422 && wrong.text.contains(problem), "{tell}: {}", wrong.text);
    }
    let said = [("comment", "Δείτε το"), ("tell", "ΛΟΓΟΘΕΤΗΣ νικος")];
    let wrong = clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await;
    assert_eq!(wrong.status, 422, "as the name is written");
    let said = [("comment", "Δείτε το"), ("tell", "λογοθέτης")];
    assert_eq!(clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await.status, 303);
    let page = read(&clerk.get("/desk/register/2026/1").await.text);
    assert!(page.contains("Νίκος Λογοθέτης"), "{page}");
    // Of several who answer to it one is chosen.
    let said = [("comment", "Δείτε το"), ("tell", "ος")];
    let short = clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await;
    assert!(short.status == 422 && short.text.contains("Δεν βρέθηκε"), "two letters name nobody");
    let said = [("comment", "Δείτε το"), ("tell", "ίκο")];
    let asks = clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await;
    assert!(asks.status == 422 && asks.text.contains("Διαλέξτε έναν"), "{}", asks.text);
    let one = "Γιώργος Νικολάου – Τμήμα Διοικητικό και Πρωτοκόλλου";
    assert!(asks.text.contains(&format!("value=\"{one}\"")), "{}", asks.text);
    let said = [("comment", "Δείτε το"), ("tell", "ίκο"), ("told", one)];
    assert_eq!(clerk.send_file("/desk/register/2026/1/comment", &said, ("α.txt", "α")).await.status, 303);
}
