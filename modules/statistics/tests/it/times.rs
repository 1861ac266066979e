//! How long documents stood.

use crate::house::{assigned, at, count, house, letter, november, registered};
use circulation::{NewAssignment, Order, Outcome, Purpose, Recipient};
use kernel::AssignmentId;
use register::{Confidentiality, Direction, Kind};
use statistics::{Asked, Period, Which};
use testkit::Fresh;

fn done() -> Outcome {
    Outcome { text: "Έγινε".into(), answer: None }
}

#[tokio::test]
async fn a_stop_lasts_from_arriving_to_leaving_in_working_time() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let paper = letter(Direction::Incoming, Some(all.works), Kind::Application);
        let place = registered(&town, &all, "2026-11-13T12:00", paper).await;
        // A Friday at two, due on Monday.
        let made = assigned(&town, &all, ("2026-11-13T14:00", "1"), place, &[all.works]).await;
        let mut cx = at(&town, &all.head, "2026-11-13T14:30").await;
        circulation::accept(&mut cx, made[0]).await.unwrap();
        let to = Recipient { unit: all.works, employee: all.worker.employee().map(|e| e.id) };
        let order = Order { to: vec![NewAssignment { to, purpose: Purpose::Action }], ..Order::default() };
        let passed = circulation::forward(&mut cx, made[0], order).await.unwrap();
        cx.commit().await.unwrap();
        count(&town).await;
        let times = async || {
            let mut cx = town.read(&all.head).await;
            statistics::times(&mut cx, &november()).await.unwrap()
        };
        let before = times().await.total;
        assert_eq!((before.stops, before.open, before.open_late), (0, 1, 1), "today is the 23rd");
        // On Tuesday at eight it is done: an hour, a day, an hour.
        let mut cx = at(&town, &all.worker, "2026-11-17T08:00").await;
        circulation::complete(&mut cx, passed[0], done()).await.unwrap();
        cx.commit().await.unwrap();
        count(&town).await;
        let total = times().await.total;
        assert_eq!((total.stops, total.median, total.ninth), (1, Some(600), Some(600)));
        assert_eq!((total.accept_median, total.due, total.late, total.open), (Some(30), 1, 1, 0));
        assert_eq!(total.late_percent(), Some(100));
        // A part of the month is asked of the stops, the whole of the scale: it is the same.
        let part = Period::new("2026-11-10".parse().unwrap(), "2026-11-20".parse().unwrap()).unwrap();
        let mut cx = town.read(&all.head).await;
        let of_part = statistics::times(&mut cx, &Asked { period: part, ..november() }).await.unwrap();
        assert_eq!((of_part.total, of_part.by_unit[0].figures), (total, total));
        assert_eq!(of_part.by_kind[0].0, Kind::Application);
        let earlier = Period::new("2026-11-01".parse().unwrap(), "2026-11-16".parse().unwrap()).unwrap();
        let none = statistics::times(&mut cx, &Asked { period: earlier, ..november() }).await.unwrap();
        assert_eq!(none.total.stops, 0);
    }
}

#[tokio::test]
async fn other_hours_and_a_holiday_are_other_working_time() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let paper = letter(Direction::Incoming, Some(all.works), Kind::Application);
        let place = registered(&town, &all, "2026-11-13T12:00", paper).await;
        let made = assigned(&town, &all, ("2026-11-13T14:00", ""), place, &[all.works]).await;
        let mut cx = at(&town, &all.head, "2026-11-17T08:00").await;
        circulation::complete(&mut cx, made[0], done()).await.unwrap();
        cx.commit().await.unwrap();
        let mut cx = town.write(&all.administrator).await;
        let day = "2026-11-16".parse().unwrap();
        law::add_holiday(&mut cx, law::Holiday { day, name: "Πολιούχος".into() }).await.unwrap();
        for (key, value) in [(law::Key::OfficeCloses, 16 * 60), (law::Key::OfficeOpens, 8 * 60)] {
            let legal_basis = "Απόφαση Δημάρχου".to_owned();
            let new = law::Amendment { key, effective_from: "2026-01-01".parse().unwrap(), value, legal_basis };
            law::amend(&mut cx, new, true).await.unwrap();
        }
        cx.commit().await.unwrap();
        count(&town).await;
        let mut cx = town.read(&all.auditor).await;
        let times = statistics::times(&mut cx, &november()).await.unwrap();
        assert_eq!(
            (times.total.median, times.day),
            (Some(120), 480),
            "from two to four, and nothing on Tuesday at eight"
        );
        drop(cx);
        let mut cx = town.write(&all.head).await;
        assert!(statistics::recount(&mut cx).await.is_err());
    }
}

#[tokio::test]
async fn lists_behind_times_leave_out_what_the_reader_may_not_read() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let (mut entries, mut made): (Vec<_>, Vec<AssignmentId>) = (Vec::new(), Vec::new());
        for place in 0..4 {
            let mut fields = letter(Direction::Incoming, Some(all.works), Kind::Application);
            if place == 3 {
                fields.confidentiality = Confidentiality::Restricted;
            }
            entries.push(registered(&town, &all, &format!("2026-11-16T08:0{place}"), fields).await);
        }
        for (place, entry) in entries.into_iter().enumerate() {
            made.extend(assigned(&town, &all, (&format!("2026-11-16T09:0{place}"), "1"), entry, &[all.works]).await);
        }
        let mut cx = at(&town, &all.head, "2026-11-18T10:00").await;
        for id in [made[0], made[1], made[3]] {
            circulation::complete(&mut cx, id, done()).await.unwrap();
        }
        cx.commit().await.unwrap();
        count(&town).await;
        let list = async |actor, which| {
            let mut cx = town.read(actor).await;
            let page = statistics::stops(&mut cx, &november(), (which, None), None).await.unwrap();
            page.lines.iter().map(|line| line.number).collect::<Vec<_>>()
        };
        // It was given to the unit, so its head reads the restricted one; the director above does not.
        assert_eq!(list(&all.head, Which::Late).await, [1, 2, 4]);
        assert_eq!(list(&all.director, Which::Left).await, [1, 2]);
        assert_eq!(list(&all.auditor, Which::Left).await, [1, 2, 4]);
        assert_eq!(list(&all.head, Which::Arrived).await, [1, 2, 3, 4]);
        assert_eq!(list(&all.head, Which::OpenLate).await, [3]);
        assert_eq!(list(&all.administrator, Which::Left).await, Vec::<i64>::new());
        let mut cx = town.read(&all.director).await;
        let times = statistics::times(&mut cx, &november()).await.unwrap();
        assert_eq!((times.total.stops, times.total.late), (3, 3), "all of them are counted");
        assert_eq!(statistics::volumes(&mut cx, &november()).await.unwrap().assigned, 4);
    }
}
