//! Lists: found by every condition, in every order, and always from an index.

use crate::letter;
use kernel::Role;
use register::{Confidentiality, Direction, Field, Filter, Handling, Kind, Party, RegisterError, Sort, State};
use std::collections::BTreeSet;
use testkit::{Fresh, employee, instant};

const NAMES: [&str; 4] = ["Ωμέγα ΑΕ", "Εστίαση ΟΕ", "Άλφα Τεχνική", "Βήτα ΕΠΕ"];

/// A hundred and eighty entries of two years.
async fn fill(town: &Fresh) {
    let clerk = employee(Role::Clerk);
    for (at, count) in [("2025-12-30T10:00:00Z", 60), ("2026-11-22T10:00:00Z", 60), ("2026-11-23T10:00:00Z", 60)] {
        town.clock.set(instant(at));
        let mut cx = town.write(&clerk).await;
        for i in 0..count {
            let mut fields = letter(&format!("{} {i} για το πράσινο", ["Άδεια", "Ένσταση", "Βλάβη"][i % 3]));
            fields.correspondent = Some(Party { name: NAMES[i % 4].into(), tax_id: None, email: None });
            fields.kind = if i == 7 { Kind::Objection } else { Kind::Letter };
            fields.direction = if i % 5 == 0 { Direction::Outgoing } else { Direction::Incoming };
            fields.folder = (i % 6 == 0).then(|| "8.2".to_owned());
            fields.confidentiality = if i % 10 == 9 { Confidentiality::Restricted } else { Confidentiality::Open };
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
    }
    let mut cx = town.write(&clerk).await;
    register::cancel(&mut cx, 2026, 3, "Διπλή καταχώριση").await.unwrap();
    cx.commit().await.unwrap();
}

/// Everything that a filter gives, page by page.
async fn all(town: &Fresh, role: Role, mut filter: Filter) -> Vec<(i64, i64)> {
    let mut cx = town.read(&employee(role)).await;
    let mut seen = Vec::new();
    loop {
        let page = register::list(&mut cx, &filter).await.unwrap();
        seen.extend(page.rows.iter().map(|r| (r.year, r.number)));
        assert!(seen.len() < 1_000, "a list without end: {filter:?}");
        match page.next {
            Some(next) => filter.before = Some(next),
            None => return seen,
        }
    }
}

async fn filters(town: &Fresh) -> Vec<(Filter, usize)> {
    let mut cx = town.read(&employee(Role::Clerk)).await;
    let party = register::correspondents(&mut cx, "εστια").await.unwrap()[0].id;
    let day = |text: &str| Some(text.parse().unwrap());
    let filter = Filter::default();
    vec![
        (filter.clone(), 180),
        (Filter { year: Some(2025), ..filter.clone() }, 60),
        (Filter { direction: Some(Direction::Outgoing), ..filter.clone() }, 36),
        (Filter { kind: Some(Kind::Objection), ..filter.clone() }, 3),
        (Filter { state: Some(State::Cancelled), ..filter.clone() }, 1),
        (Filter { state: Some(State::Active), year: Some(2026), ..filter.clone() }, 119),
        (Filter { handling: Some(Handling::Unassigned), ..filter.clone() }, 143),
        (Filter { handling: Some(Handling::Unassigned), kind: Some(Kind::Objection), ..filter.clone() }, 3),
        (Filter { handling: Some(Handling::Done), ..filter.clone() }, 0),
        (Filter { folder: Some("8.2".into()), ..filter.clone() }, 30),
        (Filter { correspondent: Some(party), ..filter.clone() }, 45),
        (Filter { from: day("2026-11-23"), ..filter.clone() }, 60),
        (Filter { to: day("22/11/2026"), ..filter.clone() }, 120),
        (Filter { from: day("2026-11-22"), to: day("2026-11-22"), ..filter.clone() }, 60),
        (Filter { from: day("2026-11-24"), ..filter.clone() }, 0),
        (Filter { q: Some("ΑΔΕΙΕΣ πρασίνου".into()), ..filter.clone() }, 60),
        (Filter { q: Some("βλάβες".into()), direction: Some(Direction::Outgoing), ..filter.clone() }, 12),
        (Filter { q: Some("17/2025".into()), ..filter.clone() }, 1),
        (Filter { q: Some("119".into()), ..filter.clone() }, 1),
        (Filter { competent_unit: Some(kernel::UnitId::new()), ..filter.clone() }, 0),
        (Filter { unit: Some(kernel::UnitId::new()), ..filter }, 0),
    ]
}

#[tokio::test]
async fn every_filter_in_every_order_gives_each_line_once() {
    for town in Fresh::each().await {
        fill(&town).await;
        for (filter, expected) in filters(&town).await {
            let newest = all(&town, Role::Clerk, filter.clone()).await;
            assert_eq!(newest.len(), expected, "{filter:?}");
            assert!(newest.windows(2).all(|w| w[0] > w[1]), "{filter:?}");
            let whole: BTreeSet<_> = newest.iter().copied().collect();
            for sort in Sort::ALL {
                for descending in [false, true] {
                    let ordered = Filter { sort: *sort, descending, ..filter.clone() };
                    let found = all(&town, Role::Clerk, ordered.clone()).await;
                    assert_eq!(found.len(), expected, "{ordered:?}");
                    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), whole, "{ordered:?}");
                }
            }
        }
        let by_name = Filter { sort: Sort::Correspondent, descending: false, ..Filter::default() };
        let mut cx = town.read(&employee(Role::Clerk)).await;
        let page = register::list(&mut cx, &by_name).await.unwrap();
        assert_eq!(page.rows[0].correspondent_name.as_deref(), Some("Άλφα Τεχνική"));
        assert_eq!(page.rows[45].correspondent_name.as_deref(), Some("Βήτα ΕΠΕ"));
    }
}

/// The plan of every combination reads an index first, and sorts nothing but a window.
#[tokio::test]
async fn no_list_walks_or_sorts_the_register() {
    for town in Fresh::each().await {
        fill(&town).await;
        for (filter, _) in filters(&town).await {
            for sort in Sort::ALL {
                for descending in [false, true] {
                    let ordered = Filter { sort: *sort, descending, ..filter.clone() };
                    let mut cx = town.read(&employee(Role::Employee)).await;
                    // A small table is walked gladly; what matters is what the engine can do.
                    if town.db.engine() == db::Engine::Postgres {
                        for sql in [
                            "set local enable_seqscan = off",
                            "set local enable_bitmapscan = off",
                            "set local enable_sort = off",
                        ] {
                            cx.tx.exec(sql, db::args![cx.tx]).await.unwrap();
                        }
                    }
                    let plan = register::list_plan(&mut cx, &ordered).await.unwrap();
                    assert!(!plan.iter().any(|line| line.contains("Seq Scan on entry")), "{ordered:?}\n{plan:#?}");
                    assert!(!plan.iter().any(|l| l == "SCAN k" || l == "SCAN e USING"), "{ordered:?}\n{plan:#?}");
                    let window = inner(&plan);
                    assert!(
                        !window.iter().any(|l| l.contains("Sort") || l.contains("TEMP B-TREE")),
                        "{ordered:?}\n{plan:#?}"
                    );
                }
            }
        }
    }
}

/// The part of a plan that makes the window: below the inner limit.
fn inner(plan: &[String]) -> Vec<&str> {
    let sqlite = plan.iter().position(|l| l == "SCAN e");
    let limits: Vec<usize> = plan.iter().enumerate().filter(|(_, l)| l.contains("Limit")).map(|(i, _)| i).collect();
    let range = match (sqlite, limits.last()) {
        (Some(end), _) => 0..end,
        (None, Some(start)) => *start..plan.len(),
        (None, None) => 0..plan.len(),
    };
    plan[range].iter().map(String::as_str).collect()
}

#[tokio::test]
async fn restricted_entries_are_not_found_by_their_details() {
    for town in Fresh::each().await {
        fill(&town).await;
        for (filter, _) in filters(&town).await {
            let by_details = filter.kind.is_some()
                || filter.folder.is_some()
                || filter.correspondent.is_some()
                || filter.handling.is_some()
                || filter.q.as_deref().is_some_and(|q| !q.starts_with('1'));
            // Every tenth is restricted.
            let mut expected = all(&town, Role::Clerk, filter.clone()).await;
            expected.retain(|(_, number)| !by_details || number % 10 != 0);
            assert_eq!(all(&town, Role::Employee, filter.clone()).await, expected, "{filter:?}");
        }
        let mut cx = town.read(&employee(Role::Employee)).await;
        let page = register::list(&mut cx, &Filter { q: Some("10/2025".into()), ..Filter::default() }).await.unwrap();
        let row = &page.rows[0];
        assert_eq!((row.subject.as_str(), &row.correspondent_name, row.kind, row.file_count), ("", &None, None, 0));
    }
}

#[tokio::test]
async fn corrected_words_are_found_and_the_old_ones_are_not() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, letter("Κλάδεμα δέντρων"), vec![]).await.unwrap();
        register::correct(&mut cx, (2026, 1), None, letter("Κοπή δέντρων"), "Λάθος λέξη").await.unwrap();
        cx.commit().await.unwrap();
        for (word, count) in [("κλάδεμα", 0), ("κοπή", 1), ("δέντρο", 1), ("εστιάσεις", 1)] {
            let filter = Filter { q: Some(word.into()), ..Filter::default() };
            assert_eq!(all(&town, Role::Clerk, filter).await.len(), count, "{word}");
        }
    }
}

#[tokio::test]
async fn a_number_is_found_in_every_year_and_on_letters_and_remarks_and_names_of_files_are_words() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        cx.now = instant("2025-11-23T10:00:00Z");
        register::register(&mut cx, letter("Πρώτο του 2025"), vec![]).await.unwrap();
        cx.now = instant("2026-11-23T10:00:00Z");
        register::register(&mut cx, letter("Πρώτο του 2026"), vec![]).await.unwrap();
        let mut fields = letter("Με αριθμό αποστολέα");
        fields.their_number = Some("Δ2/1".into());
        fields.details = Some("Προσκομίστηκε τοπογραφικό".into());
        let stored = blobs::Stored { sha256: [7; 32], size: 3, media_type: "text/plain", encrypted: false, new: true };
        let file = documents::attach(&mut cx, "κάτοψη ισογείου.txt", &stored).await.unwrap();
        register::register(&mut cx, fields, vec![file]).await.unwrap();
        cx.commit().await.unwrap();
        let found = async |q: &str| all(&town, Role::Clerk, Filter { q: Some(q.into()), ..Filter::default() }).await;
        assert_eq!(found("1").await, [(2026, 2), (2026, 1), (2025, 1)]);
        assert_eq!(found("1/2025").await, [(2025, 1)]);
        for (words, count) in [("τοπογραφικά", 1), ("ισόγειο", 1), ("txt", 0), ("3", 0)] {
            assert_eq!(found(words).await.len(), count, "{words}");
        }
        // Entries of before get what they lack, once.
        let mut cx = town.write(&clerk).await;
        for sql in
            ["delete from entry_word", "insert into entry_unworded (year, number) select year, number from entry"]
        {
            cx.tx.exec(sql, db::args![cx.tx]).await.unwrap();
        }
        assert!(register::reword(&mut cx).await.unwrap());
        assert!(!register::reword(&mut cx).await.unwrap());
        cx.actor = employee(Role::Auditor);
        let faults = register::examine(&mut cx).await.unwrap();
        assert!(faults.words.is_empty(), "{:?}", faults.words);
        cx.commit().await.unwrap();
        assert_eq!(found("τοπογραφικά").await.len(), 1);
    }
}

#[tokio::test]
async fn folders_are_of_the_plan_and_dated() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        let mut fields = letter("Θέμα");
        fields.folder = Some("8.2.1".into());
        let Err(RegisterError::Invalid(problems)) = register::register(&mut cx, fields.clone(), vec![]).await else {
            panic!("a folder outside the plan")
        };
        assert_eq!(problems[0].field, Field::Folder);
        register::add_folder(&mut cx, "8.2.1", "Δενδροστοιχίες").await.unwrap();
        assert!(register::add_folder(&mut cx, "8.2.1", "Ξανά").await.is_err());
        assert!(register::add_folder(&mut cx, "99.1", "Χωρίς φάκελο από πάνω").await.is_err());
        register::register(&mut cx, fields.clone(), vec![]).await.unwrap();
        register::end_folder(&mut cx, "8.2.1").await.unwrap();
        assert!(matches!(register::end_folder(&mut cx, "8.2.1").await, Err(RegisterError::Unchanged)));
        // On the same day it can be taken back, unless the folder above ends too.
        register::reopen_folder(&mut cx, "8.2.1").await.unwrap();
        assert!(matches!(register::reopen_folder(&mut cx, "8.2.1").await, Err(RegisterError::Unchanged)));
        register::end_folder(&mut cx, "8.2.1").await.unwrap();
        register::end_folder(&mut cx, "8.2").await.unwrap();
        assert!(matches!(register::reopen_folder(&mut cx, "8.2.1").await, Err(RegisterError::Invalid(_))));
        register::reopen_folder(&mut cx, "8.2").await.unwrap();
        cx.commit().await.unwrap();
        let codes: Vec<String> =
            register::folders(&mut town.read(&clerk).await).await.unwrap().into_iter().map(|f| f.code).collect();
        let place = |code: &str| codes.iter().position(|c| c == code).unwrap();
        assert!(place("9.3") < place("10") && place("8.2.1") == place("8.2") + 1);

        town.clock.set(instant("2026-11-24T08:00:00Z"));
        let mut cx = town.write(&clerk).await;
        assert!(register::register(&mut cx, fields.clone(), vec![]).await.is_err());
        assert!(matches!(register::reopen_folder(&mut cx, "8.2.1").await, Err(RegisterError::NotFound)));
        // What is in it stays in it.
        fields.subject = "Θέμα με τόνο".into();
        register::correct(&mut cx, (2026, 1), None, fields, "Τυπογραφικό").await.unwrap();
    }
}
