//! What was said to somebody, and what came back, stand where those look who have to know.

use crate::{house, letter, order, registered};
use circulation::{CirculationError, Purpose, Recipient};
use register::{Confidentiality, Direction};
use testkit::Fresh;

#[tokio::test]
async fn whoever_is_addressed_finds_it_and_nobody_else() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let to = |unit, employee| Some(Recipient { unit, employee });
        let worker = all.worker.employee().map(|e| e.id);
        circulation::comment(&mut cx, place, "Δείτε", to(all.works, worker), vec![]).await.unwrap();
        circulation::comment(&mut cx, place, "Και εσείς", to(all.money, None), vec![]).await.unwrap();
        circulation::comment(&mut cx, place, "Προς όλους", None, vec![]).await.unwrap();
        for (who, count) in [(&all.worker, 1), (&all.treasurer, 1), (&all.other, 0), (&all.clerk, 0)] {
            cx.actor = who.clone();
            let found = circulation::addressed(&mut cx).await.unwrap();
            assert_eq!(found.len(), count, "{}", who.name());
            assert!(found.iter().all(|one| one.subject == "Λακκούβα στην οδό Αιόλου"));
        }
        // Closed afterwards, it is told to nobody who may not read it.
        cx.actor = all.clerk.clone();
        let fields = letter(Direction::Incoming, Confidentiality::Confidential);
        register::correct(&mut cx, place, None, fields, "εμπιστευτικό").await.unwrap();
        cx.actor = all.worker.clone();
        assert!(circulation::addressed(&mut cx).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_came_back_says_from_whom_and_why() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let fresh = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        for (unit, who, why) in
            [(all.works, &all.head, "Δεν είναι δικό μας"), (all.money, &all.treasurer, "Ούτε δικό μας")]
        {
            cx.actor = all.clerk.clone();
            let made = circulation::assign(&mut cx, place, order(&[(unit, None, Purpose::Action)])).await.unwrap();
            cx.actor = who.clone();
            circulation::give_back(&mut cx, made[0], why).await.unwrap();
            let seen = circulation::came_back(&mut cx, &[place]).await;
            assert!(matches!(seen, Err(CirculationError::Forbidden(_))), "it is the protocol office's");
        }
        cx.actor = all.clerk.clone();
        let back = circulation::came_back(&mut cx, &[place, fresh]).await.unwrap();
        assert_eq!(back.len(), 1);
        assert_eq!((back[&place].from.as_str(), back[&place].why.as_str()), ("Τμήμα Ταμείου", "Ούτε δικό μας"));
    }
}
