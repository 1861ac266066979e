//! What the sender of a mail is told.

use crate::AppError;
use circulation::MailCause;
use db::Cx;
use html::{Lang, Pages};
use http_shell::Town;
use intake::Letter;
use kernel::{Actor, Clock};
use mail::{Attachment, Mail};
use std::sync::Arc;

/// Writes the mail that tells a sender what became of theirs; `key` names the cause, so that it is sent once.
pub(crate) async fn letter(
    town: &Town,
    clock: &Clock,
    pages: &Pages,
    letter: Letter,
    key: &str,
) -> Result<(), AppError> {
    let text = |key: &str, args: &[(&str, String)]| pages.text(Lang::El, key, args);
    let mail = match letter {
        Letter::Registered { to, answers, year, number } => {
            let actor = Arc::new(Actor::System(intake::BY_RULE));
            let mut cx = Cx::new(actor, clock.now(), None, town.db.read().await?);
            let made = http_register::receipt_of(&mut cx, town, pages, Lang::El, (year, number)).await;
            drop(cx);
            let made = made.map_err(|error| AppError::Refused(error.to_string()))?;
            let (name, at) = (made.name.clone(), made.at.greek());
            let pdf = tokio::task::spawn_blocking(move || made.pdf()).await.map_err(std::io::Error::other)?;
            let bytes = pdf.map_err(std::io::Error::other)?;
            let args = [
                ("label", format!("{number}/{year}")),
                ("at", at),
                ("municipality", town.name.clone()),
                ("url", format!("{}/verify", town.url)),
            ];
            Mail {
                to,
                answers,
                subject: text("intake-mail-registered-subject", &args),
                text: text("intake-mail-registered-text", &args),
                cause: Some(serde_json::to_string(&MailCause::Entry { year, number, assignment: None })?),
                attachments: vec![Attachment { name, media_type: "application/pdf".to_owned(), bytes }],
                ..Mail::default()
            }
        }
        Letter::Refused { to, answers, subject, reason } => {
            let subject = if subject.is_empty() { text("intake-no-subject", &[]) } else { subject };
            let args = [("subject", subject), ("reason", reason), ("municipality", town.name.clone())];
            Mail {
                to,
                answers,
                subject: text("intake-mail-refused-subject", &args),
                text: text("intake-mail-refused-text", &args),
                ..Mail::default()
            }
        }
    };
    let actor = Arc::new(Actor::System(intake::BY_RULE));
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    mail::enqueue(&mut cx, &format!("{} {key}", intake::LETTER), &mail).await?;
    Ok(cx.commit().await?)
}
