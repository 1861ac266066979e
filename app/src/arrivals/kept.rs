//! A mail that was taken apart is kept: its text as a document, its attachments as files.

use super::{keep, sheet};
use crate::AppError;
use db::Cx;
use http_shell::Town;
use intake::{Arrival, Copy, NewPart, PartRole, Source, Taken, Trouble};
use kernel::{Actor, Clock, Instant};
use mailbox::Letter;
use std::{io, sync::Arc};

/// Keeps a mail that was taken apart, with its text as a document and its attachments as files.
pub(crate) async fn kept(
    town: &Town,
    clock: &Clock,
    letter: Letter,
    trouble: Option<Trouble>,
    copy: Option<Copy>,
) -> Result<Taken, AppError> {
    let mut parts = store(town, &letter).await?;
    if trouble.is_none() {
        let (sheet, now) = (sheet::of(town, &letter, &parts)?, clock.now());
        let made = tokio::task::spawn_blocking(move || pdf::mail_sheet(&sheet, now)).await;
        let (name, bytes) = match made.map_err(io::Error::other)? {
            Ok(pdf) => (sheet::NAME, pdf),
            // A text that cannot be set is kept as it is.
            Err(error) => {
                tracing::warn!(%error, "the text of a mail is kept without a form");
                (sheet::PLAIN, letter.text.clone().into_bytes())
            }
        };
        let stored = keep(town, bytes).await?;
        parts.insert(0, NewPart { role: PartRole::Body, name: name.to_owned(), stored });
    }
    let tx = town.db.write().await?;
    let mut cx = Cx::new(Arc::new(Actor::System(intake::BY_RULE)), clock.now(), None, tx);
    let taken = intake::take_in(&mut cx, arrival(letter, trouble, parts, copy)).await?;
    cx.commit().await?;
    Ok(taken)
}

/// Stores the attachments as uploads are stored: each with its limit, scanned first.
async fn store(town: &Town, letter: &Letter) -> Result<Vec<NewPart>, AppError> {
    let (mut parts, mut total) = (Vec::new(), 0_u64);
    for part in &letter.parts {
        let stored = match part.trouble {
            Some(trouble) => Err(why(trouble)),
            None if total + part.bytes.len() as u64 > town.limits.entry_bytes => Err(Trouble::Large),
            None => keep(town, part.bytes.clone()).await?,
        };
        total += part.bytes.len() as u64;
        parts.push(NewPart { role: PartRole::Attachment, name: part.name.clone(), stored });
    }
    Ok(parts)
}

fn why(trouble: mailbox::Trouble) -> Trouble {
    match trouble {
        mailbox::Trouble::Winmail => Trouble::Winmail,
        mailbox::Trouble::Empty => Trouble::Empty,
        mailbox::Trouble::Many => Trouble::Many,
    }
}

fn arrival(letter: Letter, trouble: Option<Trouble>, parts: Vec<NewPart>, copy: Option<Copy>) -> Arrival {
    let sent = letter.sent_at.and_then(|seconds| seconds.checked_mul(1_000_000)).map(Instant::from_micros);
    Arrival {
        source: Source::Email,
        identity: letter.identity,
        sha256: letter.sha256,
        message_id: letter.message_id,
        sent_at: sent,
        from_name: letter.from_name,
        from_address: letter.from_address,
        recipients: letter.to.join(", "),
        subject: letter.subject,
        body: letter.text,
        automatic: letter.automatic,
        trouble,
        unit: None,
        label: None,
        parts,
        copy,
    }
}
