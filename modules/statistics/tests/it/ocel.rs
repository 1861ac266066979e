//! The log of events, as others read it.

use crate::house::{assigned, at, count, house, letter, november, registered};
use circulation::Outcome;
use kernel::Actor;
use register::{Confidentiality, Direction, Fields, Kind};
use serde_json::Value;
use statistics::People;
use std::{collections::BTreeSet, process::Command, sync::Arc};
use testkit::Fresh;

async fn log(town: &Fresh, actor: &Arc<Actor>, people: People) -> String {
    let mut cx = town.write(actor).await;
    let mut log = statistics::event_log(&mut cx, november().period, people).await.unwrap();
    cx.commit().await.unwrap();
    let (mut cx, mut text) = (town.read(actor).await, String::new());
    while let Some(part) = log.next(&mut cx).await.unwrap() {
        text.push_str(&part);
    }
    text
}

/// Two papers that go their way, one of them restricted.
async fn story(town: &Fresh) -> crate::house::House {
    let all = house(town).await;
    let paper = letter(Direction::Incoming, Some(all.works), Kind::Application);
    let closed = Fields { confidentiality: Confidentiality::Restricted, ..paper.clone() };
    let first = registered(town, &all, "2026-11-16T09:00", paper).await;
    let second = registered(town, &all, "2026-11-16T09:10", closed).await;
    let made = assigned(town, &all, ("2026-11-16T10:00", "3"), first, &[all.works, all.money]).await;
    assigned(town, &all, ("2026-11-16T10:05", ""), second, &[all.works]).await;
    let mut cx = at(town, &all.head, "2026-11-16T11:00").await;
    circulation::accept(&mut cx, made[0]).await.unwrap();
    circulation::complete(&mut cx, made[0], Outcome { text: "Έγινε".into(), answer: None }).await.unwrap();
    cx.commit().await.unwrap();
    let mut cx = at(town, &all.treasurer, "2026-11-16T12:00").await;
    circulation::give_back(&mut cx, made[1], "Όχι σε εμάς").await.unwrap();
    cx.commit().await.unwrap();
    count(town).await;
    all
}

fn keys(document: &Value, list: &str, of: &str) -> BTreeSet<String> {
    let all = document[list].as_array().unwrap();
    all.iter().filter(|one| one["type"] == of).map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_log_names_everything_that_takes_part() {
    for town in Fresh::each().await {
        let all = story(&town).await;
        let text = log(&town, &all.auditor, People::Pseudonyms).await;
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(keys(&document, "objects", "entry").len(), 2);
        assert_eq!(keys(&document, "objects", "assignment").len(), 3);
        assert_eq!(keys(&document, "objects", "unit").len(), 2);
        let counts =
            ["register", "assign", "accept", "complete", "return"].map(|of| keys(&document, "events", of).len());
        assert_eq!(counts, [2, 3, 1, 1, 1]);
        let objects: BTreeSet<&str> =
            document["objects"].as_array().unwrap().iter().map(|o| o["id"].as_str().unwrap()).collect();
        for one in ["objects", "events"].iter().flat_map(|list| document[list].as_array().unwrap()) {
            for bound in one["relationships"].as_array().unwrap() {
                assert!(objects.contains(bound["objectId"].as_str().unwrap()), "{bound}");
            }
        }
        assert!(!text.contains("Παππά") && !text.contains("Λακκούβα"), "neither names nor subjects");
        let named = log(&town, &all.auditor, People::Named).await;
        assert!(named.contains("person:Μαρία Παππά") && !named.contains("Λακκούβα"));
        for actor in [&all.head, &all.administrator, &all.clerk] {
            let mut cx = town.write(actor).await;
            assert!(statistics::event_log(&mut cx, november().period, People::Pseudonyms).await.is_err());
        }
        // A token of the auditor that does not reach what is restricted has none of it.
        let mut scoped = all.auditor.employee().unwrap().clone();
        scoped.scopes = Some(vec![kernel::Permission::AuditRead, kernel::Permission::StatisticsRead]);
        let text = log(&town, &Arc::new(Actor::Employee(scoped)), People::Pseudonyms).await;
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(keys(&document, "objects", "entry").len(), 1);
    }
}

/// PM4Py opens it, finds the way of the papers in it, and draws it.
const READ: &str = r#"
import sys, pm4py
ocel = pm4py.read_ocel2_json(sys.argv[1])
assert sorted(pm4py.ocel_get_object_types(ocel)) == ["assignment", "entry", "person", "unit"], pm4py.ocel_get_object_types(ocel)
assert len(ocel.events) == 8 and len(ocel.objects) == int(sys.argv[2]), (len(ocel.events), len(ocel.objects))
assert len(ocel.o2o) > 0 and set(ocel.o2o["ocel:qualifier"]) >= {"of", "at"}
ocdfg = pm4py.discover_ocdfg(ocel)
edges = ocdfg["edges"]["event_couples"]["assignment"]
assert ("assign", "accept") in edges and ("accept", "complete") in edges and ("assign", "return") in edges, edges
net = pm4py.discover_oc_petri_net(ocel)
assert {"entry", "assignment"} <= set(net["object_types"])
pm4py.save_vis_ocdfg(ocdfg, sys.argv[1] + ".png")
assert open(sys.argv[1] + ".png", "rb").read(4) == b"\x89PNG"
print("read")
"#;

#[tokio::test]
async fn a_program_of_process_mining_reads_it() {
    let Some(python) = testkit::pm4py() else { return };
    let town = Fresh::sqlite().await;
    let all = story(&town).await;
    let text = log(&town, &all.auditor, People::Pseudonyms).await;
    let document: Value = serde_json::from_str(&text).unwrap();
    let path = town.folder.path().join("events.jsonocel");
    std::fs::write(&path, text).unwrap();
    let objects = document["objects"].as_array().unwrap().len().to_string();
    let output = Command::new(python).args(["-c", READ]).arg(&path).arg(objects).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "read");
}
