//! The municipalities of this installation.

use crate::{Board, Metrics, Network};
use blobs::Blobs;
use db::Db;
use fulltext::Index;
use html::Pages;
use kernel::Clock;
use pdf::Workshop;
use proof::LogKey;
use std::{collections::HashMap, path::PathBuf, sync::Arc};

/// A municipality: its own database, files and key.
pub struct Town {
    /// Its name: `Δήμος Άστεως`.
    pub name: String,
    /// Its host name, without port.
    pub host: String,
    /// Where its pages are, without a slash at the end: `https://asty.example`.
    pub url: String,
    /// Its database.
    pub db: Db,
    /// Its files.
    pub blobs: Blobs,
    /// The key of its log.
    pub log: LogKey,
    /// Whether a mail server takes its letters; without one they wait.
    pub mails: bool,
    /// The mailbox whose mails become proposals: how people know it.
    pub mailbox: Option<String>,
    /// Whether the mail server in front of it says which mails are of whoever they name as their sender.
    pub senders_checked: bool,
    /// The folder of the daily checkpoints.
    pub checkpoints: PathBuf,
    /// Its search index.
    pub index: Index,
    /// The proxies that are believed when they say from where a request comes.
    pub proxies: Vec<Network>,
    /// Where its staff may sign in besides with a password.
    pub oidc: Option<oidc::Provider>,
    /// How much is taken in.
    pub limits: Limits,
    /// Where browsers hear whose trays have changed.
    pub news: Board,
}

impl Town {
    /// Whether its pages are served over TLS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.url.starts_with("https://")
    }
}

/// How much is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// What a file may have.
    pub file: blobs::Limits,
    /// The files of one entry together, bytes.
    pub entry_bytes: u64,
    /// The files of one entry.
    pub entry_files: usize,
}

/// What the server works with.
#[derive(Clone)]
pub struct App {
    /// By host name.
    pub towns: Arc<HashMap<String, Arc<Town>>>,
    /// Templates and words.
    pub pages: Arc<Pages>,
    /// The clock.
    pub clock: Clock,
    /// The description of the interface for programs, in JSON.
    pub description: Arc<str>,
    /// Where strangers' files are worked on.
    pub workshop: Arc<Workshop>,
    /// What Prometheus asks for.
    pub metrics: Arc<Metrics>,
}
