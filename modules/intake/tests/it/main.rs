//! Each action on both engines, allowed and forbidden.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod clerks;
mod rules;

use blobs::Blobs;
use db::Cx;
use futures_util::stream;
use intake::{Arrival, Copy, NewPart, PartRole, Source, Taken, Trouble};
use kernel::{Actor, ProposalId};
use std::{io, sync::Arc};
use testkit::Fresh;

#[tokio::test]
async fn every_statement_fits_both_engines() {
    testkit::prepare_all_statements().await;
}

/// What reads the mailbox.
pub fn program() -> Arc<Actor> {
    Arc::new(Actor::System(intake::BY_RULE))
}

/// A mail; `word` makes it the one.
pub fn mail(word: &str, from: &str) -> Arrival {
    let mut identity = [0; 32];
    identity.iter_mut().zip(word.bytes()).for_each(|(to, byte)| *to = byte);
    Arrival {
        source: Source::Email,
        identity,
        sha256: identity,
        message_id: Some(format!("{word}@example.gr")),
        sent_at: Some(testkit::instant("2026-11-23T08:00:00Z")),
        from_name: "Γιώργος Πολίτης".to_owned(),
        from_address: from.to_owned(),
        recipients: "protocol@asty.gr".to_owned(),
        subject: format!("Αίτηση {word}"),
        body: "Σας στέλνω την αίτηση.".to_owned(),
        automatic: false,
        trouble: None,
        unit: None,
        label: None,
        parts: Vec::new(),
        copy: None,
    }
}

/// A stored file of a mail.
pub async fn part(town: &Fresh, name: &str, bytes: &'static [u8]) -> NewPart {
    let blobs = Blobs::open(&town.folder.path().join("files")).await.unwrap();
    let bytes = stream::iter([Ok::<_, io::Error>(bytes::Bytes::from_static(bytes))]);
    let stored = blobs.receive(bytes, 1_000).await.unwrap();
    NewPart { role: PartRole::Attachment, name: name.to_owned(), stored: Ok(stored) }
}

/// Takes something in.
pub async fn taken(cx: &mut Cx, arrival: Arrival) -> ProposalId {
    match intake::take_in(cx, arrival).await.unwrap() {
        Taken::New(id) | Taken::Known(id) => id,
    }
}

#[tokio::test]
async fn the_same_mail_is_kept_once_and_goes_to_its_folder_when_it_is_decided() {
    for town in Fresh::each().await {
        let clerk = testkit::employee(kernel::Role::Clerk);
        let part = part(&town, "../αίτηση.pdf", b"%PDF-1.4 x").await;
        let winmail =
            NewPart { role: PartRole::Attachment, name: "winmail.dat".to_owned(), stored: Err(Trouble::Winmail) };
        let mut cx = town.write(&program()).await;
        let copy = |uid| Some(Copy { validity: 7, uid });
        let first = Arrival { parts: vec![part, winmail], copy: copy(1), ..mail("one", "giorgos@example.gr") };
        let Taken::New(id) = intake::take_in(&mut cx, first.clone()).await.unwrap() else { panic!("it is new") };
        let again = intake::take_in(&mut cx, Arrival { copy: copy(2), ..first.clone() }).await.unwrap();
        assert_eq!(again, Taken::Known(id));
        assert_eq!(intake::known(&mut cx, &first.identity).await.unwrap(), Some(id));
        let other = taken(&mut cx, Arrival { copy: copy(3), ..mail("two", "b@example.gr") }).await;
        assert_eq!(intake::count(&mut cx).await.unwrap(), 2);
        let there: Vec<i64> = intake::in_mailbox(&mut cx, 7).await.unwrap().into_iter().collect();
        assert_eq!(there, [1, 2, 3]);
        assert!(intake::in_mailbox(&mut cx, 8).await.unwrap().is_empty(), "other numbers hold there");
        assert!(intake::to_file(&mut cx, 7).await.unwrap().is_empty());

        cx.actor = clerk.clone();
        let whole = intake::proposal(&mut cx, id).await.unwrap();
        let parts: Vec<_> = whole.parts.iter().map(|p| (p.name.as_str(), p.file.is_some(), p.trouble)).collect();
        assert_eq!(parts, [("αίτηση.pdf", true, None), ("winmail.dat", false, Some(Trouble::Winmail))]);
        let (fields, card) = intake::proposed(&mut cx, &whole.proposal).await.unwrap();
        assert!(card.is_none() && fields.subject == "Αίτηση one");
        let entry = intake::register(&mut cx, (id, whole.proposal.line.version), fields, vec![]).await.unwrap();
        assert_eq!((entry.number, entry.files.len()), (1, 1));
        intake::refuse(&mut cx, (other, 1), "διαφημιστικό", false).await.unwrap();

        cx.actor = program();
        let to_file = intake::to_file(&mut cx, 7).await.unwrap();
        let words: Vec<_> = to_file.iter().map(|one| (one.uid, one.state.as_str())).collect();
        assert_eq!(words, [(1, "registered"), (2, "registered"), (3, "refused")]);
        intake::filed(&mut cx, Copy { validity: 7, uid: 1 }).await.unwrap();
        assert_eq!(intake::to_file(&mut cx, 7).await.unwrap().len(), 2);
        assert_eq!(intake::count(&mut cx).await.unwrap(), 0);
        cx.commit().await.unwrap();
    }
}
