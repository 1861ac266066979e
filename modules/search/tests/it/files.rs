//! The text of files is read once, and entries are found by it.

use crate::{followed, found, house, letter, numbers};
use blobs::Blobs;
use extract::{Reader, Unread};
use fulltext::Index;
use kernel::Actor;
use register::Confidentiality;
use search::{Follower, ReadingState};
use std::{io, sync::Arc};
use testkit::Fresh;

#[tokio::test]
async fn entries_are_found_by_the_text_of_their_files() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let blobs = Blobs::open(&town.folder.path().join("files")).await.unwrap();
        let text = "Πρακτικό\nπαραλαβής υλικών για το αντλιο-\nστάσιο".as_bytes();
        let stream = futures_util::stream::iter([Ok::<_, io::Error>(bytes::Bytes::from_static(text))]);
        let stored = blobs.receive(stream, 10_000).await.unwrap();
        let mut numbers_of = Vec::new();
        let mut cx = town.write(&all.clerk).await;
        for closed in [Confidentiality::Open, Confidentiality::Confidential] {
            let file = documents::attach(&mut cx, "πρακτικό.txt", &stored).await.unwrap();
            let entry = register::register(&mut cx, letter("Διαβιβαστικό", closed), vec![file]).await.unwrap();
            numbers_of.push(entry.number);
        }
        cx.commit().await.unwrap();
        // A crash between the look and what is kept of it loses nothing; and a new index asks for the files too.
        let system = Arc::new(Actor::System("search"));
        let lost = Follower::default().look(&mut town.read(&system).await, &index).await.unwrap();
        assert_eq!((lost.entries, index.count(), index.position().unwrap()), (2, 0, None));
        let anew = Index::in_memory().unwrap();
        let made = search::rebuild(&mut town.read(&system).await, &anew, |_| ()).await.unwrap();
        assert_eq!(made, Some((2, vec![stored.sha256])));
        let unread = followed(&town, &index, &mut follower).await;
        assert_eq!(unread, [stored.sha256], "the same bytes are read once");
        assert_eq!(numbers(&found(&town, &index, &all.worker, "πρακτικο").await), [numbers_of[0]], "by its name");
        let mut cx = town.write(&system).await;
        search::want_reading(&mut cx, &unread).await.unwrap();
        search::want_reading(&mut cx, &unread).await.unwrap();
        let (sha256, kind, attempts) = search::take_reading(&mut cx).await.unwrap().unwrap();
        assert_eq!((sha256, attempts), (stored.sha256, 1));
        assert!(search::take_reading(&mut cx).await.unwrap().is_none(), "one at a time");
        let reading = Reader::Here.read(&kind, text.to_vec(), None).unwrap();
        search::was_read(&mut cx, &sha256, reading).await.unwrap();
        cx.commit().await.unwrap();
        assert!(followed(&town, &index, &mut follower).await.is_empty());
        let seen = found(&town, &index, &all.worker, "αντλιοστάσια").await;
        let passage = &seen.hits[0].passages[0];
        assert_eq!((seen.total, passage.page, passage.file.as_deref()), (1, Some(1), Some("πρακτικό.txt")));
        assert!(passage.pieces.iter().any(|piece| piece.hit && piece.text == "αντλιοστάσιο"));
        assert_eq!(found(&town, &index, &all.clerk, "αντλιοστάσια").await.total, 2);
        let alike = search::find_alike(&mut town.read(&all.clerk).await, &index, (2026, numbers_of[0])).await.unwrap();
        assert_eq!(numbers(&alike), [numbers_of[1]]);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_tried_again() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let blobs = Blobs::open(&town.folder.path().join("files")).await.unwrap();
        let stream = futures_util::stream::iter([Ok::<_, io::Error>(bytes::Bytes::from_static(b"%PDF-1.7 nothing"))]);
        let stored = blobs.receive(stream, 10_000).await.unwrap();
        let mut cx = town.write(&all.clerk).await;
        let file = documents::attach(&mut cx, "σπασμένο.pdf", &stored).await.unwrap();
        register::register(&mut cx, letter("Σπασμένο", Confidentiality::Open), vec![file]).await.unwrap();
        cx.actor = Arc::new(Actor::System("search"));
        search::want_reading(&mut cx, &[stored.sha256]).await.unwrap();
        let (sha256, kind, attempts) = search::take_reading(&mut cx).await.unwrap().unwrap();
        let why = Reader::Here.read(&kind, b"%PDF-1.7 nothing".to_vec(), None).unwrap_err();
        assert!(matches!(why, Unread::Unfit(_)), "{kind} {why}");
        search::was_not_read(&mut cx, &sha256, &why, attempts).await.unwrap();
        let (counts, files, more) = search::readings(&mut cx, ReadingState::Failed, None).await.unwrap();
        assert_eq!((counts, more), (vec![(ReadingState::Failed, 1)], false));
        assert!(!files[0].error.as_deref().unwrap().is_empty());
        assert_eq!(search::readings_again(&mut cx).await.unwrap(), 1);
        assert!(search::reading_due(&mut cx).await.unwrap());
        // A store that is away, however long, takes nothing from the file but time.
        for _ in 0..10 {
            let (sha256, _, attempts) = search::take_reading(&mut cx).await.unwrap().unwrap();
            assert_eq!(attempts, 1);
            search::was_not_fetched(&mut cx, &sha256, "the store is away").await.unwrap();
            cx.now = cx.now.plus_seconds(59);
            assert!(!search::reading_due(&mut cx).await.unwrap(), "it is left in peace for a while");
            cx.now = cx.now.plus_seconds(6 * 3600);
        }
        // What may go better is tried three times, with longer and longer pauses; of a foreign kind nothing is tried.
        let away = Unread::Io(io::Error::other("the process cannot be started"));
        for attempts in 1..=3 {
            search::take_reading(&mut cx).await.unwrap().unwrap();
            search::was_not_read(&mut cx, &sha256, &away, attempts).await.unwrap();
            assert!(!search::reading_due(&mut cx).await.unwrap());
            cx.now = cx.now.plus_seconds(60 << (2 * (attempts - 1)));
            assert_eq!(search::reading_due(&mut cx).await.unwrap(), attempts < 3);
        }
        search::was_not_read(&mut cx, &sha256, &Unread::Kind, 1).await.unwrap();
        assert_eq!(search::readings(&mut cx, ReadingState::Foreign, None).await.unwrap().1.len(), 1);
    }
}

/// An entry of very much text is taken alone, and in parts.
#[tokio::test]
async fn very_much_text_is_taken_in_parts() {
    for town in Fresh::each().await {
        let all = house(&town).await;
        let blobs = Blobs::open(&town.folder.path().join("files")).await.unwrap();
        let stream = futures_util::stream::iter([Ok::<_, io::Error>(bytes::Bytes::from_static(b"much"))]);
        let stored = blobs.receive(stream, 10_000).await.unwrap();
        let mut cx = town.write(&all.clerk).await;
        let file = documents::attach(&mut cx, "πολύ.txt", &stored).await.unwrap();
        for (subject, files) in [("Πρώτο", vec![]), ("Μεγάλο", vec![file]), ("Τρίτο", vec![])] {
            register::register(&mut cx, letter(subject, Confidentiality::Open), files).await.unwrap();
        }
        cx.actor = Arc::new(Actor::System("search"));
        search::want_reading(&mut cx, &[stored.sha256]).await.unwrap();
        let page = |at: usize| format!("σελίδα{at} {}", "λέξη ".repeat(20_000));
        let pages = (0..60).map(page).collect();
        let text = extract::Reading { means: extract::Means::Text, pages };
        search::was_read(&mut cx, &stored.sha256, Some(text)).await.unwrap();
        let first = search::batch(&mut cx, uuid::Uuid::nil()).await.unwrap();
        assert_eq!(first.documents.len(), 2, "the large one has changed last, and waits for the next batch");
        let second = search::batch(&mut cx, *first.changes.last().unwrap()).await.unwrap();
        let kept = &second.documents[0].further;
        assert_eq!((second.documents.len(), kept[1].starts_with("σελίδα0 ")), (1, true));
        let bytes: usize = kept.iter().map(String::len).sum();
        assert!((8 << 20..12 << 20).contains(&bytes), "{bytes}");
    }
}

/// The text of a file in a comment is found by whoever may see the comment.
#[tokio::test]
async fn entries_are_found_by_the_files_of_what_was_said() {
    for town in Fresh::each().await {
        let (all, index, mut follower) = (house(&town).await, Index::in_memory().unwrap(), Follower::default());
        let blobs = Blobs::open(&town.folder.path().join("files")).await.unwrap();
        let place = crate::registered(&town, &all, letter("Αναφορά", Confidentiality::Confidential)).await;
        let system = Arc::new(Actor::System("search"));
        let mut says = async |text: &'static str, name: &str| {
            let stream = futures_util::stream::iter([Ok::<_, io::Error>(bytes::Bytes::from_static(text.as_bytes()))]);
            let stored = blobs.receive(stream, 10_000).await.unwrap();
            let mut cx = town.write(&all.clerk).await;
            let file = documents::attach(&mut cx, name, &stored).await.unwrap();
            circulation::comment(&mut cx, place, "Δείτε το συνημμένο", None, vec![file]).await.unwrap();
            cx.commit().await.unwrap();
            assert_eq!(followed(&town, &index, &mut follower).await, [stored.sha256]);
            let mut cx = town.write(&system).await;
            search::want_reading(&mut cx, &[stored.sha256]).await.unwrap();
            let (sha256, kind, _) = search::take_reading(&mut cx).await.unwrap().unwrap();
            let reading = Reader::Here.read(&kind, text.into(), None).unwrap();
            search::was_read(&mut cx, &sha256, reading).await.unwrap();
            cx.commit().await.unwrap();
            assert!(followed(&town, &index, &mut follower).await.is_empty());
            town.clock.set(town.clock.now().plus_seconds(60));
        };
        says("Πόρισμα ένορκης εξέτασης", "πόρισμα.txt").await;
        let seen = found(&town, &index, &all.clerk, "ένορκη").await;
        let passage = &seen.hits[0].passages[0];
        assert_eq!((passage.file.as_deref(), passage.page, passage.position), (Some("πόρισμα.txt"), Some(1), None));
        assert_eq!(found(&town, &index, &all.worker, "ένορκη").await.total, 0);
        let mut cx = town.write(&all.clerk).await;
        let open = letter("Αναφορά", Confidentiality::Open);
        register::correct(&mut cx, place, None, open, "Έκλεισε η υπόθεση").await.unwrap();
        cx.commit().await.unwrap();
        town.clock.set(town.clock.now().plus_seconds(60));
        says("Ευχαριστήρια επιστολή", "επιστολή.txt").await;
        assert_eq!(found(&town, &index, &all.worker, "ένορκη").await.total, 0, "it was said while it was closed");
        assert_eq!(found(&town, &index, &all.worker, "πόρισμα").await.total, 0);
        let seen = found(&town, &index, &all.worker, "ευχαριστήρια").await;
        assert_eq!((seen.total, seen.hits[0].passages.len()), (1, 1));
    }
}
