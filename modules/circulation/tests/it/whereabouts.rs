//! A list says where its entries are, to whom may know it.

use crate::{house, letter, order, registered};
use circulation::{Holder, Purpose};
use register::{Confidentiality, Direction, Handling};
use testkit::Fresh;

#[tokio::test]
async fn a_list_says_who_deals_with_each_entry() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let open = letter(Direction::Incoming, Confidentiality::Open);
        let given = registered(&town, &all, open.clone()).await;
        let waits = registered(&town, &all, open).await;
        let sent = registered(&town, &all, letter(Direction::Outgoing, Confidentiality::Open)).await;
        let closed = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let places = [given, waits, sent, closed];
        let mut cx = town.write(&all.clerk).await;
        let to = [
            (all.works, None, Purpose::Action),
            (all.works, Some(&all.worker), Purpose::Action),
            (all.money, None, Purpose::Information),
        ];
        let made = circulation::assign(&mut cx, given, order(&to)).await.unwrap();
        let found = circulation::whereabouts(&mut cx, &places).await.unwrap();
        let holder = |employee: Option<&str>| Holder {
            unit: "Τμήμα Έργων".into(),
            employee: employee.map(str::to_owned),
        };
        assert_eq!(found[&given].handling, Handling::InHand);
        assert_eq!(
            found[&given].holders,
            [holder(None), holder(Some("Άννα Τεχνίτη"))],
            "who only knows of it is no holder"
        );
        assert_eq!((found[&waits].handling, found[&waits].holders.len()), (Handling::Unassigned, 0));
        assert!(!found.contains_key(&sent), "what goes out is handled");
        assert!(found.contains_key(&closed), "the clerk sees all");
        cx.actor = all.worker.clone();
        let found = circulation::whereabouts(&mut cx, &places).await.unwrap();
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [given, waits]);
        assert!(circulation::whereabouts(&mut cx, &[]).await.unwrap().is_empty());
        // One of them gives it back: it waits for the protocol office, and the other still has it.
        circulation::give_back(&mut cx, made[1], "Δεν είναι της ζώνης μου").await.unwrap();
        let found = circulation::whereabouts(&mut cx, &places).await.unwrap();
        assert_eq!((found[&given].handling, &found[&given].holders[..]), (Handling::Unassigned, &[holder(None)][..]));
        cx.actor = all.clerk.clone();
        let to = [(all.money, None, Purpose::Action), (all.works, Some(&all.other), Purpose::Action)];
        circulation::assign(&mut cx, given, order(&to)).await.unwrap();
        let found = circulation::whereabouts(&mut cx, &places).await.unwrap();
        assert_eq!((found[&given].holders.len(), found[&given].count), (2, 3), "two are named, all are counted");
    }
}
