//! What is found, by whom, and how it is counted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod texts;

use fulltext::{Document, EVERYBODY, Facet, Found, Index, IndexError, Order, Query, Search};

fn document(number: i64, subject: &str, text: &str) -> Document {
    Document {
        place: (2026, number),
        day: 20_260_000 + number,
        subject: subject.to_owned(),
        further: vec![text.to_owned()],
        readers: vec![EVERYBODY.to_owned()],
        labels: vec![(Facet::Kind, if number % 2 == 0 { "letter" } else { "application" }.to_owned())],
        ..Document::default()
    }
}

pub fn index(documents: &[Document]) -> Index {
    let index = Index::in_memory().unwrap();
    let mut writer = index.write().unwrap().unwrap();
    for document in documents {
        writer.put(document).unwrap();
    }
    writer.commit("1").unwrap();
    writer.end().unwrap();
    index
}

fn asked(index: &Index, q: &str) -> Found {
    index.search(&Search { query: Query::parse(q), take: 10, ..Search::default() }).unwrap()
}

pub fn numbers(index: &Index, q: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> = asked(index, q).places.into_iter().map(|(_, number)| number).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn who_may_not_read_it_does_not_find_it_nor_count_it() {
    let mut closed = document(2, "Καταγγελία για όχληση", "");
    closed.readers = vec!["head-of-works".to_owned()];
    let index = index(&[document(1, "Καταγγελία για λάκκο", ""), closed]);
    let search = |readers: Option<&[&str]>| {
        let readers = readers.map(|keys| keys.iter().map(|key| (*key).to_owned()).collect());
        index.search(&Search { query: Query::parse("καταγγελίες"), readers, take: 10, ..Search::default() }).unwrap()
    };
    let nobody = search(Some(&[]));
    assert_eq!((nobody.places.as_slice(), nobody.total), (&[(2026, 1)][..], 1));
    assert_eq!(nobody.labels.iter().find(|(f, _)| *f == Facet::Kind).unwrap().1, [("application".to_owned(), 1)]);
    assert_eq!(nobody.years, [(2026, 1)]);
    assert_eq!(search(Some(&["head-of-works"])).total, 2);
    assert_eq!(search(Some(&["somebody"])).total, 1);
    assert_eq!(search(None).total, 2);
    // A word of a closed one alone tells nothing either, and nor does what has some of the words.
    let search =
        Search { query: Query::parse("όχληση λάκκο"), readers: Some(vec![]), take: 10, ..Search::default() };
    let found = index.search(&search).unwrap();
    assert_eq!((found.total, found.relaxed), (1, true));
}

#[test]
fn results_are_narrowed_ordered_and_paged() {
    let index = index(&(1..=9).map(|n| document(n, "Άδεια χρήσης", "")).collect::<Vec<_>>());
    let all = Search { query: Query::parse("άδεια"), take: 4, ..Search::default() };
    let places = |search: &Search| -> Vec<i64> { index.search(search).unwrap().places.iter().map(|p| p.1).collect() };
    assert_eq!(places(&Search { order: Order::Newest, ..all.clone() }), [9, 8, 7, 6]);
    assert_eq!(places(&Search { order: Order::Newest, skip: 4, ..all.clone() }), [5, 4, 3, 2]);
    assert_eq!(places(&Search { order: Order::Oldest, ..all.clone() }), [1, 2, 3, 4]);
    let kind = Search { labels: vec![(Facet::Kind, "letter".to_owned())], order: Order::Oldest, ..all.clone() };
    assert_eq!(places(&kind), [2, 4, 6, 8]);
    let days = Search { from: Some(20_260_003), to: Some(20_260_004), order: Order::Oldest, ..all.clone() };
    assert_eq!(places(&days), [3, 4]);
    assert_eq!(index.search(&Search { year: Some(2025), ..all.clone() }).unwrap().total, 0);
    assert_eq!(index.search(&Search { query: Query::default(), ..all }).unwrap().total, 9);
}

#[test]
fn every_label_is_counted_under_its_own_name() {
    let labels: Vec<_> = Facet::ALL.iter().map(|facet| (*facet, format!("of-{}", facet.name()))).collect();
    let index = index(&[Document { labels, ..document(1, "Άδεια", "") }]);
    let found = asked(&index, "άδεια");
    for (facet, counts) in &found.labels {
        assert_eq!(counts, &[(format!("of-{}", facet.name()), 1)]);
        let narrow = vec![(*facet, format!("of-{}", facet.name()))];
        assert_eq!(index.search(&Search { labels: narrow, take: 1, ..Search::default() }).unwrap().total, 1);
    }
    assert_eq!(found.labels.len(), Facet::ALL.len());
}

#[test]
fn what_was_put_again_is_there_once_and_what_is_not_committed_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.position().unwrap(), None);
    let mut writer = index.write().unwrap().unwrap();
    assert!(Index::open(folder.path()).unwrap().write().unwrap().is_none(), "one writes at a time");
    writer.put(&document(1, "Άδεια", "")).unwrap();
    writer.commit("first").unwrap();
    writer.put(&document(1, "Απόφαση", "")).unwrap();
    writer.commit("second").unwrap();
    writer.put(&document(2, "Άδεια", "")).unwrap();
    drop(writer);
    let again = Index::open(folder.path()).unwrap();
    assert_eq!(again.position().unwrap().as_deref(), Some("second"));
    assert_eq!((numbers(&again, "άδεια"), numbers(&again, "απόφαση")), (vec![], vec![1]));
    assert!(again.size() > 0 && again.count() == 1);
    // One of another version is thrown away.
    std::fs::write(folder.path().join("version"), "0").unwrap();
    let empty = Index::open(folder.path()).unwrap();
    assert_eq!((empty.count(), empty.position().unwrap()), (0, None));
    // And so is a broken one; what somebody else put there stays.
    std::fs::write(folder.path().join("meta.json"), "{").unwrap();
    std::fs::write(folder.path().join("notes.txt"), "x").unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().count(), 0);
    assert!(folder.path().join("notes.txt").is_file());
}

/// A folder that was named by mistake loses nothing.
#[test]
fn a_folder_of_something_else_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("asty.db");
    std::fs::write(&database, "the register").unwrap();
    assert!(matches!(Index::open(folder.path()), Err(IndexError::Foreign(_, name)) if name == "asty.db"));
    assert_eq!(std::fs::read_to_string(&database).unwrap(), "the register");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    // A folder of folders is no index either, but a volume of its own may be one.
    std::fs::remove_file(&database).unwrap();
    std::fs::create_dir(folder.path().join("files")).unwrap();
    assert_eq!(fulltext::foreign(folder.path()).unwrap().as_deref(), Some("files"));
    std::fs::rename(folder.path().join("files"), folder.path().join("lost+found")).unwrap();
    // What a crash left before it was whole is made anew.
    std::fs::write(folder.path().join(".managed.json"), "[").unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().count(), 0);
    assert_eq!(fulltext::foreign(&folder.path().join("missing")).unwrap(), None);
}

#[test]
fn what_is_like_a_text_is_found_by_its_rare_words() {
    let index = index(&[
        document(1, "Άδεια τραπεζοκαθισμάτων στην πλατεία Δημαρχείου", ""),
        document(2, "Τραπεζοκαθίσματα: ανανέωση άδειας, πλατεία Λιμανιού", ""),
        document(3, "Βλάβη δημοτικού φωτισμού", ""),
        document(4, "Μετακίνηση υπαλλήλου", ""),
        document(5, "Ηλεκτροφωτισμός πλατείας", ""),
    ]);
    let query = index.alike("Άδεια τραπεζοκαθισμάτων στην πλατεία").unwrap();
    let found = index.search(&Search { query, some: true, take: 10, ..Search::default() }).unwrap();
    let order: Vec<i64> = found.places.iter().map(|p| p.1).collect();
    assert_eq!(order[..2], [1, 2]);
    assert!(!order.contains(&3) && !order.contains(&4), "{order:?}");
    let nothing = index.alike("Δ/νση 12").unwrap();
    let found = index.search(&Search { query: nothing, some: true, take: 10, ..Search::default() }).unwrap();
    assert_eq!((found.total, found.places.len()), (0, 0), "where no word says anything, nothing is like it");
}
