//! The directory of correspondents.

use crate::letter;
use kernel::Role;
use register::{Card, Filter, Party, RegisterError};
use testkit::{Fresh, employee};

#[tokio::test]
async fn doubles_are_suggested_and_become_one_without_touching_what_was_stated() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        let party = |name: &str, tax_id: Option<&str>, email: Option<&str>| {
            let mut fields = letter("Θέμα");
            let text = |value: Option<&str>| value.map(str::to_owned);
            fields.correspondent = Some(Party { name: name.into(), tax_id: text(tax_id), email: text(email) });
            fields
        };
        let same = ["Εστίαση ΟΕ", "ΕΣΤΙΑΣΗ ΟΕ", "Εστίαση Ομόρρυθμη", "Εστίαση"];
        register::register(&mut cx, party(same[0], Some("094259216"), None), vec![]).await.unwrap();
        register::register(&mut cx, party(same[1], None, Some("info@estiasi.gr")), vec![]).await.unwrap();
        register::register(&mut cx, party(same[2], Some("094259216"), None), vec![]).await.unwrap();
        register::register(&mut cx, party(same[3], Some("090000045"), Some("info@estiasi.gr")), vec![]).await.unwrap();
        let (all, more) = register::directory(&mut cx, "εστια", None).await.unwrap();
        // The third has the ΑΦΜ of the first, and is the first.
        assert_eq!((all.len(), more), (3, false));
        let by_tax = all.iter().find(|c| c.card.tax_id.as_deref() == Some("094259216")).unwrap();
        let (_, alike) = register::correspondent(&mut cx, by_tax.id).await.unwrap();
        assert_eq!(alike.iter().map(|c| c.card.name.as_str()).collect::<Vec<_>>(), ["ΕΣΤΙΑΣΗ ΟΕ"]);
        let by_mail = alike[0].id;
        assert_eq!(register::correspondent(&mut cx, by_mail).await.unwrap().1.len(), 2);

        register::merge(&mut cx, by_tax.id, by_mail).await.unwrap();
        assert!(matches!(register::merge(&mut cx, by_tax.id, by_mail).await, Err(RegisterError::NotFound)));
        let filter = Filter { correspondent: Some(by_tax.id), ..Filter::default() };
        assert_eq!(register::list(&mut cx, &filter).await.unwrap().rows.len(), 3);
        let (one, alike) = register::correspondent(&mut cx, by_tax.id).await.unwrap();
        assert_eq!((one.card.email.as_deref(), alike.len()), (Some("info@estiasi.gr"), 1));
        // Who writes again as the merged one is the one that was kept.
        register::register(&mut cx, party(same[1], None, Some("info@estiasi.gr")), vec![]).await.unwrap();
        assert_eq!(register::list(&mut cx, &filter).await.unwrap().rows.len(), 4);
        let register::Found::Whole(entry) = register::get(&mut cx, 2026, 2).await.unwrap() else { panic!() };
        assert_eq!(entry.fields.correspondent.unwrap().name, "ΕΣΤΙΑΣΗ ΟΕ");
        cx.commit().await.unwrap();
        let mut cx = town.read(&employee(Role::Head)).await;
        assert!(matches!(register::directory(&mut cx, "", None).await, Err(RegisterError::Forbidden(_))));
    }
}

#[tokio::test]
async fn a_card_is_changed_and_entries_are_still_found_under_it() {
    for town in Fresh::each().await {
        let clerk = employee(Role::Clerk);
        let mut cx = town.write(&clerk).await;
        register::register(&mut cx, letter("Θέμα"), vec![]).await.unwrap();
        let one = register::directory(&mut cx, "εστ", None).await.unwrap().0.remove(0);
        let text = |value: &str| Some(value.to_owned());
        let card =
            Card {
                name: " Εστίαση  ΑΕ ".into(), phone: text("210 1234567"), address: text("Οδός 1"), ..one.card
            };
        let wrong = Card { tax_id: text("123"), ..card.clone() };
        let refused = register::change_correspondent(&mut cx, one.id, wrong).await;
        assert!(matches!(refused, Err(RegisterError::Invalid(_))));
        let card = Card { tax_id: text("090000045"), ..card };
        register::change_correspondent(&mut cx, one.id, card.clone()).await.unwrap();
        let again = register::change_correspondent(&mut cx, one.id, card).await;
        assert!(matches!(again, Err(RegisterError::Unchanged)));
        let (changed, alike) = register::correspondent(&mut cx, one.id).await.unwrap();
        assert_eq!((changed.card.name.as_str(), changed.card.phone.as_deref()), ("Εστίαση ΑΕ", Some("210 1234567")));
        assert!(alike.is_empty());
        // The ΑΦΜ of before is not of this card any more.
        register::register(&mut cx, letter("Άλλο θέμα"), vec![]).await.unwrap();
        let filter = Filter { correspondent: Some(one.id), ..Filter::default() };
        assert_eq!(register::list(&mut cx, &filter).await.unwrap().rows.len(), 1);
        assert_eq!(register::directory(&mut cx, "εστ", None).await.unwrap().0.len(), 2);
        cx.actor = employee(Role::Auditor);
        let faults = register::examine(&mut cx).await.unwrap();
        assert!(faults.words.is_empty(), "{:?}", faults.words);
        cx.actor = employee(Role::Head);
        let refused = register::change_correspondent(&mut cx, one.id, Card::default()).await;
        assert!(matches!(refused, Err(RegisterError::Forbidden(_))));
    }
}

#[tokio::test]
async fn an_address_that_several_share_makes_no_doubles_and_suggestions_know_it() {
    for town in Fresh::each().await {
        let mut cx = town.write(&employee(Role::Clerk)).await;
        for (name, tax_id) in [("Άλφα Τεχνική ΑΕ", Some("094259216")), ("Βήτα ΑΕ", None)] {
            let mut fields = letter("Θέμα");
            let email = Some("info@grafeio.gr".to_owned());
            fields.correspondent = Some(Party { name: name.into(), tax_id: tax_id.map(str::to_owned), email });
            register::register(&mut cx, fields, vec![]).await.unwrap();
        }
        let one = register::directory(&mut cx, "αλφα", None).await.unwrap().0.remove(0);
        assert!(register::correspondent(&mut cx, one.id).await.unwrap().1.is_empty());
        let mut fields = letter("Θέμα");
        let email = Some("Protocol@Grafeio.gr".to_owned());
        fields.correspondent = Some(Party { name: "Γάμμα ΑΕ".into(), tax_id: None, email });
        register::register(&mut cx, fields, vec![]).await.unwrap();
        for (written, count) in [("INFO@grafeio.gr", 2), ("protocol@grafeio.gr", 1), ("grafeio.gr", 0)] {
            assert_eq!(register::by_email(&mut cx, written).await.unwrap().len(), count, "{written}");
        }
        for (typed, count) in [("0942", 1), ("info@gr", 2), ("INFO", 2), ("βητ", 1), ("9421", 0)] {
            assert_eq!(register::correspondents(&mut cx, typed).await.unwrap().len(), count, "{typed}");
        }
    }
}
