//! Several correspondents of one document, and the unit that is to deal with it.

use crate::letter;
use identity::{NewUnit, UnitDetails, UnitKind};
use kernel::{CorrespondentId, Role, UnitId};
use register::{Direction, Field, Fields, Filter, Party, RegisterError};
use testkit::{Fresh, employee};

fn party(name: &str, tax_id: Option<&str>) -> Party {
    Party { name: name.into(), tax_id: tax_id.map(str::to_owned), email: None }
}

fn circular() -> Fields {
    let further = vec![party("Δήμος Νησίδος", None), party(" Περιφέρεια  Αττικής ", Some("094019245"))];
    Fields { direction: Direction::Outgoing, further, ..letter("Εγκύκλιος") }
}

async fn id(town: &Fresh, name: &str) -> CorrespondentId {
    register::correspondents(&mut town.read(&employee(Role::Clerk)).await, name).await.unwrap()[0].id
}

async fn under(town: &Fresh, name: &str) -> Vec<i64> {
    let filter = Filter { correspondent: Some(id(town, name).await), ..Filter::default() };
    let page = register::list(&mut town.read(&employee(Role::Clerk)).await, &filter).await.unwrap();
    page.rows.iter().map(|row| row.number).collect()
}

async fn examined(town: &Fresh) -> Vec<String> {
    register::examine(&mut town.read(&employee(Role::Auditor)).await).await.unwrap().words
}

#[tokio::test]
async fn a_document_is_found_under_each_of_its_recipients() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        let entry = register::register(&mut cx, circular(), vec![]).await.unwrap();
        register::register(&mut cx, letter("Άλλο"), vec![]).await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(entry.fields.further[1].name, "Περιφέρεια Αττικής");
        assert_eq!(under(&town, "εστια").await, [2, 1]);
        assert_eq!(under(&town, "δημοσ νησ").await, [1]);
        let by_words = Filter { q: Some("νησιδος".into()), ..Filter::default() };
        let page = register::list(&mut town.read(&clerk).await, &by_words).await.unwrap();
        assert_eq!(page.rows[0].further.names().collect::<Vec<_>>(), ["Δήμος Νησίδος", "Περιφέρεια Αττικής"]);
        // One of them becomes one with the first: the entry is found once.
        let mut cx = town.write(&clerk).await;
        register::merge(&mut cx, id(&town, "εστια").await, id(&town, "περιφ").await).await.unwrap();
        cx.commit().await.unwrap();
        assert_eq!(under(&town, "εστια").await, [2, 1]);
        // Another is taken away: it is no longer found under it, and the old statement says so.
        let mut cx = town.write(&clerk).await;
        let fields = Fields { further: vec![], ..circular() };
        register::correct(&mut cx, (2026, 1), None, fields, "Στάλθηκε σε έναν").await.unwrap();
        register::cancel(&mut cx, 2026, 2, "Διπλή καταχώριση").await.unwrap();
        cx.commit().await.unwrap();
        assert!(under(&town, "δημοσ νησ").await.is_empty());
        assert_eq!(under(&town, "εστια").await, [2, 1]);
        let acts = register::revisions(&mut town.read(&clerk).await, 2026, 1).await.unwrap();
        let change = &acts[1].changes[0];
        assert_eq!((change.field.as_str(), change.after.as_str()), ("further", ""));
        assert_eq!(change.before, "Δήμος Νησίδος; Περιφέρεια Αττικής, 094019245");
        assert_eq!(examined(&town).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn namesakes_stay_two_when_something_else_is_corrected() {
    for town in Fresh::each().await {
        let office =
            |email: &str| Party { email: Some(email.into()), ..party("Υπουργείο Εσωτερικών", None) };
        let [first, second] = ["a@ypes.gr", "b@ypes.gr"].map(office);
        let both = Fields { correspondent: Some(first.clone()), further: vec![second.clone()], ..circular() };
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, both.clone(), vec![]).await.unwrap();
        let fields = Fields { subject: "Εγκύκλιος 2".into(), ..both };
        register::correct(&mut cx, (2026, 1), None, fields.clone(), "Τυπογραφικό").await.unwrap();
        let cards = register::correspondents(&mut cx, "υπουργειο").await.unwrap();
        assert_eq!(cards.len(), 2);
        for card in &cards {
            let filter = Filter { correspondent: Some(card.id), ..Filter::default() };
            assert_eq!(register::list(&mut cx, &filter).await.unwrap().rows.len(), 1, "{card:?}");
        }
        // The first is taken away: the entry is found under the second alone.
        let fields = Fields { correspondent: Some(second), further: vec![], ..fields };
        register::correct(&mut cx, (2026, 1), None, fields, "Στάλθηκε σε έναν").await.unwrap();
        let mut found = Vec::new();
        for card in cards {
            let filter = Filter { correspondent: Some(card.id), ..Filter::default() };
            if !register::list(&mut cx, &filter).await.unwrap().rows.is_empty() {
                found.push(card.card.email);
            }
        }
        assert_eq!(found, [Some("b@ypes.gr".to_owned())]);
        cx.commit().await.unwrap();
        assert_eq!(examined(&town).await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registers_beside_a_merge_is_found_under_the_card_that_is_kept() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        let of = |name: &str| Fields { correspondent: Some(party(name, None)), ..letter("Θέμα") };
        for name in ["Άλφα", "Βήτα"] {
            register::register(&mut cx, of(name), vec![]).await.unwrap();
        }
        cx.commit().await.unwrap();
        let (keep, gone) = (id(&town, "αλφα").await, id(&town, "βητα").await);
        let mut merging = town.write(&clerk).await;
        register::merge(&mut merging, keep, gone).await.unwrap();
        let registering = async {
            let mut cx = town.write(&clerk).await;
            register::register(&mut cx, of("Βήτα"), vec![]).await.unwrap();
            cx.commit().await.unwrap();
        };
        let committing = async {
            // Long enough for the other to have looked into the directory; it waits for the lock then.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            merging.commit().await.unwrap();
        };
        tokio::join!(registering, committing);
        assert_eq!(under(&town, "αλφα").await, [3, 2, 1]);
        assert_eq!(examined(&town).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_further_recipient_is_said() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        let wrong = [party("Άλφα", Some("123456789")), party("", Some("094019245"))];
        for further in wrong.map(|one| vec![one]).into_iter().chain([vec![party("Χ", None); 51]]) {
            let refused = register::register(&mut cx, Fields { further, ..letter("Θέμα") }, vec![]).await;
            let Err(RegisterError::Invalid(problems)) = refused else { panic!("{refused:?}") };
            assert_eq!(problems.iter().map(|p| p.field).collect::<Vec<_>>(), [Field::Further]);
        }
    }
}

#[tokio::test]
async fn an_entry_names_the_competent_unit_as_it_was_called_then() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Administrator)).await;
        let details = |name: &str| UnitDetails {
            parent: None,
            kind: UnitKind::Office,
            name: name.to_owned(),
            email: None,
            phone: None,
        };
        let today = cx.now.day();
        let (code, name) = ("ΤΠ".to_owned(), "Τμήμα Προσόδων".to_owned());
        let new = NewUnit { code, name, parent: None, kind: UnitKind::Office, email: None, valid_from: today };
        let unit = identity::create_unit(&mut cx, new).await.unwrap();
        cx.actor = employee(Role::Clerk);
        let fields = Fields { competent_unit: Some(unit), ..letter("Αίτηση") };
        let entry = register::register(&mut cx, fields.clone(), vec![]).await.unwrap();
        assert_eq!(entry.competent_name.as_deref(), Some("Τμήμα Προσόδων"));
        // The unit is renamed; a correction of something else leaves the name of then.
        cx.now = cx.now.plus_seconds(86_400);
        cx.actor = employee(Role::Administrator);
        let today = cx.now.day();
        identity::change_unit(&mut cx, unit, details("Τμήμα Εσόδων"), today).await.unwrap();
        cx.actor = employee(Role::Clerk);
        let fields = Fields { details: Some("Σημείωση".into()), ..fields };
        let entry = register::correct(&mut cx, (2026, 1), None, fields, "Συμπλήρωση").await.unwrap();
        assert_eq!(entry.competent_name.as_deref(), Some("Τμήμα Προσόδων"));
        let filter = Filter { competent_unit: Some(unit), ..Filter::default() };
        assert_eq!(register::list(&mut cx, &filter).await.unwrap().rows.len(), 1);
        let unknown = Fields { competent_unit: Some(UnitId::new()), ..letter("Αίτηση") };
        let Err(RegisterError::Invalid(problems)) = register::register(&mut cx, unknown, vec![]).await else {
            panic!()
        };
        assert_eq!(problems[0].field, Field::CompetentUnit);
        let taken = Fields { competent_unit: None, ..entry.fields };
        register::correct(&mut cx, (2026, 1), None, taken, "Λάθος μονάδα").await.unwrap();
        let acts = register::revisions(&mut cx, 2026, 1).await.unwrap();
        let change = &acts[2].changes[0];
        assert_eq!((change.before.as_str(), change.after.as_str()), ("Τμήμα Προσόδων", ""));
        cx.commit().await.unwrap();
        assert_eq!(examined(&town).await, Vec::<String>::new());
    }
}
