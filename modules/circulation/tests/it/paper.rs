//! One file of an entry is assigned; files go with what is said.

use crate::{attached, house, letter, order, registered, way, with_file};
use circulation::{CirculationError, MailCause, Purpose, Tab, Whose};
use kernel::{FileId, Role};
use register::{Confidentiality, Direction};
use testkit::{Fresh, employee};

#[tokio::test]
async fn one_file_of_an_entry_is_assigned_and_goes_on() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let (place, file) = with_file(&town, &all, Confidentiality::Open).await;
        let mut cx = town.write(&all.clerk).await;
        let about = |file| circulation::Order { file: Some(file), ..order(&[(all.works, None, Purpose::Action)]) };
        let wrong = circulation::assign(&mut cx, place, about(FileId::new())).await;
        assert!(matches!(wrong, Err(CirculationError::Invalid("file", _))), "{wrong:?}");
        let made = circulation::assign(&mut cx, place, about(file)).await.unwrap();
        cx.actor = all.head.clone();
        let tray = circulation::tray(&mut cx, Whose::Unit(all.works), Tab::Accept, None).await.unwrap();
        assert_eq!(tray.items[0].assignment.file_name.as_deref(), Some("Αίτηση.txt"));
        let on = order(&[(all.works, Some(&all.worker), Purpose::Action)]);
        circulation::forward(&mut cx, made[0], on).await.unwrap();
        let shown = way(&mut cx, place).await;
        assert!(shown.assignments.iter().all(|a| a.file == Some(file)), "it goes on with it");
        let stated = shown.movements[0].statement.file.clone().unwrap();
        assert_eq!((stated.id, stated.name.as_str(), stated.sha256), (file.0, "Αίτηση.txt", "07".repeat(32)));
        cx.commit().await.unwrap();
        let faults = circulation::examine(&mut town.read(&employee(Role::Auditor)).await).await.unwrap();
        assert!(faults.is_empty(), "{:?}", faults.words);
    }
}

#[tokio::test]
async fn the_tray_of_a_unit_names_no_file_of_what_is_closed() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let (place, file) = with_file(&town, &all, Confidentiality::Confidential).await;
        let mut cx = town.write(&all.clerk).await;
        let order = circulation::Order { file: Some(file), ..order(&[(all.works, None, Purpose::Action)]) };
        circulation::assign(&mut cx, place, order).await.unwrap();
        for (who, name) in [(&all.head, Some("Αίτηση.txt")), (&all.worker, None)] {
            cx.actor = who.clone();
            let tray = circulation::tray(&mut cx, Whose::Unit(all.works), Tab::Accept, None).await.unwrap();
            assert_eq!(tray.items[0].assignment.file_name.as_deref(), name, "{}", who.name());
        }
    }
}

#[tokio::test]
async fn files_go_with_what_is_said_and_stay() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Confidential)).await;
        let mut cx = town.write(&all.head).await;
        let file = attached(&mut cx, "Σκαρίφημα.txt").await;
        let said = circulation::comment(&mut cx, place, "Δείτε", None, vec![file.clone()]).await;
        assert!(matches!(said, Err(CirculationError::Forbidden(_))), "who may not read the entry says nothing of it");
        cx.actor = all.clerk.clone();
        let second = attached(&mut cx, "Φωτογραφία.txt").await;
        circulation::comment(&mut cx, place, "Δείτε", None, vec![file.clone(), second]).await.unwrap();
        let many = vec![file; 21];
        let said = circulation::comment(&mut cx, place, "Πολλά", None, many).await;
        assert!(matches!(said, Err(CirculationError::Invalid("files", _))), "{said:?}");
        let comments = way(&mut cx, place).await.comments;
        let names: Vec<_> = comments[0].files.iter().map(|file| (file.name.as_str(), file.size)).collect();
        assert_eq!(names, [("Σκαρίφημα.txt", 3), ("Φωτογραφία.txt", 3)]);
        cx.commit().await.unwrap();
        for deed in ["delete from comment_file", "update comment_file set place = place + 5"] {
            let mut tx = town.db.write().await.unwrap();
            let args = tx.args();
            assert!(tx.exec(deed, args).await.is_err(), "{deed}: the engine refuses it");
        }
    }
}

#[tokio::test]
async fn what_could_not_be_delivered_is_said_where_it_is_missed() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let place = registered(&town, &all, letter(Direction::Incoming, Confidentiality::Open)).await;
        let mut cx = town.write(&all.clerk).await;
        let made = circulation::assign(&mut cx, place, order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        let cause = MailCause::Entry { year: place.0, number: place.1, assignment: Some(made[0]) };
        circulation::undelivered(&mut cx, &cause, "nobody@asty.gr", "550 no such user").await.unwrap();
        let day = cx.now.day();
        let cause = MailCause::Digest { unit: all.works, day };
        circulation::undelivered(&mut cx, &cause, "works@asty.gr", &"x".repeat(5_000)).await.unwrap();
        let lost = way(&mut cx, place).await.undelivered;
        assert_eq!(
            (lost.len(), lost[0].address.as_str(), lost[0].error.as_str()),
            (1, "nobody@asty.gr", "550 no such user")
        );
        cx.actor = all.head.clone();
        let made = circulation::make_digest(&mut cx, all.works, day).await.unwrap().unwrap();
        circulation::keep_digest(&mut cx, &made).await.unwrap();
        let (_, sent, _) = circulation::digests(&mut cx, all.works).await.unwrap();
        assert_eq!(sent[0].lost, ["works@asty.gr"]);
        cx.actor = employee(Role::Auditor);
        assert!(way(&mut cx, place).await.undelivered.is_empty(), "addresses are for those who move documents");
        let told = circulation::undelivered(&mut cx, &MailCause::Digest { unit: all.works, day }, "a@b.gr", "").await;
        assert!(matches!(told, Err(CirculationError::Forbidden(_))), "{told:?}");
    }
}
