//! A document that seems to be in the register already.

use crate::letter;
use documents::Sha256;
use kernel::Role;
use register::{Confidentiality, Fields, Party};
use testkit::{Fresh, employee};

fn from(name: &str, tax_id: Option<&str>) -> Fields {
    let mut fields = letter("Θέμα");
    fields.correspondent = Some(Party { name: name.into(), tax_id: tax_id.map(str::to_owned), email: None });
    (fields.their_number, fields.their_date) = (Some("486".into()), Some("2026-11-05".parse().unwrap()));
    fields
}

#[tokio::test]
async fn the_same_letter_and_the_same_file_are_known_again() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        register::register(&mut cx, from("Περιφέρεια Αττικής", Some("094259216")), vec![]).await.unwrap();
        let stored = blobs::Stored { sha256: [7; 32], size: 3, media_type: "text/plain", encrypted: false, new: true };
        let file = documents::attach(&mut cx, "α.txt", &stored).await.unwrap();
        register::register(&mut cx, letter("Με αρχείο"), vec![file]).await.unwrap();
        let mut doubles = async |fields: &Fields, files: &[Sha256]| {
            let found = register::doubles(&mut cx, fields, files).await.unwrap();
            found.iter().map(|d| (d.number, d.file)).collect::<Vec<_>>()
        };
        // By name as people write it, or by ΑΦΜ.
        assert_eq!(doubles(&from(" ΠΕΡΙΦΕΡΕΙΑ  ΑΤΤΙΚΗΣ", None), &[]).await, [(1, None)]);
        assert_eq!(doubles(&from("Άλλο όνομα", Some("094259216")), &[]).await, [(1, None)]);
        assert_eq!(doubles(&from("Άλλος", None), &[Sha256([8; 32]), Sha256([7; 32])]).await, [(2, Some(1))]);
        // Of several, whichever comes first.
        let mut joint = from("Άλλος", None);
        joint.further = vec![Party { name: "Περιφέρεια Αττικής".into(), tax_id: None, email: None }];
        assert_eq!(doubles(&joint, &[]).await, [(1, None)]);
        let mut other = from("Περιφέρεια Αττικής", None);
        other.their_date = Some("2026-11-06".parse().unwrap());
        assert_eq!(doubles(&other, &[]).await, []);
        other.their_date = None;
        assert_eq!(doubles(&other, &[]).await, []);
        // What was cancelled may come again, and it is registered when it is wanted.
        register::cancel(&mut cx, 2026, 1, "Λάθος αριθμός").await.unwrap();
        assert!(register::doubles(&mut cx, &from("Περιφέρεια Αττικής", None), &[]).await.unwrap().is_empty());
        let mut secret = from("Περιφέρεια Αττικής", None);
        secret.confidentiality = Confidentiality::Restricted;
        register::register(&mut cx, secret.clone(), vec![]).await.unwrap();
        register::register(&mut cx, secret.clone(), vec![]).await.unwrap();
        assert_eq!(register::doubles(&mut cx, &secret, &[]).await.unwrap().len(), 1);
        cx.actor = employee(Role::Head);
        assert!(register::doubles(&mut cx, &secret, &[]).await.is_err());
    }
}

#[tokio::test]
async fn the_same_letter_is_looked_for_in_an_index() {
    let town = Fresh::sqlite().await;
    let mut cx = town.read(&employee(Role::Clerk)).await;
    let select = cx.tx.select("select year, number from entry where state = 'active'");
    let select = select.when_pair(Some(("486".to_owned(), "x".to_owned())), "and their_number = ? and their_date = ??");
    let plan = select.unwrap().only_if(true, "order by year, number limit 1").plan().await.unwrap();
    assert!(plan.iter().any(|step| step.contains("entry_theirs")), "{plan:?}");
}
