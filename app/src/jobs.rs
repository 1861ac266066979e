//! What is done after the commit and once a day, by which part of the program.

use crate::{
    AppError,
    arrivals::letter,
    config::Municipality,
    digest::{self, DIGEST},
    housekeeping::tidy,
    search_mail::{self, SEARCH},
};
use circulation::{MailCause, Notice};
use db::Cx;
use html::{Lang, Pages, Words};
use http_shell::Town;
use http_system::TIDY;
use identity::NoticeKind;
use kernel::{Actor, Clock, Day};
use mail::{Attachment, Mail, Mailer, Server};
use queue::{Failure, Job, Worker};
use std::{io::Write, path::Path, sync::Arc, time::Duration};
use tlog::Checkpoint;

const CHECKPOINT: &str = "checkpoint";
const TIDY_AFTER_SECONDS: i64 = 3600;
/// How often it is asked whether a new day has begun.
const LOOK: Duration = Duration::from_secs(60);

/// The mailer of a municipality; none where no server is configured.
///
/// # Errors
/// What is wrong with the configuration of the server.
pub fn mailer(place: &Municipality) -> Result<Option<Mailer>, AppError> {
    let mail = &place.mail;
    let Some(server) = &mail.server else { return Ok(None) };
    let credentials = mail.user.clone().zip(mail.password.clone()).map(|(user, password)| (user, password.0));
    let server = Server {
        host: server.clone(),
        port: mail.port.unwrap_or(mail.security.port()),
        security: mail.security,
        credentials,
        authority: mail.authority.as_ref().map(std::fs::read).transpose()?,
        from: place.sender(),
    };
    Ok(Some(Mailer::new(&server)?))
}

/// A worker that knows every kind of job of a municipality.
///
/// # Errors
/// What is wrong with the configuration of the mail server, or with a translation file.
pub fn worker(town: &Arc<Town>, place: &Municipality, clock: &Clock) -> Result<Worker, AppError> {
    let mailer = mailer(place)?;
    let words = Arc::new(Words::load().map_err(AppError::Refused)?);
    let (town, place, own) = (town.clone(), Arc::new(place.clone()), clock.clone());
    let (told, telling, saying, reaches) = (town.clone(), own.clone(), words.clone(), mailer.is_some());
    let (sending, sent_at) = (town.clone(), own.clone());
    let worker = Worker::new(town.db.clone(), clock.clone()).on(mail::KIND, move |job| {
        let (mailer, town, clock) = (mailer.clone(), sending.clone(), sent_at.clone());
        async move { send(&town, &clock, mailer, &job).await }
    });
    let worker = worker.on(circulation::NOTICE, move |job| {
        let (town, clock, words) = (told.clone(), telling.clone(), saying.clone());
        async move {
            let notice = job.read()?;
            // Without a mail server people look into their trays.
            if !reaches {
                return Ok(());
            }
            tell(&town, &clock, &words, &notice, &job.id.to_string())
                .await
                .map_err(|error| Failure::Later(error.to_string()))
        }
    });
    let pages = Arc::new(Pages::new(&[http_circulation::TEMPLATES, http_shell::TEMPLATES])?);
    let worker = tell_senders(worker, &town, &own, reaches)?;
    let (summed, summing) = (town.clone(), own.clone());
    let worker = worker.on(DIGEST, move |job| {
        let (town, clock, pages) = (summed.clone(), summing.clone(), pages.clone());
        async move {
            let asked = job.read()?;
            digest::make(&town, &clock, &pages, asked).await.map_err(|error| Failure::Later(error.to_string()))
        }
    });
    let worker = seeks(worker, &town, &own, &words);
    let (tidied, tidying, keep_refused) = (town.clone(), own.clone(), place.mailbox.keep_refused);
    let worker = worker.on(TIDY, move |_| {
        let (town, clock) = (tidied.clone(), tidying.clone());
        async move { tidy(&town, &clock, keep_refused).await }
    });
    Ok(worker.on(CHECKPOINT, move |job| {
        let (town, place, clock, words) = (town.clone(), place.clone(), own.clone(), words.clone());
        async move {
            let day = job.read()?;
            publish(&town, &place, &clock, &words, day).await.map_err(|error| Failure::Later(error.to_string()))
        }
    }))
}

/// Tells the senders of mails what became of theirs.
fn tell_senders(worker: Worker, town: &Arc<Town>, clock: &Clock, reaches: bool) -> Result<Worker, AppError> {
    let (town, clock, pages) = (town.clone(), clock.clone(), Arc::new(Pages::new(&[])?));
    Ok(worker.on(intake::LETTER, move |job| {
        let (town, clock, pages) = (town.clone(), clock.clone(), pages.clone());
        async move {
            // Without a mail server people get their proof at the counter.
            if !reaches {
                return Ok(());
            }
            let key = job.id.to_string();
            letter(&town, &clock, &pages, job.read()?, &key).await.map_err(|error| Failure::Later(error.to_string()))
        }
    }))
}

/// Teaches it to mail the news of kept searches.
fn seeks(worker: Worker, town: &Arc<Town>, clock: &Clock, words: &Arc<Words>) -> Worker {
    let (town, clock, words) = (town.clone(), clock.clone(), words.clone());
    worker.on(SEARCH, move |job| {
        let (town, clock, words) = (town.clone(), clock.clone(), words.clone());
        async move {
            let news = job.read()?;
            search_mail::tell(&town, &clock, &words, news).await.map_err(|error| Failure::Later(error.to_string()))
        }
    })
}

/// Writes the jobs of each day when it begins in Athens, and today's at the start. The key of a job is its day: it is
/// done once, however many processes ask for it.
pub async fn daily(town: Arc<Town>, clock: Clock) {
    let mut asked = None;
    loop {
        let today = clock.now().day();
        if asked != Some(today) {
            match ask(&town, &clock, today).await {
                Ok(()) => asked = Some(today),
                Err(error) => tracing::error!(%error, "the daily jobs cannot be written"),
            }
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn ask(town: &Town, clock: &Clock, today: Day) -> Result<(), AppError> {
    let mut cx = Cx::new(Arc::new(Actor::System("daily")), clock.now(), None, town.db.write().await?);
    queue::enqueue(&mut cx, CHECKPOINT, &today.to_string(), &today).await?;
    digest::ask(&mut cx, today).await?;
    search_mail::ask(&mut cx, today).await?;
    circulation::remind(&mut cx, today).await?;
    // The start of the program and of the day belongs to people.
    let due = cx.now.plus_seconds(TIDY_AFTER_SECONDS);
    queue::enqueue_at(&mut cx, TIDY, &today.to_string(), &today, due).await?;
    Ok(cx.commit().await?)
}

/// The day's checkpoint: to a file, and to the auditors by mail. What an earlier attempt put into the file is what goes
/// to the auditors.
async fn publish(town: &Town, place: &Municipality, clock: &Clock, words: &Words, day: Day) -> Result<(), AppError> {
    let mut tx = town.db.read().await?;
    let (_, signed) = proof::checkpoint(&mut tx, &town.log).await?;
    let keys = proof::keys(&proof::key_notes(&mut tx).await?, town.log.key.verifier());
    drop(tx);
    let (folder, name) = (place.base.checkpoints.clone(), format!("{day}.checkpoint"));
    let file = name.clone();
    let kept = tokio::task::spawn_blocking(move || keep(&folder, &file, signed)).await;
    let signed = kept.map_err(std::io::Error::other)??;
    let checkpoint = Checkpoint::open(&signed, &keys)?;
    let args = [
        ("municipality", town.name.clone()),
        ("day", day.greek()),
        ("size", checkpoint.size.to_string()),
        ("url", town.url.clone()),
        ("key", town.log.key.verifier().to_string()),
        ("file", name.clone()),
    ];
    let attachment = Attachment { name, media_type: "application/octet-stream".to_owned(), bytes: signed.into_bytes() };
    let mut cx = Cx::new(Arc::new(Actor::System(CHECKPOINT)), clock.now(), None, town.db.write().await?);
    for auditor in &place.base.auditors {
        let mail = Mail {
            to: auditor.clone(),
            subject: words.text(Lang::El, "proof-checkpoint-mail-subject", &args),
            text: words.text(Lang::El, "proof-checkpoint-mail-text", &args),
            attachments: vec![attachment.clone()],
            ..Mail::default()
        };
        mail::enqueue(&mut cx, &format!("{CHECKPOINT} {day} {auditor}"), &mail).await?;
    }
    Ok(cx.commit().await?)
}

/// Writes the mails that tell people of something. `key` names the cause: done twice, each is sent once.
async fn tell(town: &Town, clock: &Clock, words: &Words, notice: &Notice, key: &str) -> Result<(), AppError> {
    let actor = Arc::new(Actor::System(circulation::NOTICE));
    let mut cx = Cx::new(actor, clock.now(), None, town.db.write().await?);
    let Some(tidings) = circulation::tidings(&mut cx, notice).await? else { return Ok(()) };
    let (head, body) = match tidings.told {
        NoticeKind::Assigned => ("circulation-mail-assigned-subject", "circulation-mail-assigned-text"),
        NoticeKind::Information => ("circulation-mail-information-subject", "circulation-mail-information-text"),
        NoticeKind::Returned => ("circulation-mail-returned-subject", "circulation-mail-returned-text"),
        NoticeKind::Comment => ("circulation-mail-comment-subject", "circulation-mail-comment-text"),
        NoticeKind::Due => ("circulation-mail-due-subject", "circulation-mail-due-text"),
        // That has a page of its own.
        NoticeKind::Digest => return Ok(()),
    };
    let ((year, number), none) = (tidings.place, "–".to_owned());
    let by_rule = tidings.by == circulation::ROUTING;
    let by = if by_rule { words.text(Lang::El, "circulation-by-rule", &[]) } else { tidings.by };
    let args = [
        ("label", format!("{number}/{year}")),
        ("subject", about(words, tidings.subject, tidings.file)),
        ("by", by),
        ("holder", tidings.holder),
        ("due", tidings.due.map_or_else(|| none.clone(), Day::greek)),
        ("text", if tidings.text.is_empty() { none } else { tidings.text }),
        ("url", format!("{}/desk/register/{year}/{number}", town.url)),
        ("municipality", town.name.clone()),
    ];
    let cause = MailCause::Entry { year, number, assignment: tidings.assignment };
    let cause = Some(serde_json::to_string(&cause)?);
    for to in tidings.to {
        let mail = Mail {
            cause: cause.clone(),
            subject: words.text(Lang::El, head, &args),
            text: words.text(Lang::El, body, &args),
            to: to.clone(),
            ..Mail::default()
        };
        mail::enqueue(&mut cx, &format!("{} {key} {to}", circulation::NOTICE), &mail).await?;
    }
    Ok(cx.commit().await?)
}

/// Sends a mail. The job keeps for the administrator why one is refused for good; whoever caused it sees it where it is
/// missed.
async fn send(town: &Town, clock: &Clock, mailer: Option<Mailer>, job: &Job) -> Result<(), Failure> {
    let mailer = mailer.ok_or_else(|| Failure::Later("no mail server is configured: mail.server".to_owned()))?;
    let mail: Mail = job.read()?;
    let sent = mailer.send(&job.id.to_string(), &mail).await;
    if let Err(Failure::Never(why)) = &sent
        && let Err(error) = refused(town, clock, &mail, why).await
    {
        tracing::error!(%error, "it could not be kept that a mail was refused");
    }
    sent
}

/// What a mail is about: the subject, and the file of the entry where it is about one.
fn about(words: &Words, subject: Option<String>, file: Option<String>) -> String {
    let subject = subject.unwrap_or_else(|| words.text(Lang::El, "circulation-mail-restricted", &[]));
    let file = file.map(|name| words.text(Lang::El, "circulation-about-file", &[("name", name)]));
    [Some(subject), file].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Keeps that a mail was refused for good with what caused it.
async fn refused(town: &Town, clock: &Clock, mail: &Mail, why: &str) -> Result<(), AppError> {
    let Some(cause) = &mail.cause else { return Ok(()) };
    let cause: MailCause = serde_json::from_str(cause)?;
    let mut cx = Cx::new(Arc::new(Actor::System(mail::KIND)), clock.now(), None, town.db.write().await?);
    circulation::undelivered(&mut cx, &cause, &mail.to, why).await?;
    Ok(cx.commit().await?)
}

/// Writes a file that is whole whenever it is there; one that stands already stays. Gives what stands there.
fn keep(folder: &Path, name: &str, text: String) -> std::io::Result<String> {
    let target = folder.join(name);
    if target.exists() {
        return std::fs::read_to_string(target);
    }
    std::fs::create_dir_all(folder)?;
    let part = folder.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(part, target)?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(text)
}
