//! The mailbox: what was decided goes to its folder, what is new becomes a proposal.

use super::kept;
use crate::{
    AppError,
    config::{self, Municipality},
};
use db::Cx;
use html::{Lang, Words};
use http_shell::{News, Town};
use intake::{Copy, State, Taken, Trouble};
use kernel::{Actor, Clock, Instant, ProposalId};
use mailbox::{Letter, Limits, Mailbox, MailboxError, Returned, Server};
use std::{collections::BTreeMap, io, mem, sync::Arc, time::Duration};
use uuid::Uuid;

/// Letters of a mail's text that are kept.
const TEXT: usize = 100_000;
/// Mails that are taken in one visit: decided ones go to their folders in between.
const BATCH: usize = 50;
/// The shortest pause between two visits, seconds.
const SHORTEST: u16 = 5;
/// So often a mail is asked for whole, and so often again for its head alone; then it is shown without being read.
const TRIES: u32 = 10;
/// For so long a mail that could not be brought to its folder is left where it is, seconds.
const LEFT: i64 = 3600;

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
pub async fn mailbox(town: Arc<Town>, place: Municipality, clock: Clock, server: Server) {
    let pause = Duration::from_secs(place.mailbox.every.max(SHORTEST).into());
    let words = match Words::load() {
        Ok(words) => words,
        Err(error) => return tracing::error!(error, "the mailbox is not read"),
    };
    let mut visitor = Visitor::new(town, place, clock, words);
    loop {
        let visited = visitor.visit(&server).await;
        visitor.tell(visited.as_ref().err()).await;
        match visited {
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
    /// From when the numbers of the mails hold (UIDVALIDITY).
    validity: i64,
    /// What could not be taken, and how often the server did not give it.
    failed: BTreeMap<u32, u32>,
    /// What could not be brought to its folder, and until when it is left where it is.
    left: BTreeMap<u32, Instant>,
    /// Whether something new waits since the office was told.
    news: bool,
}

/// Whether nothing more can be asked for in the same visit.
fn ends_visit(error: &AppError) -> bool {
    matches!(error, AppError::Mailbox(error) if !error.of_one_mail())
}

impl Visitor {
    fn new(town: Arc<Town>, place: Municipality, clock: Clock, words: Words) -> Self {
        let (failed, left) = (BTreeMap::new(), BTreeMap::new());
        Self { town, place, clock, words, validity: 0, failed, left, news: false }
    }

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

    /// Keeps for the pages whether the mailbox can be read.
    async fn tell(&self, error: Option<&AppError>) {
        let told = async {
            // A look first: who reads a mailbox in peace writes nothing.
            if error.is_none() && intake::mailbox_trouble(&mut self.read().await?).await?.is_none() {
                return Ok(());
            }
            let mut cx = self.write().await?;
            intake::note_mailbox(&mut cx, error.map(ToString::to_string).as_deref()).await?;
            Ok::<_, AppError>(cx.commit().await?)
        };
        if let Err(error) = told.await {
            tracing::warn!(%error, host = self.town.host, "whether the mailbox can be read is not kept");
        }
    }

    /// One visit; whether there is more to do at once.
    async fn visit(&mut self, server: &Server) -> Result<bool, AppError> {
        let mut mailbox = Mailbox::open(server).await?;
        for folder in [&self.place.mailbox.registered, &self.place.mailbox.refused] {
            match mailbox.make(&folder.0).await {
                // What comes in is read all the same; it stays in the inbox.
                Err(error) if error.of_one_mail() => {
                    tracing::error!(%error, folder = folder.0, host = self.town.host, "a folder cannot be opened");
                }
                made => made?,
            }
        }
        let validity = i64::from(mailbox.select(&self.place.mailbox.inbox.0).await?);
        if mem::replace(&mut self.validity, validity) != validity {
            self.failed.clear();
            self.left.clear();
        }
        self.file(&mut mailbox).await?;
        let more = self.take_new(&mut mailbox).await;
        if mem::take(&mut self.news) {
            self.town.news.tell(&News { office: true, ..News::default() });
        }
        let more = more?;
        self.file(&mut mailbox).await?;
        mailbox.close().await;
        Ok(more)
    }

    /// Takes what is new; whether there is more, and it is worth going on at once.
    async fn take_new(&mut self, mailbox: &mut Mailbox) -> Result<bool, AppError> {
        let there = mailbox.uids().await?;
        let known = intake::in_mailbox(&mut self.read().await?, self.validity).await?;
        let mut new: Vec<u32> = there.into_iter().filter(|uid| !known.contains(&i64::from(*uid))).collect();
        self.failed.retain(|uid, _| new.contains(uid));
        // What could not be taken before comes behind what nobody has tried: it must not keep the others waiting.
        new.sort_by_key(|uid| (self.failed.get(uid).map(|times| times + 1), *uid));
        let mut taken = 0;
        for uid in new.iter().copied().take(BATCH) {
            match self.take(mailbox, uid).await {
                Ok(one) => {
                    self.news |= one == Some(true);
                    taken += usize::from(one.is_some());
                    self.failed.remove(&uid);
                }
                Err(error) => {
                    tracing::error!(%error, uid, host = self.town.host, "a mail waits in the mailbox");
                    // What this program cannot do just now is no reason to give a mail up.
                    *self.failed.entry(uid).or_default() += u32::from(matches!(error, AppError::Mailbox(_)));
                    if ends_visit(&error) {
                        return Err(error);
                    }
                }
            }
        }
        Ok(new.len() > BATCH && taken > 0)
    }

    /// Brings what was decided to its folder. What cannot be brought there stays, and keeps nothing else waiting.
    async fn file(&mut self, mailbox: &mut Mailbox) -> Result<(), AppError> {
        let (validity, now) = (self.validity, self.clock.now());
        self.left.retain(|_, until| *until > now);
        // Read at once: nothing in the database is held open while mails are moved.
        let decided = intake::to_file(&mut self.read().await?, validity).await?;
        for one in decided {
            let Ok(uid) = u32::try_from(one.uid) else { continue };
            if self.left.contains_key(&uid) {
                continue;
            }
            let folders = &self.place.mailbox;
            let folder = if one.state == State::Registered { &folders.registered } else { &folders.refused };
            match mailbox.file(uid, &folder.0).await {
                Ok(()) => {}
                Err(error) => {
                    tracing::error!(%error, uid, folder = folder.0, host = self.town.host, "a mail cannot be moved");
                    self.left.insert(uid, now.plus_seconds(LEFT));
                    if error.of_one_mail() {
                        continue;
                    }
                    return Err(error.into());
                }
            }
            let mut cx = self.write().await?;
            intake::filed(&mut cx, Copy { validity, uid: one.uid }).await?;
            cx.commit().await?;
        }
        Ok(())
    }

    /// Takes one mail; whether it is a new proposal that waits. None when it is gone.
    async fn take(&self, mailbox: &mut Mailbox, uid: u32) -> Result<Option<bool>, AppError> {
        let copy = Copy { validity: self.validity, uid: uid.into() };
        let Some((letter, trouble)) = self.letter(mailbox, uid).await? else { return Ok(None) };
        let before = intake::known(&mut self.read().await?, &letter.identity).await?;
        if let Some(before) = before {
            let mut cx = self.write().await?;
            intake::noted(&mut cx, copy, before).await?;
            cx.commit().await?;
            return Ok(Some(false));
        }
        let (ours, returned) = (self.answers_ours(&letter), letter.returned.clone());
        let believed = self.believes(&letter);
        let taken = kept(&self.town, &self.clock, letter, trouble, Some(copy)).await?;
        let Taken::New(id) = taken else { return Ok(Some(false)) };
        if let Some(returned) = returned
            && self.came_back(id, &returned).await?
        {
            return Ok(Some(false));
        }
        if !believed {
            return Ok(Some(true));
        }
        // A rule that cannot be followed must not keep the mail from the tray.
        let mut cx = self.write().await?;
        match intake::by_rules(&mut cx, id, ours).await {
            Ok(true) => cx.commit().await?,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "a mail could not be registered by a rule"),
        }
        Ok(Some(true))
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
        let tries = self.failed.get(&uid).copied().unwrap_or_default();
        if tries >= TRIES * 2 {
            // The server gives nothing of it: somebody has to look there.
            let name = format!("{} {uid}", self.validity);
            return Ok(Some((mailbox::nothing(name.as_bytes()), Some(Trouble::Unreadable))));
        }
        let trouble = if tries >= TRIES {
            Trouble::Unreadable
        } else {
            match self.whole(mailbox, uid).await? {
                None => return Ok(None),
                Some(Ok(letter)) => return Ok(Some((letter, None))),
                Some(Err(trouble)) => trouble,
            }
        };
        let Some(head) = mailbox.head(uid).await? else { return Ok(None) };
        let read = move || mailbox::read_head(&head).unwrap_or_else(|_| mailbox::nothing(&head));
        let letter = tokio::task::spawn_blocking(read).await.map_err(io::Error::other)?;
        Ok(Some((letter, Some(trouble))))
    }

    /// A mail taken apart, or why it is not. None when it is gone.
    async fn whole(&self, mailbox: &mut Mailbox, uid: u32) -> Result<Option<Result<Letter, Trouble>>, AppError> {
        let max = self.place.mailbox.max_mail.0;
        let Some(size) = mailbox.size(uid).await? else { return Ok(None) };
        if size > max {
            return Ok(Some(Err(Trouble::Large)));
        }
        let Some(raw) = mailbox.fetch(uid, max).await? else { return Ok(None) };
        let limits = Limits { text: TEXT, parts: self.town.limits.entry_files.saturating_sub(1) };
        let read = tokio::task::spawn_blocking(move || mailbox::read(&raw, limits)).await;
        match read.map_err(io::Error::other)? {
            Ok(letter) => Ok(Some(Ok(letter))),
            Err(MailboxError::Unreadable(why)) => {
                tracing::warn!(uid, why, host = self.town.host, "a mail is not taken apart");
                Ok(Some(Err(Trouble::Unreadable)))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a rule may take it for a mail of the sender whom it names: where the mail server checks them, those that
    /// passed.
    fn believes(&self, letter: &Letter) -> bool {
        self.place.mailbox.sender_checked_by.as_deref().is_none_or(|server| letter.is_vouched_by(server))
    }

    /// Whether it answers a mail that this program sent: nobody registers the answers of other programs to it.
    fn answers_ours(&self, letter: &Letter) -> bool {
        let from = self.place.sender();
        let domain = from.rsplit('@').next().unwrap_or_default().trim_end_matches('>').to_ascii_lowercase();
        letter
            .answers
            .iter()
            .filter_map(|id| id.rsplit_once('@'))
            .any(|(local, of)| of.eq_ignore_ascii_case(&domain) && Uuid::parse_str(local).is_ok())
    }
}

#[cfg(test)]
mod tests;
