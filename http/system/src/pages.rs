//! The page of the program's health and storage.

use crate::jobs;
use axum::{
    http::Method,
    routing::{get, post},
};
use db::Engine;
use documents::Usage;
use html::Template;
use http_shell::{Access, Ask, Reply, Route, TownReadiness, resident_memory};
use intake::MailboxTrouble;
use kernel::{Instant, Permission};
use queue::State;
use serde::Serialize;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "system/show.html", source: include_str!("../templates/show.html") },
    Template { name: "system/jobs.html", source: include_str!("../templates/jobs.html") },
];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (read, write) = (Access::Needs(Permission::SystemRead), Access::Needs(Permission::OrganisationWrite));
    let route = |method, path, access, handler| Route { method, path, access, handler };
    vec![
        route(Method::GET, "/admin/system", read, get(show)),
        route(Method::GET, "/admin/system/jobs", read, get(jobs::list)),
        route(Method::POST, "/admin/system/jobs/again", write, post(jobs::again_all)),
        route(Method::POST, "/admin/system/jobs/{id}/again", write, post(jobs::again)),
    ]
}

#[derive(Serialize)]
struct SystemPage {
    version: &'static str,
    engine: &'static str,
    memory: Option<i64>,
    health: TownReadiness,
    waiting: i64,
    failed: i64,
    tidied_at: Option<Instant>,
    /// The mailbox that is read; none where there is none.
    mailbox: Option<String>,
    /// Why it cannot be read.
    trouble: Option<MailboxTrouble>,
    files: i64,
    bytes: i64,
    stored_files: i64,
    stored_bytes: i64,
    saved_bytes: i64,
    /// The public half of the key that signs the log.
    log_key: String,
}

async fn show(ask: Ask) -> Reply {
    let mut cx = ask.read().await?;
    let usage: Usage = documents::usage(&mut cx).await?;
    let counts = queue::counts(&mut cx).await?;
    let tidied_at = queue::last_done(&mut cx, jobs::TIDY).await?;
    let trouble = intake::mailbox_trouble(&mut cx).await?;
    drop(cx);
    let page = SystemPage {
        version: env!("CARGO_PKG_VERSION"),
        engine: match ask.town.db.engine() {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        },
        memory: resident_memory(),
        health: TownReadiness::of(&ask.town).await,
        waiting: jobs::total(&counts, State::Waiting),
        failed: jobs::total(&counts, State::Failed),
        tidied_at,
        mailbox: ask.town.mailbox.clone(),
        trouble,
        files: usage.files,
        bytes: usage.bytes,
        stored_files: usage.stored_files,
        stored_bytes: usage.stored_bytes,
        saved_bytes: usage.saved_bytes(),
        log_key: ask.town.log.key.verifier().to_string(),
    };
    ask.page("system/show.html", page)
}
