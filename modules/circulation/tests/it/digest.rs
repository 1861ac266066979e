//! The sheet of a unit's day.

use crate::{house, letter, order, registered};
use circulation::{DigestSetting, Purpose, Section};
use kernel::Actor;
use register::{Confidentiality, Direction};
use std::sync::Arc;
use testkit::Fresh;

#[tokio::test]
async fn the_sheet_has_what_concerns_the_unit_counts_first_and_is_made_once_a_day() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let mut places = Vec::new();
        for confidentiality in [Confidentiality::Open, Confidentiality::Restricted, Confidentiality::Open] {
            let mut fields = letter(Direction::Incoming, confidentiality);
            fields.competent_unit = Some(all.works);
            places.push(registered(&town, &all, fields).await);
        }
        let mut cx = town.write(&all.clerk).await;
        let mut today = order(&[(all.works, None, Purpose::Action), (all.money, None, Purpose::Information)]);
        today.due = circulation::deadline(&mut cx, "0").await.unwrap();
        circulation::assign(&mut cx, places[0], today).await.unwrap();
        circulation::assign(&mut cx, places[1], order(&[(all.works, None, Purpose::Action)])).await.unwrap();
        cx.actor = all.head.clone();
        let digest = circulation::digest(&mut cx, all.works).await.unwrap();
        let counts: Vec<_> = digest.parts.iter().map(|part| (part.section, part.count)).collect();
        let expected = [(Section::DueToday, 1), (Section::New, 2), (Section::Accept, 2), (Section::Unassigned, 1)];
        assert_eq!(counts, expected);
        let accept = &digest.parts[2].lines;
        assert!(accept.iter().any(|line| line.subject.is_empty()), "a restricted one says its number only");
        assert!(circulation::digest(&mut cx, all.money).await.is_err(), "another unit's");
        // The head chooses the hour; who only works there does not.
        let setting = DigestSetting { hour: 9, when_empty: true };
        assert!(circulation::set_digest(&mut cx, all.works, DigestSetting { hour: 24, ..setting }).await.is_err());
        circulation::set_digest(&mut cx, all.works, setting).await.unwrap();
        cx.actor = all.worker.clone();
        assert!(circulation::set_digest(&mut cx, all.works, setting).await.is_err());
        cx.actor = Arc::new(Actor::System("digest"));
        let hours = circulation::digest_hours(&mut cx).await.unwrap();
        assert!(hours.contains(&(all.works, 9)) && hours.contains(&(all.money, 7)));
        let day = cx.now.day();
        // Nobody there has an e-mail: it is kept that it was made, and nothing is sent.
        let made = circulation::make_digest(&mut cx, all.works, day).await.unwrap().unwrap();
        assert!(made.to.is_empty());
        assert!(circulation::keep_digest(&mut cx, &made).await.unwrap());
        assert!(!circulation::keep_digest(&mut cx, &made).await.unwrap(), "another process made it too");
        assert!(circulation::make_digest(&mut cx, all.works, day).await.unwrap().is_none(), "once a day");
        assert!(circulation::make_digest(&mut cx, all.works, day.next()).await.unwrap().is_none());
        let (_, sent, _) = circulation::digests(&mut cx, all.works).await.unwrap();
        assert_eq!((sent.len(), sent[0].sent_to.as_str()), (1, ""));
        assert!(sent[0].counts.contains("\"new\":2"), "{}", sent[0].counts);
        // The next day it is not new any more, and late.
        cx.now = day.next().start().plus_seconds(9 * 3600);
        let digest = circulation::digest(&mut cx, all.works).await.unwrap();
        let counts: Vec<_> = digest.parts.iter().map(|part| (part.section, part.count)).collect();
        assert_eq!(counts, [(Section::Overdue, 1), (Section::Accept, 2), (Section::Unassigned, 1)]);
    }
}
