//! `asty doctor`: what is wrong, and how to mend it.

use crate::{
    config::{Config, Municipality},
    connect, mailer,
};
use blobs::Blobs;
use db::{Cx, Db};
use kernel::{Actor, Clock};
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
        write!(f, "{mark}  {:<22}  {}", self.what, self.words)
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
        let db = connect(place).await;
        match &db {
            Err(error) => {
                let words = format!(
                    "{}: {error}. Mend: is the server running, are name and password right?",
                    place.base.database
                );
                add("database", Err(bad(words)));
            }
            Ok(db) => {
                let schema = schema(db).await;
                let ready = schema.is_ok();
                add("database", schema.map(|words| format!("{}, {words}", place.base.database)));
                if ready {
                    add("clock", clock(db).await);
                    add("jobs", jobs(db).await);
                    add("log key", key(db, place).await);
                }
            }
        }
        add("files", files(&place.base.files).await);
        add("checkpoints", folder(&place.base.checkpoints));
        add("auditors", auditors(place));
        add("mail", mail(place).await);
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

fn synchronised() -> Found {
    let signs = ["/run/systemd/timesync/synchronized", "/run/chrony", "/run/chronyd.pid", "/run/ntpd.pid"];
    if signs.iter().any(|sign| Path::new(sign).exists()) {
        return Ok("a time service keeps the clock".to_owned());
    }
    advice(
        "no time service was found: the time of an entry is its legal time. Mend: install chrony, or systemd-timesyncd",
    )
}

async fn schema(db: &Db) -> Found {
    let refuse = |error: db::Error| bad(format!("{error}. Mend: look at the rights of the user and the free space"));
    let pending = db.pending().await.map_err(|e| bad(format!("{e}. Mend: use the newer program that migrated it")))?;
    if !pending.is_empty() {
        return Err(bad(format!("lacks {}. Mend: asty migrate", pending.join(", "))));
    }
    // A write that is taken back: rights and space.
    let mut tx = db.write().await.map_err(refuse)?;
    let args = tx.args();
    tx.exec("update log_head set size = size", args).await.map_err(refuse)?;
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
    if behind > 0 {
        let words =
            format!("{behind} seconds behind the last entry: nothing can be registered. Mend: set the clock right");
        return Err(bad(words));
    }
    Ok(format!("{}, after the last entry", cx.now.greek()))
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
    if about.permissions().mode() & 0o077 != 0 {
        return Err(bad(format!("others may read it. Mend: chmod 600 {}", path.display())));
    }
    let beside = place.base.database.0.strip_prefix("sqlite:").and_then(|p| Path::new(p).parent()) == path.parent();
    if beside {
        return advice(format!("{} stands beside the database. Better: log_key on another disk", path.display()));
    }
    Ok(key.verifier().to_string())
}

async fn files(folder: &Path) -> Found {
    let mend = format!("Mend: the program's user must own {}, and the disk have space", folder.display());
    let blobs = Blobs::open(folder).await.map_err(|e| bad(format!("{}: {e}. {mend}", folder.display())))?;
    // A file that nobody else has, taken in and removed again.
    let bytes = kernel::random_bytes::<32>().map_err(|e| bad(e.to_string()))?;
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(bytes.to_vec()))]);
    let stored = blobs.receive(stream, 1000).await.map_err(|e| bad(format!("{e}. {mend}")))?;
    blobs.remove(&stored.sha256).await.map_err(|e| bad(format!("{e}. {mend}")))?;
    Ok(format!("{} takes files", folder.display()))
}

fn folder(folder: &Path) -> Found {
    let written = fs::create_dir_all(folder).and_then(|()| {
        let probe = folder.join(".doctor");
        fs::write(&probe, b"")?;
        fs::remove_file(probe)
    });
    written.map_err(|e| bad(format!("{}: {e}. Mend: the program's user must own it", folder.display())))?;
    Ok(format!("go to {}", folder.display()))
}

fn auditors(place: &Municipality) -> Found {
    if place.base.auditors.is_empty() {
        return advice(
            "nobody gets the daily checkpoint. Better: auditors = [\"…\"], people whom the administrator does not command",
        );
    }
    Ok(place.base.auditors.join(", "))
}

async fn mail(place: &Municipality) -> Found {
    match mailer(&place.base.host, &place.mail) {
        Ok(Some(mailer)) => {
            let why = |e| bad(format!("{e}. Mend: mail.server, mail.port, mail.security, mail.user and mail.password"));
            mailer.check().await.map_err(why)?;
            Ok(place.mail.server.clone().unwrap_or_default())
        }
        Ok(None) => advice("no server: invitations and checkpoints wait. Better: mail.server"),
        Err(error) => Err(bad(error.to_string())),
    }
}
