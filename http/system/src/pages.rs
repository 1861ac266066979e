//! The page of the program's health and storage.

use axum::{http::Method, routing::get};
use db::Engine;
use documents::Usage;
use html::Template;
use http_shell::{Access, Ask, Reply, Route, TownReadiness, resident_memory};
use kernel::Permission;
use serde::Serialize;

/// The templates.
pub const TEMPLATES: &[Template] =
    &[Template { name: "system/show.html", source: include_str!("../templates/show.html") }];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let access = Access::Needs(Permission::SystemRead);
    vec![Route { method: Method::GET, path: "/admin/system", access, handler: get(show) }]
}

#[derive(Serialize)]
struct SystemPage {
    version: &'static str,
    engine: &'static str,
    memory: Option<i64>,
    health: TownReadiness,
    files: i64,
    bytes: i64,
    stored_files: i64,
    stored_bytes: i64,
    saved_bytes: i64,
    /// The public half of the key that signs the log.
    log_key: String,
}

async fn show(ask: Ask) -> Reply {
    let usage: Usage = documents::usage(&mut ask.read().await?).await?;
    let page = SystemPage {
        version: env!("CARGO_PKG_VERSION"),
        engine: match ask.town.db.engine() {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        },
        memory: resident_memory(),
        health: TownReadiness::of(&ask.town).await,
        files: usage.files,
        bytes: usage.bytes,
        stored_files: usage.stored_files,
        stored_bytes: usage.stored_bytes,
        saved_bytes: usage.saved_bytes(),
        log_key: ask.town.log.key.verifier().to_string(),
    };
    ask.page("system/show.html", page)
}
