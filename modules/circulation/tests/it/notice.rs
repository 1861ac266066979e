//! Who is told of what, and who does not want to be.

use crate::{House, house, letter, order, registered};
use circulation::{Act, Notice, Outcome, Purpose};
use identity::{NoticeKind, PersonDetails};
use kernel::{Actor, Day, Role};
use register::{Confidentiality, Direction};
use std::sync::Arc;
use testkit::{Fresh, employee};

/// Gives somebody an e-mail.
async fn reachable(town: &Fresh, who: &Arc<Actor>, email: &str) {
    let mut cx = town.write(&employee(Role::Administrator)).await;
    let who = who.employee().unwrap();
    let details = PersonDetails { name: who.name.clone(), code: None, email: Some(email.into()), phone: None };
    identity::change_person(&mut cx, who.id, details).await.unwrap();
    cx.commit().await.unwrap();
}

/// To whom tidings go.
async fn told(cx: &mut db::Cx, notice: &Notice) -> Vec<String> {
    circulation::tidings(cx, notice).await.unwrap().map(|tidings| tidings.to).unwrap_or_default()
}

#[tokio::test]
async fn who_has_something_is_reminded_on_the_working_day_before() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, head, works, .. } = &all;
        reachable(&town, head, "head@asty.example").await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(clerk).await;
        let mut given = order(&[(*works, Some(head), Purpose::Action)]);
        given.due = circulation::deadline(&mut cx, "5").await.unwrap();
        let made = circulation::assign(&mut cx, place, given).await.unwrap();
        let reminds = async |cx: &mut db::Cx, day: &str| {
            let before = std::mem::replace(&mut cx.actor, Arc::new(Actor::System("daily")));
            let found = circulation::remind(cx, day.parse().unwrap()).await.unwrap();
            cx.actor = before;
            found
        };
        // It ends on Monday 30 November.
        for (day, found) in
            [("2026-11-25", 0), ("2026-11-27", 1), ("2026-11-28", 0), ("2026-11-30", 1), ("2026-12-01", 0)]
        {
            assert_eq!(reminds(&mut cx, day).await, found, "{day}");
        }
        let day: Day = cx.now.day();
        let notice = Notice::Due { assignment: made[0], day };
        let tidings = circulation::tidings(&mut cx, &notice).await.unwrap().unwrap();
        assert_eq!(
            (tidings.told, tidings.subject),
            (NoticeKind::Due, None),
            "a mail says nothing of a confidential one"
        );
        cx.actor = head.clone();
        circulation::complete(&mut cx, made[0], Outcome::default()).await.unwrap();
        assert!(told(&mut cx, &notice).await.is_empty(), "it is done");
    }
}

#[tokio::test]
async fn people_choose_what_they_are_told_and_a_substitute_is_told_too() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, head, treasurer, works, .. } = &all;
        reachable(&town, head, "head@asty.example").await;
        reachable(&town, treasurer, "treasurer@asty.example").await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(*works, None, Purpose::Action)])).await.unwrap();
        let notice =
            Notice::Moved { act: Act::Assigned, assignment: made[0], at: cx.now, by: None, text: String::new() };
        assert_eq!(told(&mut cx, &notice).await, ["head@asty.example"]);
        cx.actor = head.clone();
        let (today, id) = (cx.now.day(), |who: &Arc<Actor>| who.employee().unwrap().id);
        let new = identity::NewAbsence {
            employee: id(head),
            substitute: id(treasurer),
            unit: Some(*works),
            first: today,
            last: today,
            restricted: false,
        };
        identity::set_absence(&mut cx, new).await.unwrap();
        assert_eq!(told(&mut cx, &notice).await, ["head@asty.example", "treasurer@asty.example"]);
        identity::refuse_notices(&mut cx, &[NoticeKind::Assigned, NoticeKind::Due]).await.unwrap();
        assert_eq!(identity::refused_notices(&mut cx).await.unwrap().len(), 2);
        assert_eq!(told(&mut cx, &notice).await, ["treasurer@asty.example"]);
        identity::refuse_notices(&mut cx, &[]).await.unwrap();
        assert_eq!(told(&mut cx, &notice).await.len(), 2);
        cx.actor = Arc::new(Actor::System("test"));
        assert!(identity::refuse_notices(&mut cx, &[]).await.is_err(), "nobody's");
    }
}

#[derive(sqlx::FromRow)]
struct Payload {
    payload: String,
}

/// Whoever hands over is named, and not who had assigned it at first.
#[tokio::test]
async fn a_hand_over_names_who_handed_over() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, head, worker, works, money, treasurer, .. } = &all;
        reachable(&town, treasurer, "treasurer@asty.example").await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(*works, None, Purpose::Action)])).await.unwrap();
        cx.actor = worker.clone();
        circulation::accept(&mut cx, made[0]).await.unwrap();
        cx.actor = head.clone();
        let to = circulation::Recipient { unit: *money, employee: None };
        circulation::hand_over(&mut cx, worker.employee().unwrap().id, to, "Αποχώρηση", None).await.unwrap();
        let args = cx.tx.args();
        let sql = "select payload from job where kind = 'notice' order by id desc limit 1";
        let job: Payload = cx.tx.one(sql, args).await.unwrap();
        cx.actor = Arc::new(Actor::System("test"));
        let notice: Notice = serde_json::from_str(&job.payload).unwrap();
        let tidings = circulation::tidings(&mut cx, &notice).await.unwrap().unwrap();
        assert_eq!((tidings.by.as_str(), tidings.text.as_str()), ("Νίκος Δήμου", "Αποχώρηση"));
        assert_eq!(tidings.to, ["treasurer@asty.example"]);
    }
}

/// Who gets it back is told, though another has passed it on.
#[tokio::test]
async fn of_a_return_whoever_gets_it_back_is_told() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let House { clerk, head, worker, other, works, .. } = &all;
        reachable(&town, head, "head@asty.example").await;
        reachable(&town, other, "other@asty.example").await;
        reachable(&town, clerk, "clerk@asty.example").await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(*works, Some(head), Purpose::Action)])).await.unwrap();
        cx.actor = head.clone();
        let on = order(&[(*works, Some(worker), Purpose::Action)]);
        let passed = circulation::forward(&mut cx, made[0], on).await.unwrap();
        let to = circulation::Recipient { unit: *works, employee: Some(other.employee().unwrap().id) };
        circulation::hand_over(&mut cx, head.employee().unwrap().id, to, "", None).await.unwrap();
        cx.actor = Arc::new(Actor::System("test"));
        let returned = |assignment| Notice::Moved {
            act: Act::Returned,
            assignment,
            at: town.clock.now(),
            by: None,
            text: String::new(),
        };
        assert_eq!(told(&mut cx, &returned(passed[0])).await, ["other@asty.example"]);
        assert_eq!(told(&mut cx, &returned(made[0])).await, ["clerk@asty.example"]);
    }
}
