//! What every test needs: a fresh database on each engine, people of each role, a clock that stands; and a served
//! municipality with a client, for load and crashes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "this crate is for tests only")]

mod client;
mod dovecot;
mod imap;
mod office;
mod peers;
mod smtp;

pub use client::{Answer, Client, csrf, sha256};
pub use dovecot::Dovecot;
pub use imap::{Imap, Whim};
pub use office::{Office, PASSWORD, Server, sign_in};
pub use peers::{Peer, clamd, eicar, needed, pm4py, s3};
pub use smtp::Smtp;

use db::{Cx, Db};
use kernel::{Actor, Clock, Employee, EmployeeId, Instant, Role};
use std::sync::Arc;

/// A fresh, migrated database and the folder that it may live in.
pub struct Fresh {
    /// The database.
    pub db: Db,
    /// A clock that stands at 23/11/2026 14:05:31.
    pub clock: Clock,
    /// A folder that goes away with this.
    pub folder: tempfile::TempDir,
}

impl Fresh {
    async fn at(url: impl FnOnce(&std::path::Path) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&url(folder.path())).await.unwrap();
        db.migrate().await.unwrap();
        Self { db, clock: Clock::fixed(instant("2026-11-23T12:05:31Z")), folder }
    }

    /// On SQLite.
    pub async fn sqlite() -> Self {
        Self::at(|folder| format!("sqlite:{}", folder.join("asty.db").display())).await
    }

    /// On PostgreSQL, in a schema of its own; none where the environment names no server.
    pub async fn postgres() -> Option<Self> {
        let server = std::env::var("ASTY_TEST_POSTGRES").ok()?;
        let schema = format!("t_{}", EmployeeId::new().0.simple());
        Some(Self::at(|_| format!("{server}#{schema}")).await)
    }

    /// On each engine that is to be had.
    pub async fn each() -> Vec<Self> {
        let mut all = vec![Self::sqlite().await];
        all.extend(Self::postgres().await);
        all
    }

    /// A writing context for `actor`.
    pub async fn write(&self, actor: &Arc<Actor>) -> Cx {
        Cx::new(actor.clone(), self.clock.now(), None, self.db.write().await.unwrap())
    }

    /// A reading context for `actor`.
    pub async fn read(&self, actor: &Arc<Actor>) -> Cx {
        Cx::new(actor.clone(), self.clock.now(), None, self.db.read().await.unwrap())
    }
}

/// An instant of RFC 3339.
#[must_use]
pub fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// An employee of one role.
#[must_use]
pub fn employee(role: Role) -> Arc<Actor> {
    Arc::new(Actor::Employee(Employee {
        id: EmployeeId::new(),
        name: "Μαρία Παππά".to_owned(),
        unit: None,
        unit_name: Some("Τμήμα Πρωτοκόλλου".to_owned()),
        roles: vec![role],
        scopes: None,
        bearer: None,
    }))
}

/// Prepares every `sql!` that is linked into this test on each engine: names and syntax fit both.
///
/// # Panics
/// With file and line of each statement that an engine refuses.
pub async fn prepare_all_statements() {
    for fresh in Fresh::each().await {
        let mut tx = fresh.db.read().await.unwrap();
        let mut wrong = Vec::new();
        for statement in db::statements() {
            if let Err(error) = tx.prepare(statement.text).await {
                wrong.push(format!("{}:{}: {error}", statement.file, statement.line));
                tx = fresh.db.read().await.unwrap();
            }
        }
        assert!(db::statements().count() > 0, "no statement was linked in");
        assert!(wrong.is_empty(), "{:?}\n{}", fresh.db.engine(), wrong.join("\n"));
    }
}
