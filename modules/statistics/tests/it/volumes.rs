//! How many came, went and stayed inside.

use crate::house::{assigned, at, count, house, letter, november, registered};
use register::{Confidentiality, Direction, Fields, Kind};
use statistics::{Asked, Flow, NOBODY, Period};
use testkit::Fresh;

#[tokio::test]
async fn documents_are_counted_by_unit_kind_day_and_hour() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let paper = |direction, unit| letter(direction, unit, Kind::Application);
        registered(&town, &all, "2026-10-20T09:30", paper(Direction::Incoming, Some(all.works))).await;
        registered(&town, &all, "2026-11-16T08:05", paper(Direction::Incoming, Some(all.works))).await;
        let wrong = registered(&town, &all, "2026-11-16T08:59", paper(Direction::Incoming, Some(all.works))).await;
        registered(&town, &all, "2026-11-17T14:00", letter(Direction::Outgoing, Some(all.money), Kind::Letter)).await;
        registered(&town, &all, "2026-11-18T10:00", paper(Direction::Internal, None)).await;
        count(&town).await;
        let mut cx = town.read(&all.auditor).await;
        let volumes = statistics::volumes(&mut cx, &november()).await.unwrap();
        assert_eq!(volumes.total, Flow { incoming: 2, outgoing: 1, internal: 1 });
        assert_eq!(volumes.before, Flow { incoming: 1, ..Flow::default() }, "October, as far as November is gone");
        let units: Vec<_> = volumes.by_unit.iter().map(|row| (row.unit, row.figures.total())).collect();
        assert_eq!(units[0], (all.works, 2));
        assert!(units.contains(&(all.money, 1)) && units.contains(&(NOBODY, 1)), "{units:?}");
        assert_eq!(volumes.by_kind[0], (Kind::Application, Flow { incoming: 2, outgoing: 0, internal: 1 }));
        assert_eq!((volumes.heat[0][8], volumes.heat[1][14], volumes.heat[2][10]), (2, 1, 1));
        assert_eq!((volumes.monthly, volumes.by_time.len()), (false, 23), "up to today");
        assert_eq!(volumes.by_time[15].1.incoming, 2);
        drop(cx);
        // What is cancelled counts no more, and what is corrected counts where it belongs.
        let mut cx = at(&town, &all.clerk, "2026-11-19T09:00").await;
        register::cancel(&mut cx, wrong.0, wrong.1, "Διπλή καταχώριση").await.unwrap();
        let fields = Fields { competent_unit: Some(all.money), ..paper(Direction::Incoming, None) };
        register::correct(&mut cx, (2026, 2), None, fields, "Λάθος μονάδα").await.unwrap();
        cx.commit().await.unwrap();
        count(&town).await;
        let mut cx = town.read(&all.auditor).await;
        let volumes = statistics::volumes(&mut cx, &november()).await.unwrap();
        let units: Vec<_> = volumes.by_unit.iter().map(|row| (row.unit, row.figures.total())).collect();
        assert_eq!((volumes.total.total(), units[0]), (3, (all.money, 2)));
        assert!(!units.iter().any(|(unit, _)| *unit == all.works));
        drop(cx);
        // Counted anew from the beginning it is the same.
        let before = format!("{volumes:?}");
        let mut cx = town.write(&all.administrator).await;
        statistics::recount(&mut cx).await.unwrap();
        assert_eq!(statistics::volumes(&mut cx, &november()).await.unwrap().total, Flow::default());
        cx.commit().await.unwrap();
        count(&town).await;
        let mut cx = town.read(&all.auditor).await;
        assert_eq!(format!("{:?}", statistics::volumes(&mut cx, &november()).await.unwrap()), before);
        let year = Asked { period: Period::months_from("2026-01-01".parse().unwrap(), 12), ..november() };
        let volumes = statistics::volumes(&mut cx, &year).await.unwrap();
        assert_eq!((volumes.monthly, volumes.by_time.len(), volumes.total.total()), (true, 11, 4));
    }
}

#[tokio::test]
async fn the_papers_behind_a_figure_are_those_that_the_reader_may_read() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        for place in 0..60 {
            let when = format!("2026-11-16T{:02}:{:02}", 8 + place / 30, place % 30);
            let unit = if place % 2 == 0 { all.works } else { all.money };
            let mut fields = letter(Direction::Incoming, Some(unit), Kind::Letter);
            if place == 4 {
                fields.confidentiality = Confidentiality::Confidential;
            }
            registered(&town, &all, &when, fields).await;
        }
        count(&town).await;
        let mut cx = town.read(&all.head).await;
        let volumes = statistics::volumes(&mut cx, &november()).await.unwrap();
        assert_eq!(volumes.total.incoming, 30, "the restricted one is counted");
        let page = statistics::entries(&mut cx, &november(), (None, None), None).await.unwrap();
        assert_eq!((page.lines.len(), page.next), (29, None));
        assert!(page.lines.iter().all(|row| !row.subject.is_empty()));
        drop(cx);
        let mut cx = town.read(&all.auditor).await;
        let two = Asked { unit: None, ..november() };
        let page = statistics::entries(&mut cx, &two, (Some(Direction::Incoming), None), None).await.unwrap();
        assert_eq!(page.lines.len(), 50);
        let rest = statistics::entries(&mut cx, &two, (None, None), page.next).await.unwrap();
        assert_eq!((rest.lines.len(), rest.next), (10, None));
        drop(cx);
        // The administrator sees figures and reads no papers.
        let mut cx = town.read(&all.administrator).await;
        assert_eq!(statistics::volumes(&mut cx, &november()).await.unwrap().total.incoming, 60);
        assert!(statistics::entries(&mut cx, &november(), (None, None), None).await.unwrap().lines.is_empty());
    }
}

#[tokio::test]
async fn a_period_that_lasts_is_held_against_as_many_days() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let paper = || letter(Direction::Incoming, Some(all.works), Kind::Letter);
        for when in ["2026-10-23T12:00", "2026-10-24T12:00", "2026-11-02T12:00", "2026-11-09T12:00"] {
            registered(&town, &all, when, paper()).await;
        }
        count(&town).await;
        let before = async |from: &str, to: &str| {
            let period = Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap();
            let mut cx = town.read(&all.auditor).await;
            statistics::volumes(&mut cx, &Asked { period, ..november() }).await.unwrap().before.incoming
        };
        // Today is the 23rd of November.
        assert_eq!(before("2026-11-01", "2026-11-30").await, 1, "the first 23 days of October");
        assert_eq!(before("2026-11-01", "2026-11-20").await, 2, "the twenty days before the first: from the 12th on");
        assert_eq!(before("2026-11-16", "2026-11-29").await, 2, "the first eight of the fourteen before");
        assert_eq!(before("2026-12-01", "2026-12-31").await, 0, "what has not begun is held against nothing");
    }
}

#[tokio::test]
async fn a_head_finds_behind_a_figure_what_was_given_to_them_too() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let closed = || Fields {
            confidentiality: Confidentiality::Restricted,
            ..letter(Direction::Incoming, Some(all.works), Kind::Letter)
        };
        let place = registered(&town, &all, "2026-11-16T09:00", closed()).await;
        registered(&town, &all, "2026-11-16T09:10", closed()).await;
        assigned(&town, &all, ("2026-11-16T10:00", ""), place, &[all.works]).await;
        count(&town).await;
        let mut cx = town.read(&all.head).await;
        let lines = statistics::entries(&mut cx, &november(), (None, None), None).await.unwrap().lines;
        assert_eq!(lines.iter().map(|row| row.number).collect::<Vec<_>>(), [1], "it was given to the unit");
    }
}

/// As the roll-out says it, of which figures know nothing but its table.
async fn joins_later(cx: &mut db::Cx, unit: kernel::UnitId) -> db::Result<()> {
    let args = db::args![cx.tx, unit, cx.now, "Διαχειριστής".to_owned()];
    let sql = db::sql!("insert into unit_joining (unit, joins, said_at, said_by_name) values ($1, null, $2, $3)");
    cx.tx.exec(sql, args).await.map(drop)
}

#[tokio::test]
async fn figures_are_counted_anew_when_another_day_of_joining_is_said() {
    let town = Fresh::sqlite().await;
    let all = house(&town).await;
    let place = registered(&town, &all, "2026-11-16T09:00", letter(Direction::Incoming, None, Kind::Letter)).await;
    assigned(&town, &all, ("2026-11-16T10:00", ""), place, &[all.works]).await;
    count(&town).await;
    let carried = async || {
        let mut cx = town.read(&all.auditor).await;
        assert!(!statistics::behind(&mut cx).await.unwrap());
        statistics::savings(&mut cx, &november()).await.unwrap().total.tally.carried
    };
    assert_eq!(carried().await, 1);
    let mut cx = town.write(&all.administrator).await;
    joins_later(&mut cx, all.works).await.unwrap();
    cx.commit().await.unwrap();
    assert!(statistics::behind(&mut town.read(&all.auditor).await).await.unwrap());
    count(&town).await;
    assert_eq!(carried().await, 0, "it was carried on paper all the same");
}

#[tokio::test]
async fn pages_over_several_units_lose_nothing_and_give_nothing_twice() {
    let town = Fresh::sqlite().await;
    let all = house(&town).await;
    for place in 0..130 {
        let when = format!("2026-11-16T{:02}:{:02}", 8 + place / 60, place % 60);
        let unit = if place < 100 { all.works } else { all.directorate };
        registered(&town, &all, &when, letter(Direction::Incoming, Some(unit), Kind::Letter)).await;
    }
    count(&town).await;
    let mut cx = town.read(&all.director).await;
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = statistics::entries(&mut cx, &november(), (None, None), before).await.unwrap();
        seen.extend(page.lines.iter().map(|row| row.number));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen, (1..=130).rev().collect::<Vec<_>>());
}

/// A page costs what its period holds: no table is walked from end to end.
#[tokio::test]
async fn every_question_has_its_index() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        for (actor, unit) in [(&all.auditor, None), (&all.auditor, Some(all.works)), (&all.director, None)] {
            let mut cx = town.read(actor).await;
            if town.db.engine() == db::Engine::Postgres {
                // Of tables with nothing in them it takes the end for the shortest way.
                let args = cx.tx.args();
                cx.tx.exec("set local enable_seqscan = off", args).await.unwrap();
            }
            for plan in statistics::plans(&mut cx, &Asked { unit, ..november() }).await.unwrap() {
                let whole = |line: &&String| {
                    let table =
                        ["volume", "arrival", "stop", "stay", "entry", "movement", "s", "e", "a", "m", "v"].iter();
                    // An index that is walked from end to end is no better.
                    let scans = |t: &str| line.strip_prefix("SCAN ").is_some_and(|of| of.split(' ').next() == Some(t));
                    let walks = |t: &str| scans(t) || line.contains(&format!("Seq Scan on {t} "));
                    table.clone().any(|t| walks(t))
                };
                assert_eq!(plan.iter().find(whole), None, "{plan:#?}");
            }
        }
    }
}
