//! `asty doctor`: what is wrong, and how to mend it.

mod places;

use crate::{
    arrivals::reach,
    config::{Config, Municipality},
    mailer,
    town::{self, lacks},
};
use blobs::BlobError;
use db::{Cx, Db};
use kernel::{Actor, Clock, causes};
use mailbox::{Mailbox, MailboxError};
use places::{derived, files, folder, missing, size, space};
use std::{fmt, fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};
use tlog::SigningKey;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// In order.
    Good,
    /// It works, but could be better.
    Advice,
    /// It does not work.
    Bad,
}

/// One check.
#[derive(Debug, Clone)]
pub struct Check {
    /// How it came out.
    pub outcome: Outcome,
    /// Of which municipality, and what.
    pub what: String,
    /// What was found, and how to mend it.
    pub words: String,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.outcome {
            Outcome::Good => "ok    ",
            Outcome::Advice => "advice",
            Outcome::Bad => "BAD   ",
        };
        // One line for each check: what a store says may have several.
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(f, "{mark}  {:<22}  {words}", self.what)
    }
}

type Found = Result<String, (Outcome, String)>;

fn bad(words: impl Into<String>) -> (Outcome, String) {
    (Outcome::Bad, words.into())
}

fn advice(words: impl Into<String>) -> Found {
    Err((Outcome::Advice, words.into()))
}

/// Checks everything that a municipality needs.
pub async fn examine(config: &Config) -> Vec<Check> {
    let mut checks = vec![check("clock", synchronised())];
    for place in &config.municipalities {
        let mut add = |what: &str, found: Found| checks.push(check(&format!("{}: {what}", place.code), found));
        let db = look(place).await;
        match &db {
            Err(found) => add("database", Err(found.clone())),
            Ok(db) => {
                let schema = schema(db).await;
                let ready = schema.is_ok();
                add("database", schema.map(|words| format!("{}, {words}", place.base.database)));
                if ready {
                    add("clock", clock(db).await);
                    add("jobs", jobs(db).await);
                    add("log key", key(db, place).await);
                }
                db.close().await;
            }
        }
        add("files", files(place).await);
        add("search index", derived(&place.base.index));
        add("scanned pages", ocr(place));
        add("space", space(place));
        add("virus scanner", scanner(place).await);
        add("checkpoints", folder(&place.base.checkpoints));
        add("auditors", auditors(place));
        add("mail", mail(place).await);
        if let Some(found) = mailbox(place).await {
            add("mailbox", found);
        }
        if let Some(scans) = &place.scans.folder {
            add("scans", folder(scans));
        }
        if let Some(found) = provider(place).await {
            add("sign-in", found);
        }
    }
    checks
}

fn check(what: &str, found: Found) -> Check {
    let (outcome, words) = match found {
        Ok(words) => (Outcome::Good, words),
        Err(found) => found,
    };
    Check { outcome, what: what.to_owned(), words }
}

/// Whether the program that reads scanned pages is there, with the languages that are asked for.
fn ocr(place: &Municipality) -> Found {
    let Some(program) = &place.ocr.program else {
        return advice(
            "scanned pages are not read, so nobody finds them by their words. Mend: install tesseract-ocr and \
             tesseract-ocr-ell, and name it: ocr.program = \"tesseract\"",
        );
    };
    let listed = std::process::Command::new(program).arg("--list-langs").output();
    let listed = listed.map_err(|e| bad(format!("ocr.program: {program}: {e}. Mend: install tesseract-ocr")))?;
    let known = String::from_utf8_lossy(&listed.stdout).into_owned();
    let lacks = |language: &&str| !known.lines().any(|line| line.trim() == *language);
    match place.ocr.languages.split('+').find(lacks) {
        Some(language) => {
            Err(bad(format!("{program} lacks the language {language}. Mend: install tesseract-ocr-{language}")))
        }
        None => Ok(format!("{program} reads {}", place.ocr.languages)),
    }
}

fn synchronised() -> Found {
    let signs = ["/run/systemd/timesync/synchronized", "/run/chrony", "/run/chronyd.pid", "/run/ntpd.pid"];
    if signs.iter().any(|sign| Path::new(sign).exists()) {
        return Ok("a time service keeps the clock".to_owned());
    }
    advice(
        "no time service was found: the time of an entry is its legal time. Mend: install chrony, or systemd-timesyncd",
    )
}

/// The database, if it is there; nothing is made.
async fn look(place: &Municipality) -> Result<Db, (Outcome, String)> {
    let database = &place.base.database;
    let path = database.0.strip_prefix("sqlite:").map(Path::new);
    if let Some(folder) = path.and_then(Path::parent).filter(|folder| !folder.is_dir()) {
        return Err(missing(folder));
    }
    if path.is_some_and(|path| !path.exists()) {
        return Err(bad(format!("{database} is not there yet. Mend: asty migrate")));
    }
    let mend = match path {
        Some(path) => format!("the program's user must own {}, and it must be a database of Asty", path.display()),
        None => "is the server running, are name and password right?".to_owned(),
    };
    Db::look(&database.0).await.map_err(|error| bad(format!("{database}: {error}. Mend: {mend}")))
}

async fn schema(db: &Db) -> Found {
    let pending = db.pending().await.map_err(|e| bad(format!("{e}. Mend: use the newer program that migrated it")))?;
    if let Some(words) = lacks(&pending) {
        return Err(bad(format!("{words}. Mend: asty migrate")));
    }
    let mend = "Mend: look at the rights of the user and the free space";
    db.probe(Clock::System.now()).await.map_err(|error| bad(format!("{error}. {mend}")))?;
    Ok("up to date and writable".to_owned())
}

async fn cx(db: &Db) -> Result<Cx, (Outcome, String)> {
    let tx = db.read().await.map_err(|e| bad(e.to_string()))?;
    Ok(Cx::new(Arc::new(Actor::System("doctor")), Clock::System.now(), None, tx))
}

async fn clock(db: &Db) -> Found {
    let mut cx = cx(db).await?;
    let last = proof::last_at(&mut cx.tx).await.map_err(|e| bad(e.to_string()))?;
    let behind = last.seconds() - cx.now.seconds();
    if behind > proof::TOLERANCE_SECONDS {
        let words =
            format!("{behind} seconds behind the last entry: nothing can be registered. Mend: set the clock right");
        return Err(bad(words));
    }
    Ok(format!("{}, not behind the last entry", cx.now.greek()))
}

async fn jobs(db: &Db) -> Found {
    let failed =
        queue::list(&mut cx(db).await?, queue::State::Failed, None, None, 100).await.map_err(|e| bad(e.to_string()))?;
    let Some(newest) = failed.first() else { return Ok("none has failed".to_owned()) };
    let error = newest.error.clone().unwrap_or_default();
    advice(format!(
        "{} failed; the newest ({}): {error}. Mend the cause, then: asty job again",
        failed.len(),
        newest.kind
    ))
}

async fn key(db: &Db, place: &Municipality) -> Found {
    let path = &place.base.log_key;
    let Ok(about) = fs::metadata(path) else {
        let mut cx = cx(db).await?;
        let size = proof::size(&mut cx.tx).await.map_err(|e| bad(e.to_string()))?;
        if size == 0 {
            return Ok("is made at the first start".to_owned());
        }
        return Err(bad(format!("{} is not there. Mend: bring it back from the backup", path.display())));
    };
    let text = fs::read_to_string(path).map_err(|e| bad(format!("{}: {e}", path.display())))?;
    let key = SigningKey::parse(&text)
        .map_err(|e| bad(format!("{}: {e}. Mend: bring it back from the backup", path.display())))?;
    let origin = format!("{}/log", place.base.host);
    if key.verifier().name() != origin {
        return Err(bad(format!("belongs to {}, not to {origin}. Mend: host or log_key", key.verifier().name())));
    }
    let public = key.verifier();
    if about.permissions().mode() & 0o077 != 0 {
        return Err(bad(format!("{public}: others may read it. Mend: chmod 600 {}", path.display())));
    }
    let beside = place.base.database.0.strip_prefix("sqlite:").and_then(|p| Path::new(p).parent()) == path.parent();
    if beside {
        let place = path.display();
        return advice(format!("{public}, but {place} stands beside the database. Better: log_key on another disk"));
    }
    Ok(public.to_string())
}

/// How to mend what a store that speaks S3 said.
fn bucket(error: &str) -> String {
    let said = |words: &[&str]| words.iter().any(|word| error.contains(word));
    let mend = if said(&["NoSuchBucket", "404 Not Found"]) {
        "make the bucket, or set storage.bucket to one that is there"
    } else if said(&[
        "AccessDenied",
        "SignatureDoesNotMatch",
        "InvalidAccessKeyId",
        "401 Unauthorized",
        "403 Forbidden",
    ]) {
        "storage.access_key and storage.secret_key; the key must be let read, write and remove in the bucket"
    } else {
        "is the store running? storage.endpoint and storage.region"
    };
    format!("Mend: {mend}")
}

async fn scanner(place: &Municipality) -> Found {
    let Some(scanner) = town::scanner(place) else {
        return advice("files are not scanned. Better: antivirus.clamd");
    };
    let address = place.antivirus.clamd.clone().unwrap_or_default();
    let away = |e: BlobError| bad(format!("{address}: {e}. Mend: is clamd running, and antivirus.clamd its address?"));
    scanner.ping().await.map_err(away)?;
    let largest = place.limits.max_file.0;
    scanner.takes(largest).await.map_err(|e| {
        let mend = "StreamMaxLength in clamd.conf, at least as large as limits.max_file";
        bad(format!("{address}: not a file of {}: {e}. Mend: {mend}", size(largest)))
    })?;
    Ok(format!("{address} looks at files up to {}", size(largest)))
}

/// Where staff sign in besides with a password, when a provider is named.
async fn provider(place: &Municipality) -> Option<Found> {
    let mend = "Mend: oidc.issuer as the provider calls itself, and the way to it";
    match town::provider(&place.oidc) {
        Ok(provider) => {
            let (provider, issuer) = (provider?, place.oidc.issuer.clone().unwrap_or_default());
            let found = provider.check().await;
            Some(found.map_err(|e| bad(format!("{issuer}: {e}. {mend}"))).map(|()| issuer))
        }
        Err(error) => Some(Err(bad(error.to_string()))),
    }
}

fn auditors(place: &Municipality) -> Found {
    if place.base.auditors.is_empty() {
        return advice(
            "nobody gets the daily checkpoint. Better: auditors = [\"…\"], people whom the administrator does not command",
        );
    }
    Ok(place.base.auditors.join(", "))
}

/// The mailbox that is read, when one is named. Its folders are made at the first visit.
async fn mailbox(place: &Municipality) -> Option<Found> {
    let folders = &place.mailbox;
    let server = match reach(folders) {
        Ok(server) => server?,
        Err(error) => return Some(Err(bad(format!("{error}. Mend: mailbox.authority")))),
    };
    let looked = async {
        let mut mailbox = Mailbox::open(&server).await?;
        mailbox.select(&folders.inbox.0).await?;
        let count = mailbox.uids().await?.len();
        mailbox.close().await;
        Ok::<_, MailboxError>(count)
    };
    let mend = "Mend: mailbox.server, mailbox.port, mailbox.security, mailbox.user, mailbox.password and mailbox.inbox";
    Some(match looked.await {
        Ok(count) => Ok(format!("{server:?}, {count} mails in {}", folders.inbox.0)),
        Err(error) => Err(bad(format!("{server:?}: {}. {mend}", causes(&error)))),
    })
}

async fn mail(place: &Municipality) -> Found {
    match mailer(place) {
        Ok(Some(mailer)) => {
            let why = |e| bad(format!("{e}. Mend: mail.server, mail.port, mail.security, mail.user and mail.password"));
            mailer.check().await.map_err(why)?;
            Ok(place.mail.server.clone().unwrap_or_default())
        }
        Ok(None) => advice("no server: invitations and checkpoints wait. Better: mail.server"),
        Err(error) => Err(bad(error.to_string())),
    }
}
