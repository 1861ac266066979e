//! The page of jobs: what failed is seen with its reason, and tried again.

use crate::{
    demo::with,
    people::{Browser, between, password},
};
use db::Cx;
use kernel::{Actor, Clock, Role};
use queue::{Failure, Worker};
use std::sync::{Arc, Mutex};

#[tokio::test]
async fn what_failed_is_seen_and_tried_again() {
    let databases = Mutex::new(Vec::new());
    let demo = with(|town| databases.lock().unwrap().push(town.db.clone())).await;
    let db = databases.into_inner().unwrap().remove(0);
    let clock = Clock::fixed(testkit::instant("2026-11-23T12:05:31Z"));
    let mut cx = Cx::new(Arc::new(Actor::System("test")), clock.now(), None, db.write().await.unwrap());
    for number in 0..60 {
        queue::enqueue(&mut cx, "mail", &number.to_string(), &number).await.unwrap();
    }
    queue::enqueue(&mut cx, http_system::TIDY, "today", &0).await.unwrap();
    cx.commit().await.unwrap();
    let worker = Worker::new(db.clone(), clock.clone())
        .on("mail", |job| async move {
            let words = if job.read::<i64>()? == 7 { "<nobody> is no e-mail address" } else { "the dog ate it" };
            Err(Failure::Never(words.to_owned()))
        })
        .on(http_system::TIDY, |_| async { Ok(()) });
    while worker.step().await.unwrap() {}

    let (user, secret) = password(&demo, Role::Administrator);
    let (mut admin, _) = Browser::sign_in(&demo, &user, &secret).await;
    let page = admin.get("/admin/system").await;
    assert!(page.text.contains("state=failed\">60</a>") && page.text.contains("2026 14:05</dd>"), "{}", page.text);
    // What wants somebody's hand is shown first; the rest is on the next page.
    let page = admin.get("/admin/system/jobs").await;
    assert_eq!(page.text.matches("<tr><td>Αποστολή e-mail").count(), 50);
    let next = between(&page.text, "class=\"button second\" href=\"", "\"").replace("&amp;", "&");
    let page = admin.get(&format!("/admin/system/jobs{next}")).await;
    assert_eq!(page.text.matches("<tr><td>Αποστολή e-mail").count(), 10);
    assert!(page.text.contains("Η διεύθυνση e-mail δεν είναι σωστή") && page.text.contains("&lt;nobody&gt;"));
    assert!(page.text.contains("Δεν ολοκληρώθηκε.") && page.text.contains("the dog ate it"));
    let one = between(&page.text, "action=\"/admin/system/jobs/0", "\"");
    let page = admin.post("/admin/system/jobs", &format!("/admin/system/jobs/0{one}"), &[]).await;
    assert_eq!(page.to, "/admin/system/jobs?again=1");
    let page = admin.post("/admin/system/jobs", "/admin/system/jobs/again", &[("kind", "tidy")]).await;
    assert_eq!(page.to, "/admin/system/jobs?again=0", "none of that kind has failed");
    let page = admin.post("/admin/system/jobs", "/admin/system/jobs/again", &[("kind", "")]).await;
    assert_eq!(page.to, "/admin/system/jobs?again=59");
    let page = admin.get("/admin/system/jobs").await;
    assert!(page.text.contains("state=waiting\" aria-current=\"true\">60</a>"), "{}", page.text);
    let page = admin.get("/admin/system/jobs?state=done&kind=tidy").await;
    assert_eq!(page.text.matches("<tr><td>Ημερήσια τακτοποίηση").count(), 1);
}
