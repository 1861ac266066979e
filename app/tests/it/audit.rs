//! The trail, searched and taken out over HTTP.

use crate::{
    demo::demo,
    people::{Browser, password},
};
use kernel::Role;
use serde_json::Value;

#[tokio::test]
async fn an_auditor_takes_the_trail_out() {
    let demo = demo().await;
    for subject in ["Πρώτο", "Δεύτερο"] {
        demo.register("asty.localhost", &demo.token(0, Role::Clerk), subject).await;
    }
    let auditor = demo.token(0, Role::Auditor);
    let path = "/admin/audit/export.json?kind=register.registered";
    let (status, body) = demo.ask("asty.localhost", "GET", path, Some(&auditor)).await;
    let lines: Vec<Value> = serde_json::from_str(&body).unwrap();
    assert_eq!((status, lines.len(), &lines[0]["label"]), (200, 2, &serde_json::json!("2/2026")));
    assert_eq!((&lines[0]["via"], &lines[0]["data"]["files"]), (&serde_json::json!("token"), &serde_json::json!(1)));
    let (_, body) = demo.ask("asty.localhost", "GET", "/admin/audit/export.csv?record=1/2026", Some(&auditor)).await;
    assert_eq!(body.lines().count(), 2, "{body}");
    let (_, page) = demo.ask("asty.localhost", "GET", "/admin/audit?kind=audit.exported", Some(&auditor)).await;
    assert!(page.contains("Εξαγωγή του ιστορικού ενεργειών") && page.contains("register.registered"), "{page}");
    let (_, page) =
        demo.ask("asty.localhost", "GET", "/admin/audit?person=%CE%9C%CE%B1%CF%81%CE%AF%CE%B1", Some(&auditor)).await;
    assert!(page.contains("<td>Καταχώριση στο πρωτόκολλο") && !page.contains("<td>Εξαγωγή του"), "{page}");
    // The trail of the other town holds nothing of it.
    let other = demo.token(1, Role::Auditor);
    let (_, body) = demo.ask("nisida.localhost", "GET", path, Some(&other)).await;
    assert_eq!(body, "[]\n");
}

#[tokio::test]
async fn the_trail_says_who_came_in_and_refuses_what_is_no_day() {
    let demo = demo().await;
    let (user, secret) = password(&demo, Role::Administrator);
    Browser::sign_in(&demo, &user, "λάθος").await;
    Browser::sign_in(&demo, "μυστικός κωδικός", "").await;
    let (mut administrator, _) = Browser::sign_in(&demo, &user, &secret).await;
    administrator.get("/admin/organisation/units.csv").await;
    administrator.post("/desk/account", "/logout", &[]).await;
    let auditor = demo.token(0, Role::Auditor);
    let ask = async |path: &str| demo.ask("asty.localhost", "GET", path, Some(&auditor)).await;
    let (_, page) = ask("/admin/audit?kind=identity.signed-in").await;
    assert!(page.contains("<dt>Τρόπος</dt><dd>κωδικός πρόσβασης</dd>") && page.contains("?actor="), "{page}");
    let (_, page) = ask("/admin/audit?kind=identity.refused").await;
    assert!(page.contains(&format!("άγνωστος (προσπάθεια εισόδου ως {user})")), "{page}");
    assert!(page.contains("ως μυ…)") && !page.contains("μυστικός"), "a password in the wrong field: {page}");
    for (kind, words) in
        [("identity.signed-out", "<td>Έξοδος"), ("identity.organisation-exported", "<td>Εξαγωγή της οργάνωσης")]
    {
        let (_, page) = ask(&format!("/admin/audit?kind={kind}")).await;
        assert!(page.contains(words) && page.contains("Βρέθηκε μία ενέργεια."), "{page}");
    }
    for (path, refused) in [("/admin/audit", 422), ("/admin/audit/export.csv", 400), ("/admin/audit/export.json", 400)]
    {
        assert_eq!(ask(&format!("{path}?from=31/02/2026")).await.0, refused, "{path}");
    }
    let (status, body) = ask("/admin/audit/export.json?person=nobody").await;
    assert_eq!((status, body.as_str()), (200, "[]\n"), "nobody has done nothing");
}
