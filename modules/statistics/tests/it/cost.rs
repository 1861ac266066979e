//! What is saved.

use crate::house::{assigned, at, count, house, letter, november, registered};
use register::{Channel, Direction, Fields, Kind, Party};
use statistics::{Cost, CostKey};
use testkit::Fresh;

#[tokio::test]
async fn counted_events_are_reckoned_by_the_costs_of_their_month() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let paper = letter(Direction::Incoming, Some(all.works), Kind::Application);
        let mail = Fields { channel: Channel::Email, ..paper.clone() };
        let first = registered(&town, &all, "2026-11-16T09:00", paper).await;
        let second = registered(&town, &all, "2026-11-16T09:10", mail.clone()).await;
        let further = vec![Party { name: "Άλλος".into(), tax_id: None, email: None }];
        let out = Fields { direction: Direction::Outgoing, further, competent_unit: Some(all.money), ..mail };
        registered(&town, &all, "2026-11-16T09:20", out).await;
        let given = assigned(&town, &all, ("2026-11-16T10:00", ""), first, &[all.works, all.money]).await;
        assigned(&town, &all, ("2026-11-16T10:05", ""), second, &[all.works]).await;
        let mut cx = at(&town, &all.treasurer, "2026-11-16T11:00").await;
        circulation::give_back(&mut cx, given[1], "Όχι σε εμάς").await.unwrap();
        cx.commit().await.unwrap();
        count(&town).await;
        let mut cx = town.read(&all.administrator).await;
        let savings = statistics::savings(&mut cx, &november()).await.unwrap();
        let tally = savings.total.tally;
        // Two units and back from one; one copy, one print, two recipients.
        assert_eq!((tally.carried, tally.copied, tally.printed, tally.letters, tally.posted), (4, 1, 1, 2, 2));
        assert_eq!((savings.total.sheets, savings.total.minutes), (8, 8));
        let of_money = savings.by_unit.iter().find(|row| row.unit == all.money).unwrap();
        assert_eq!((of_money.figures.tally.copied, of_money.figures.tally.letters), (1, 2));
        assert_eq!(savings.by_month.len(), 1);
        let costs = statistics::costs(&mut cx).await.unwrap();
        assert!(costs.iter().all(|cost| cost.source.is_empty()) && costs.len() == CostKey::ALL.len(), "assumptions");
        drop(cx);
        let new = |value, source: &str, from: &str| Cost {
            key: CostKey::Postage,
            effective_from: from.parse().unwrap(),
            value,
            source: source.into(),
        };
        let mut cx = town.write(&all.administrator).await;
        assert!(statistics::set_cost(&mut cx, new(-1, "ΕΛΤΑ", "2026-01-01")).await.is_err());
        assert!(statistics::set_cost(&mut cx, new(90, " ", "2026-01-01")).await.is_err());
        statistics::set_cost(&mut cx, new(90, "ΕΛΤΑ", "2026-01-01")).await.unwrap();
        statistics::set_cost(&mut cx, new(500, "ΕΛΤΑ", "2026-12-01")).await.unwrap();
        let savings = statistics::savings(&mut cx, &november()).await.unwrap();
        assert_eq!(savings.total.post_cents, 8 + 180, "December's price does not reach back");
        cx.commit().await.unwrap();
        let mut cx = town.write(&all.head).await;
        assert!(statistics::set_cost(&mut cx, new(1, "εγώ", "2026-01-01")).await.is_err());
    }
}
