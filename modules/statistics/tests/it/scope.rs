//! Who sees the figures of which units.

use crate::house::{house, november};
use kernel::{Forbidden, Permission};
use statistics::{Asked, StatisticsError};
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
