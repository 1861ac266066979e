//! The pages of figures and of the roll-out, with papers behind them.

use crate::{
    demo::{Demo, with, words},
    people::{Browser, between, password},
};
use circulation::{NewAssignment, Order, Purpose, Recipient};
use db::{Cx, Db};
use kernel::{Actor, Clock, Role, UnitId};
use std::sync::{Arc, Mutex};

const HOST: &str = "asty.localhost";

/// A demo with three papers, of which two were given to the unit of the head; and that unit.
pub async fn town() -> (Demo, Db, UnitId) {
    let databases = Mutex::new(Vec::new());
    let demo = with(|town| databases.lock().unwrap().push(town.db.clone())).await;
    let db = databases.into_inner().unwrap().remove(0);
    let token = demo.token(0, Role::Clerk);
    for subject in ["Λακκούβα", "Φωτισμός", "Πεζοδρόμιο"] {
        assert_eq!(demo.register(HOST, &token, subject).await.0, 201);
    }
    let mut cx = work(&db).await;
    let today = cx.now.day();
    let (user, _) = password(&demo, Role::Head);
    let head = identity::employee_of(&mut cx, &user).await.unwrap();
    let unit = identity::leaders(&mut cx, today).await.unwrap().into_iter().find(|p| p.employee == head).unwrap().unit;
    for number in [1, 2] {
        let to = vec![NewAssignment { to: Recipient { unit, employee: None }, purpose: Purpose::Action }];
        circulation::assign(&mut cx, (2026, number), Order { to, ..Order::default() }).await.unwrap();
    }
    cx.commit().await.unwrap();
    (demo, db, unit)
}

pub async fn work(db: &Db) -> Cx {
    let clock = Clock::fixed(testkit::instant("2026-11-23T12:05:31Z"));
    Cx::new(Arc::new(Actor::System("test")), clock.now(), None, db.write().await.unwrap())
}

async fn count(db: &Db) {
    let mut cx = work(db).await;
    loop {
        let reckoned = statistics::reckon(&mut cx).await.unwrap();
        if !statistics::count(&mut cx, reckoned).await.unwrap() {
            break;
        }
    }
    cx.commit().await.unwrap();
}

async fn browser(demo: &Demo, role: Role) -> Browser<'_> {
    let (user, secret) = password(demo, role);
    Browser::sign_in(demo, &user, &secret).await.0
}

#[tokio::test]
async fn figures_lead_to_the_papers_behind_them() {
    let (demo, db, unit) = town().await;
    let mut auditor = browser(&demo, Role::Auditor).await;
    let page = auditor.get("/desk/statistics").await;
    assert!(page.status == 200 && page.text.contains("υπολογίζονται τώρα"), "{}", page.text);
    count(&db).await;
    let page = auditor.get("/desk/statistics").await;
    assert!(page.text.contains("<b>3</b> Σύνολο") && page.text.contains("<rect class=\"tone0\""), "{}", page.text);
    assert!(
        page.text.contains("Στοιχεία έως 23&#x2f;11&#x2f;2026 14:05") && page.text.contains("<td class=\"h5\">3</td>"),
        "{}",
        page.text
    );
    let more = between(&page.text, "href=\"/desk/statistics/entries?", "\"").replace("&amp;", "&");
    let behind = auditor.get(&format!("/desk/statistics/entries?{more}")).await;
    assert!(behind.text.contains("Πεζοδρόμιο") && behind.text.contains("Λακκούβα"), "{}", behind.text);
    let times = auditor.get("/desk/statistics/times").await;
    assert!(times.text.contains("εκπρόθεσμα τώρα, από 2 που εκκρεμούν"), "{}", times.text);
    let open = auditor.get(&format!("/desk/statistics/stops?unit={unit}&which=open")).await;
    assert!(open.text.contains("Λακκούβα") && !open.text.contains("Πεζοδρόμιο"), "{}", open.text);
    let wrong = auditor.get("/desk/statistics?from=31/2/2026").await;
    assert!(wrong.status == 422 && wrong.text.contains("Γράψτε την περίοδο"), "{}", wrong.text);
    // A head sees their own unit and no other; the administrator figures and no papers.
    let mut head = browser(&demo, Role::Head).await;
    assert!(head.get("/desk/statistics/times").await.text.contains("από 2 που εκκρεμούν"));
    assert_eq!(head.get("/desk/statistics?unit=00000000-0000-0000-0000-000000000001").await.status, 403);
    assert_eq!(head.get("/desk/statistics/log.json").await.status, 403);
    let mut administrator = browser(&demo, Role::Administrator).await;
    let page = administrator.get("/desk/statistics").await;
    assert!(page.text.contains("<b>3</b> Σύνολο") && !page.text.contains("/desk/statistics/entries"));
    let behind = administrator.get("/desk/statistics/entries").await;
    assert!(behind.text.contains("Βλέπετε τα στοιχεία, όχι τα έγγραφα") && !behind.text.contains("Λακκούβα"));
}

#[tokio::test]
async fn tables_and_the_log_of_events_leave_the_program() {
    let (demo, db, _) = town().await;
    count(&db).await;
    let token = demo.token(0, Role::Auditor);
    let book = demo.bytes(HOST, "/desk/statistics/export?what=volumes&format=xlsx", &token).await;
    let tables = sheets::read(&book).unwrap();
    assert_eq!((tables.len(), tables[1].rows[1][0].as_str(), tables[1].rows[1][4].as_str()), (4, "αίτηση", "3"));
    let csv = demo.bytes(HOST, "/desk/statistics/export?what=times&format=csv", &token).await;
    assert_eq!(sheets::read(&csv).unwrap()[0].rows[1][7], "2", "open");
    let savings = demo.bytes(HOST, "/desk/statistics/export?what=savings", &token).await;
    let tables = sheets::read(&savings).unwrap();
    assert_eq!(tables[2].rows[1][3], "παραδοχή");
    let log = demo.bytes(HOST, "/desk/statistics/log.json", &token).await;
    let log: serde_json::Value = serde_json::from_slice(&log).unwrap();
    assert_eq!(log["events"].as_array().unwrap().len(), 5, "three registered, two assigned");
    let (_, trail) = demo.ask(HOST, "GET", "/admin/audit", Some(&token)).await;
    assert!(trail.contains("Εξαγωγή του αρχείου γεγονότων"));
}

#[tokio::test]
async fn the_administrator_states_costs_and_counts_anew() {
    let (demo, db, _) = town().await;
    count(&db).await;
    let mut administrator = browser(&demo, Role::Administrator).await;
    let (page, costs) = ("/desk/statistics/savings", "/desk/statistics/costs");
    let cost = |value| [("key", "postage"), ("value", value), ("effective_from", "1/1/2026"), ("source", "ΕΛΤΑ 2026")];
    let wrong = administrator.post(page, costs, &cost("ένα ευρώ")).await;
    assert!(wrong.status == 422 && wrong.text.contains("value=\"ένα ευρώ\""), "{}", wrong.text);
    let kept = administrator.post(page, costs, &cost("1,35")).await;
    assert_eq!((kept.status, kept.to.as_str()), (303, "/desk/statistics/savings?done=cost#costs"));
    let shown = administrator.get("/desk/statistics/savings?done=cost").await;
    assert!(shown.text.contains("1,35 €") && shown.text.contains("ΕΛΤΑ 2026") && shown.text.contains("παραδοχή"));
    assert_eq!(administrator.post(page, "/desk/statistics/recount", &[]).await.status, 303);
    assert!(administrator.get("/desk/statistics").await.text.contains("υπολογίζονται τώρα"), "counted anew");
    let mut head = browser(&demo, Role::Head).await;
    let refused = head.post("/desk/account", costs, &cost("1")).await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn papers_are_carried_to_a_unit_until_it_joins() {
    let (demo, db, unit) = town().await;
    let mut administrator = browser(&demo, Role::Administrator).await;
    let unit = unit.to_string();
    let form = [("unit", unit.as_str()), ("joins", "from"), ("day", "χθες")];
    let wrong = administrator.post("/admin/rollout", "/admin/rollout", &form).await;
    assert!(wrong.status == 422 && wrong.text.contains("Γράψτε την πρώτη ημέρα"), "{}", wrong.text);
    let form = [("unit", unit.as_str()), ("joins", "not_yet")];
    assert_eq!(administrator.post("/admin/rollout", "/admin/rollout", &form).await.status, 303);
    count(&db).await;
    let page = administrator.get("/admin/rollout?done=1").await;
    assert!(page.text.contains("όχι ακόμη") && page.text.contains("<b>0%</b><br>0/2"), "{}", page.text);
    let chosen = administrator.get(&format!("/admin/rollout?unit={unit}")).await;
    assert!(chosen.text.contains("value=\"not_yet\" required checked"), "what stands is chosen: {}", chosen.text);
    let token = demo.token(0, Role::Administrator);
    let weeks = demo.bytes(HOST, "/admin/rollout/export", &token).await;
    assert!(sheets::read(&weeks).unwrap()[0].rows.len() > 12);

    let mut clerk = browser(&demo, Role::Clerk).await;
    let page = clerk.get("/desk/deliveries").await;
    assert!(page.text.contains("<td class=\"num\">2</td>"), "{}", page.text);
    let made = clerk.post("/desk/deliveries", "/desk/deliveries", &[("unit", &unit)]).await;
    let list = made.to.clone();
    assert!(list.starts_with("/desk/deliveries/0"), "{list}");
    let again = clerk.post("/desk/deliveries", "/desk/deliveries", &[("unit", &unit)]).await;
    assert_eq!(again.to, "/desk/deliveries?done=nothing");
    assert!(clerk.get(&again.to).await.text.contains("κάποιος άλλος πρόλαβε"));
    let page = clerk.get(&list).await;
    assert!(page.text.contains("Κατάσταση παράδοσης 1&#x2f;2026") && page.text.contains("α.pdf"), "{}", page.text);
    let pdf = demo.bytes(HOST, &format!("{list}/list.pdf"), &demo.token(0, Role::Clerk)).await;
    let text = words(&pdf);
    assert!(text.contains("1/2026 Λακκούβα") && text.contains("Υπογραφή") && text.contains("Παρέλαβε"), "{text}");
    let given = |time, to| [("day", "23/11/2026"), ("time", time), ("by", "Μαρία Παππά"), ("to", to)];
    for (time, to, wrong) in
        [("14:05", "", "Γράψτε ονοματεπώνυμο"), ("15:30", "Νίκος", "όχι στο μέλλον"), ("9", "Νίκος", "όχι στο μέλλον")]
    {
        let page = clerk.post(&list, &list, &given(time, to)).await;
        assert!(page.status == 422 && page.text.contains(wrong), "{}", page.text);
    }
    let without = clerk.post(&list, &list, &[("day", ""), ("time", "14:05"), ("to", "Νίκος Δήμου")]).await;
    assert!(
        without.status == 422 && without.text.contains("value=\"Νίκος Δήμου\""),
        "what was typed stays: {}",
        without.text
    );
    let done = clerk.post(&list, &list, &given("14:05", "Νίκος Δήμου")).await;
    assert_eq!(done.to, format!("{list}?done=1"));
    let page = clerk.get(&done.to).await;
    assert!(page.text.contains("Νίκος Δήμου") && !page.text.contains("name=\"time\""), "{}", page.text);
    assert!(clerk.get("/desk/deliveries").await.text.contains("Νίκος Δήμου"));
}
