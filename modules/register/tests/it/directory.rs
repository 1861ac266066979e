//! The directory of correspondents.

use crate::letter;
use kernel::Role;
use register::{Filter, Party, RegisterError};
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
