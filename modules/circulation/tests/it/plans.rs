//! No tray and no section of a digest walks what a unit did since it was there.

use crate::house;
use circulation::{Section, Tab, Whose};
use testkit::Fresh;

/// A small table is walked gladly; what matters is what the engine can do.
async fn without_walks(town: &Fresh, cx: &mut db::Cx) {
    if town.db.engine() == db::Engine::Postgres {
        for sql in
            ["set local enable_seqscan = off", "set local enable_bitmapscan = off", "set local enable_sort = off"]
        {
            cx.tx.exec(sql, db::args![cx.tx]).await.unwrap();
        }
    }
}

fn reads(plan: &[String], index: &str) -> bool {
    plan.iter().any(|line| line.contains(index))
}

fn sorts(plan: &[String]) -> bool {
    plan.iter().any(|line| line.contains("Sort") || line.contains("TEMP B-TREE"))
}

#[tokio::test]
async fn what_is_done_is_read_from_its_end() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.read(&all.worker).await;
        without_walks(&town, &mut cx).await;
        for (whose, index) in
            [(Whose::Unit(all.works), "assignment_unit_ended"), (Whose::Mine, "assignment_employee_ended")]
        {
            let plan = circulation::tray_plan(&mut cx, whose, Tab::Done).await.unwrap();
            assert!(reads(&plan, index) && !sorts(&plan), "{whose:?}\n{plan:#?}");
        }
        for (whose, index) in
            [(Whose::Unit(all.works), "assignment_unit_open"), (Whose::Mine, "assignment_employee_open")]
        {
            // Of the index alone, and of the few entries that are cancelled.
            let plan = circulation::counts_plan(&mut cx, whose).await.unwrap();
            let alone = |line: &String| line.contains("COVERING") || line.contains("Index Only");
            assert!(plan.iter().any(|line| line.contains(index) && alone(line)), "{whose:?}\n{plan:#?}");
            let sqlite = town.db.engine() == db::Engine::Sqlite;
            assert!(!sqlite || reads(&plan, "entry_cancelled"), "{whose:?}\n{plan:#?}");
        }
        for tab in [Tab::Accept, Tab::InHand, Tab::Others, Tab::Information] {
            let plan = circulation::tray_plan(&mut cx, Whose::Unit(all.works), tab).await.unwrap();
            assert!(reads(&plan, "assignment_unit") && !sorts(&plan), "{tab:?}\n{plan:#?}");
        }
    }
}

#[tokio::test]
async fn a_digest_looks_at_what_is_new() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.read(&all.worker).await;
        without_walks(&town, &mut cx).await;
        for (section, index) in [
            (Section::New, "assignment_unit_made"),
            (Section::Returned, "assignment_returned"),
            (Section::Overdue, "assignment_unit"),
            (Section::Accept, "assignment_unit"),
            (Section::Unassigned, "entry_unassigned"),
        ] {
            let plan = circulation::digest_plan(&mut cx, all.works, section).await.unwrap();
            assert!(reads(&plan, index), "{section:?}\n{plan:#?}");
            assert!(!plan.iter().any(|line| line.contains("Seq Scan") || line == "SCAN a"), "{section:?}\n{plan:#?}");
        }
    }
}
