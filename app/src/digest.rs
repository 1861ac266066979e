//! The daily digest of each unit, by e-mail.

use crate::AppError;
use circulation::{Digest, DigestLine, MadeDigest, MailCause};
use db::Cx;
use html::{Lang, Pages};
use http_shell::Town;
use kernel::{Actor, Clock, Day, UnitId};
use mail::Mail;
use serde::{Deserialize, Serialize};
use std::{fmt::Write, sync::Arc};

/// The kind of the jobs that make a digest.
pub(crate) const DIGEST: &str = "digest";

/// The digest of a unit, of a day.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Asked {
    unit: UnitId,
    day: Day,
}

/// Writes the jobs of a day: each unit's at the hour that it has chosen.
pub(crate) async fn ask(cx: &mut Cx, today: Day) -> Result<(), AppError> {
    for (unit, hour) in circulation::digest_hours(cx).await? {
        let asked = Asked { unit, day: today };
        let due = today.at(hour.try_into().unwrap_or_default(), 0);
        queue::enqueue_at(cx, DIGEST, &format!("{unit} {today}"), &asked, due).await?;
    }
    Ok(())
}

#[derive(Serialize)]
struct MailPage<'a> {
    digest: &'a Digest,
    municipality: &'a str,
    url: &'a str,
}

/// Makes the digest, then keeps that it was made and writes its mails, in one transaction: of two processes that make the
/// same, the second sends nothing.
pub(crate) async fn make(town: &Town, clock: &Clock, pages: &Pages, asked: Asked) -> Result<(), AppError> {
    let actor = Arc::new(Actor::System(DIGEST));
    let mut cx = Cx::new(actor.clone(), clock.now(), None, town.db.read().await?);
    let made = circulation::make_digest(&mut cx, asked.unit, asked.day).await?;
    drop(cx);
    let Some(made) = made else { return Ok(()) };
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    if circulation::keep_digest(&mut cx, &made).await? && !made.to.is_empty() {
        let MadeDigest { digest, to, .. } = made;
        let page = MailPage { digest: &digest, municipality: &town.name, url: &town.url };
        let html = pages.render(Lang::El, "circulation/digest-mail.html", page)?;
        let subject = pages.text(
            Lang::El,
            "circulation-digest-subject",
            &[("unit", digest.unit_name.clone()), ("day", digest.day.greek())],
        );
        let text = text(town, pages, &digest);
        let cause = Some(serde_json::to_string(&MailCause::Digest { unit: asked.unit, day: asked.day })?);
        for to in to {
            let key = circulation::digest_key(asked.unit, asked.day, &to);
            let (subject, text, html, cause) = (subject.clone(), text.clone(), Some(html.clone()), cause.clone());
            let mail = Mail { to, subject, text, html, cause, ..Mail::default() };
            mail::enqueue(&mut cx, &key, &mail).await?;
        }
    }
    Ok(cx.commit().await?)
}

/// The digest as plain text: counts first, then the lists.
fn text(town: &Town, pages: &Pages, digest: &Digest) -> String {
    let words = |key: &str| pages.text(Lang::El, key, &[]);
    let mut text = format!("{}\n{} {}\n\n", digest.unit_name, words("circulation-digest"), digest.day.greek());
    for part in &digest.parts {
        let _ = writeln!(text, "{}: {}", words(&format!("circulation-section-{}", part.section)), part.count);
    }
    for part in &digest.parts {
        let _ = writeln!(text, "\n{}", words(&format!("circulation-section-{}", part.section)));
        for line in &part.lines {
            let _ = writeln!(text, "{}", line_of(town, pages, line));
        }
    }
    let _ = write!(text, "\n{}\n{}/desk/tray?of={}\n", words("circulation-digest-tray"), town.url, digest.unit);
    let _ = write!(text, "\n{}\n", town.name);
    text
}

fn line_of(town: &Town, pages: &Pages, line: &DigestLine) -> String {
    let about = if line.subject.is_empty() {
        pages.text(Lang::El, "circulation-mail-restricted", &[])
    } else {
        line.subject.clone()
    };
    let due = line.due.map(|due| format!(" ({} {})", pages.text(Lang::El, "circulation-due", &[]), due.greek()));
    let (number, year) = (line.number, line.year);
    format!("- {number}/{year} {about}{}\n  {}/desk/register/{year}/{number}", due.unwrap_or_default(), town.url)
}
