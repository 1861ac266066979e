//! The mailbox: what was decided goes to its folder, what is new becomes a proposal.

use super::{keep, sheet};
use crate::{
    AppError,
    config::{self, Municipality},
};
use db::Cx;
use html::{Lang, Words};
use http_shell::{News, Town};
use intake::{Arrival, Copy, NewPart, PartRole, Source, State, Taken, Trouble};
use kernel::{Actor, Clock, Instant, ProposalId};
use mailbox::{Letter, Limits, Mailbox, MailboxError, Returned, Server};
use std::{collections::BTreeSet, io, sync::Arc, time::Duration};
use uuid::Uuid;

/// Letters of a mail's text that are kept.
const TEXT: usize = 100_000;
/// Mails that are taken in one visit: decided ones go to their folders in between.
const BATCH: usize = 50;
/// The shortest pause between two visits, seconds.
const SHORTEST: u16 = 5;

/// Where a municipality's mailbox is; none where no server is named.
///
/// # Errors
/// When the certificate cannot be read.
pub fn reach(place: &config::Mailbox) -> Result<Option<Server>, AppError> {
    let Some(host) = place.server.clone() else { return Ok(None) };
    Ok(Some(Server {
        host,
        port: place.port.unwrap_or(place.security.port()),
        security: place.security,
        user: place.user.clone().unwrap_or_default(),
        password: place.password.clone().map(|secret| secret.0).unwrap_or_default(),
        authority: place.authority.as_ref().map(std::fs::read).transpose()?,
    }))
}

/// Looks into the mailbox of a municipality again and again. Several processes may do it: a mail is kept once.
pub async fn mailbox(town: Arc<Town>, place: Municipality, clock: Clock) {
    let server = match reach(&place.mailbox) {
        Ok(Some(server)) => server,
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, "the mailbox cannot be read"),
    };
    let pause = Duration::from_secs(place.mailbox.every.max(SHORTEST).into());
    let words = match Words::load() {
        Ok(words) => words,
        Err(error) => return tracing::error!(error, "the mailbox is not read"),
    };
    let mut visitor = Visitor { town, place, clock, words, failed: BTreeSet::new() };
    loop {
        match visitor.visit(&server).await {
            // There is more.
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(pause).await,
            Err(error) => {
                tracing::error!(%error, host = visitor.town.host, "the mailbox cannot be read");
                tokio::time::sleep(pause * 2).await;
            }
        }
    }
}

struct Visitor {
    town: Arc<Town>,
    place: Municipality,
    clock: Clock,
    words: Words,
    /// What could not be taken the last time.
    failed: BTreeSet<u32>,
}

impl Visitor {
    fn actor(&self) -> Arc<Actor> {
        Arc::new(Actor::System(intake::BY_RULE))
    }

    async fn read(&self) -> Result<Cx, AppError> {
        Ok(Cx::new(self.actor(), self.clock.now(), None, self.town.db.read().await?))
    }

    async fn write(&self) -> Result<Cx, AppError> {
        let tx = self.town.db.write().await?;
        Ok(Cx::new(self.actor(), self.clock.now(), None, tx))
    }

    /// One visit; whether there is more to do at once.
    async fn visit(&mut self, server: &Server) -> Result<bool, AppError> {
        let folders = &self.place.mailbox;
        let mut mailbox = Mailbox::open(server).await?;
        for folder in [&folders.registered, &folders.refused] {
            mailbox.make(&folder.0).await?;
        }
        let validity = i64::from(mailbox.select(&folders.inbox.0).await?);
        self.file(&mut mailbox, validity).await?;
        let there = mailbox.uids().await?;
        let known = intake::in_mailbox(&mut self.read().await?, validity).await?;
        let mut new: Vec<u32> = there.into_iter().filter(|uid| !known.contains(&i64::from(*uid))).collect();
        // What could not be taken before comes behind what nobody has tried: it must not keep the others waiting.
        new.sort_by_key(|uid| (self.failed.contains(uid), *uid));
        let (mut news, mut failures) = (false, 0);
        for uid in new.iter().copied().take(BATCH) {
            match self.take(&mut mailbox, uid, Copy { validity, uid: uid.into() }).await {
                Ok(is_new) => {
                    news |= is_new;
                    self.failed.remove(&uid);
                }
                Err(error @ AppError::Mailbox(_)) => return Err(error),
                Err(error) => {
                    tracing::error!(%error, uid, "a mail waits in the mailbox");
                    self.failed.insert(uid);
                    failures += 1;
                }
            }
        }
        self.file(&mut mailbox, validity).await?;
        mailbox.close().await;
        if news {
            // Nobody listens, or they hear it.
            let _ = self.town.news.send(Arc::new(News { office: true, ..News::default() }));
        }
        Ok(new.len() > BATCH && failures < BATCH)
    }

    /// Brings what was decided to its folder.
    async fn file(&self, mailbox: &mut Mailbox, validity: i64) -> Result<(), AppError> {
        let folders = &self.place.mailbox;
        for one in intake::to_file(&mut self.read().await?, validity).await? {
            let Ok(uid) = u32::try_from(one.uid) else { continue };
            let folder = if one.state == State::Registered { &folders.registered } else { &folders.refused };
            mailbox.file(uid, &folder.0).await?;
            let mut cx = self.write().await?;
            intake::filed(&mut cx, Copy { validity, uid: one.uid }).await?;
            cx.commit().await?;
        }
        Ok(())
    }

    /// Takes one mail; whether it is a new proposal that waits.
    async fn take(&self, mailbox: &mut Mailbox, uid: u32, copy: Copy) -> Result<bool, AppError> {
        let Some((letter, trouble)) = self.letter(mailbox, uid).await? else { return Ok(false) };
        let before = intake::known(&mut self.read().await?, &letter.identity).await?;
        if let Some(before) = before {
            let mut cx = self.write().await?;
            intake::noted(&mut cx, copy, before).await?;
            cx.commit().await?;
            return Ok(false);
        }
        let (ours, returned) = (self.answers_ours(&letter), letter.returned.clone());
        let taken = kept(&self.town, &self.clock, letter, trouble, Some(copy)).await?;
        let Taken::New(id) = taken else { return Ok(false) };
        if let Some(returned) = returned
            && self.came_back(id, &returned).await?
        {
            return Ok(false);
        }
        // A rule that cannot be followed must not keep the mail from the tray.
        let mut cx = self.write().await?;
        match intake::by_rules(&mut cx, id, ours).await {
            Ok(true) => cx.commit().await?,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "a mail could not be registered by a rule"),
        }
        Ok(true)
    }

    /// A mail of this program came back: it is kept with what caused it, and the report is no work for a clerk. Whether it
    /// was one of this program.
    async fn came_back(&self, report: ProposalId, returned: &Returned) -> Result<bool, AppError> {
        let mut cx = self.write().await?;
        let Some(sent) = mail::came_back(&mut cx, &returned.message_id, &returned.why).await? else { return Ok(false) };
        if let Some(cause) = &sent.cause {
            let cause = serde_json::from_str(cause)?;
            circulation::undelivered(&mut cx, &cause, &sent.to, &returned.why).await?;
        }
        let version = intake::proposal(&mut cx, report).await?.proposal.line.version;
        let reason = self.words.text(Lang::El, "intake-returned", &[("to", sent.to)]);
        intake::refuse(&mut cx, (report, version), &reason, false).await?;
        cx.commit().await?;
        Ok(true)
    }

    /// A mail taken apart; of one that is not taken its head, and why. None when it is gone.
    async fn letter(&self, mailbox: &mut Mailbox, uid: u32) -> Result<Option<(Letter, Option<Trouble>)>, AppError> {
        let max = self.place.mailbox.max_mail.0;
        let Some(size) = mailbox.size(uid).await? else { return Ok(None) };
        let files = self.town.limits.entry_files.saturating_sub(1);
        let mut trouble = Trouble::Large;
        if size <= max {
            let Some(raw) = mailbox.fetch(uid, max).await? else { return Ok(None) };
            let limits = Limits { text: TEXT, parts: files };
            let read = tokio::task::spawn_blocking(move || mailbox::read(&raw, limits)).await;
            match read.map_err(io::Error::other)? {
                Ok(letter) => return Ok(Some((letter, None))),
                Err(MailboxError::Unreadable(why)) => {
                    tracing::warn!(uid, why, "a mail is not taken apart");
                    trouble = Trouble::Unreadable;
                }
                Err(error) => return Err(error.into()),
            }
        }
        let Some(head) = mailbox.head(uid).await? else { return Ok(None) };
        let letter = mailbox::read_head(&head).unwrap_or_else(|_| mailbox::nothing(&head));
        Ok(Some((letter, Some(trouble))))
    }

    /// Whether it answers a mail that this program sent: nobody registers the answers of other programs to it.
    fn answers_ours(&self, letter: &Letter) -> bool {
        let from = self.place.mail.from.clone().unwrap_or_else(|| format!("asty@{}", self.place.base.host));
        let domain = from.rsplit('@').next().unwrap_or_default().trim_end_matches('>').to_ascii_lowercase();
        letter
            .answers
            .iter()
            .filter_map(|id| id.rsplit_once('@'))
            .any(|(local, of)| of.eq_ignore_ascii_case(&domain) && Uuid::parse_str(local).is_ok())
    }
}

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
