//! Who sees the figures of which units.

use crate::house::{at, count, house, leads, letter, november, registered};
use identity::{UnitDetails, UnitKind};
use kernel::{Forbidden, Permission};
use register::{Direction, Kind};
use statistics::{Asked, StatisticsError, Which};
use testkit::Fresh;

#[tokio::test]
async fn a_head_sees_their_units_and_those_under_them() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let units = async |actor| {
            let mut cx = town.read(actor).await;
            let scope = statistics::scope(&mut cx).await.unwrap();
            (scope.all, scope.units.iter().map(|node| node.unit.id).collect::<Vec<_>>())
        };
        assert_eq!(units(&all.director).await, (false, vec![all.directorate, all.works]));
        assert_eq!(units(&all.head).await, (false, vec![all.works]));
        for actor in [&all.auditor, &all.administrator] {
            assert_eq!(units(actor).await.1.len(), 4);
        }
        let of = |unit| Asked { unit: Some(unit), ..november() };
        let mut cx = town.read(&all.head).await;
        statistics::volumes(&mut cx, &of(all.works)).await.unwrap();
        for unit in [all.money, all.directorate] {
            let refused = statistics::volumes(&mut cx, &of(unit)).await;
            assert!(matches!(refused, Err(StatisticsError::Forbidden(Forbidden(Permission::StatisticsRead)))));
            assert!(statistics::times(&mut cx, &of(unit)).await.is_err());
            assert!(statistics::savings(&mut cx, &of(unit)).await.is_err());
            assert!(statistics::entries(&mut cx, &of(unit), (None, None), None).await.is_err());
            assert!(statistics::stops(&mut cx, &of(unit), (statistics::Which::Left, None), None).await.is_err());
        }
        for actor in [&all.clerk, &all.worker] {
            let mut cx = town.read(actor).await;
            assert!(statistics::scope(&mut cx).await.is_err());
            assert!(statistics::volumes(&mut cx, &november()).await.is_err());
            assert!(statistics::costs(&mut cx).await.is_err());
        }
    }
}

#[tokio::test]
async fn whoever_leads_several_units_sees_each_with_its_own_and_no_other() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        // In the order in which the units were given: one that stands under none, and one under the directorate.
        let both = leads(&town, "Αλίκη Διπλή", &[all.money, all.works]).await;
        let above = leads(&town, "Βάσω Μεγάλη", &[all.works, all.directorate]).await;
        for (unit, minute) in [(all.money, 1), (all.works, 2), (all.works, 3), (all.directorate, 4)] {
            let paper = letter(Direction::Incoming, Some(unit), Kind::Letter);
            registered(&town, &all, &format!("2026-11-16T09:0{minute}"), paper).await;
        }
        count(&town).await;
        for (actor, units) in [(&both, vec![all.works, all.money]), (&above, vec![all.directorate, all.works])] {
            let mut cx = town.read(actor).await;
            let scope = statistics::scope(&mut cx).await.unwrap();
            let seen: Vec<_> = scope.units.iter().map(|node| node.unit.id).collect();
            let tree: Vec<_> = identity::tree(identity::units(&mut cx).await.unwrap());
            let sorted: Vec<_> = tree.iter().map(|n| n.unit.id).filter(|unit| units.contains(unit)).collect();
            assert_eq!(seen, sorted, "in the order of the tree");
        }
        let total = async |actor, unit| {
            let mut cx = town.read(actor).await;
            let asked = Asked { unit: Some(unit), ..november() };
            statistics::volumes(&mut cx, &asked).await.unwrap().total.incoming
        };
        assert_eq!((total(&both, all.money).await, total(&both, all.works).await), (1, 2));
        assert_eq!((total(&above, all.directorate).await, total(&above, all.works).await), (3, 2));
        assert_eq!(total(&all.auditor, all.directorate).await, 3);
    }
}

#[tokio::test]
async fn whoever_leads_nothing_sees_nothing() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let nobody = leads(&town, "Κανένας Κανενός", &[]).await;
        let paper = letter(Direction::Incoming, Some(all.works), Kind::Letter);
        registered(&town, &all, "2026-11-16T09:00", paper).await;
        count(&town).await;
        let mut cx = at(&town, &nobody, "2026-11-23T10:00").await;
        assert_eq!(statistics::volumes(&mut cx, &november()).await.unwrap().total.total(), 0);
        assert_eq!(statistics::times(&mut cx, &november()).await.unwrap().total.open, 0);
        assert!(statistics::entries(&mut cx, &november(), (None, None), None).await.unwrap().lines.is_empty());
        for which in Which::ALL {
            assert!(statistics::stops(&mut cx, &november(), (*which, None), None).await.unwrap().lines.is_empty());
        }
        statistics::savings(&mut cx, &november()).await.unwrap();
    }
}

#[tokio::test]
async fn a_unit_is_called_as_today_and_not_as_it_will_be() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut cx = town.write(&all.administrator).await;
        let name = "Τμήμα του μέλλοντος".to_owned();
        let new = UnitDetails { parent: None, kind: UnitKind::Department, name, email: None, phone: None };
        identity::change_unit(&mut cx, all.money, new, "2027-01-01".parse().unwrap()).await.unwrap();
        assert_eq!(statistics::names(&mut cx).await.unwrap()[&all.money], "Τμήμα money");
        cx.now = cx.now.plus_seconds(60 * 24 * 60 * 60);
        assert_eq!(statistics::names(&mut cx).await.unwrap()[&all.money], "Τμήμα του μέλλοντος");
        cx.commit().await.unwrap();
    }
}
