//! Opening the municipalities and answering for them.

use crate::AppError;
use axum::Router;
use blobs::Blobs;
use db::Db;
use html::Pages;
use http_shell::{App, Route, Town};
use kernel::Clock;
use proof::LogKey;
use std::{collections::HashMap, net::SocketAddr, path::Path, sync::Arc};
use tlog::SigningKey;

/// The largest file of an entry, bytes.
const MAX_FILE: u64 = 200 * 1024 * 1024;

/// Every route of the program.
#[must_use]
pub fn routes() -> Vec<Route> {
    let modules = [
        http_shell::routes(),
        http_identity::routes(),
        http_proof::routes(),
        http_register::routes(),
        http_audit::routes(),
    ];
    modules.into_iter().flatten().collect()
}

/// Opens a municipality whose files, key and, where `database` names none, SQLite database live in `folder`.
///
/// # Errors
/// When the database, the folder or the key cannot be opened.
pub async fn town(name: &str, host: &str, folder: &Path, database: Option<&str>) -> Result<Town, AppError> {
    tokio::fs::create_dir_all(folder).await?;
    let url = database.map_or_else(|| format!("sqlite:{}", folder.join("asty.db").display()), str::to_owned);
    let db = Db::connect(&url).await?;
    db.migrate().await?;
    let origin = format!("{host}/log");
    let key = log_key(&origin, &folder.join("log.key")).await?;
    let blobs = Blobs::open(&folder.join("files")).await?;
    Ok(Town {
        name: name.to_owned(),
        host: host.to_owned(),
        url: format!("https://{host}"),
        db,
        blobs,
        log: LogKey { origin, key },
    })
}

/// The key of a log: read from its file, made at the first start.
async fn log_key(origin: &str, path: &Path) -> Result<SigningKey, AppError> {
    if let Ok(text) = tokio::fs::read_to_string(path).await {
        return Ok(SigningKey::parse(&text)?);
    }
    let key = SigningKey::generate(origin)?;
    let mut options = tokio::fs::OpenOptions::new();
    let mut file = options.write(true).create_new(true).mode(0o600).open(path).await?;
    tokio::io::AsyncWriteExt::write_all(&mut file, format!("{}\n", key.to_secret_text()).as_bytes()).await?;
    file.sync_all().await?;
    Ok(key)
}

/// What answers for these municipalities.
///
/// # Errors
/// When a template or a translation file is wrong.
pub fn server(towns: Vec<Town>, clock: Clock) -> Result<Router, AppError> {
    let templates = [
        http_shell::TEMPLATES,
        http_identity::TEMPLATES,
        http_proof::TEMPLATES,
        http_register::TEMPLATES,
        http_audit::TEMPLATES,
    ];
    let towns: HashMap<_, _> = towns.into_iter().map(|t| (t.host.clone(), Arc::new(t))).collect();
    let pages = Arc::new(Pages::new(&templates)?);
    let app = App { towns: Arc::new(towns), pages, clock, max_file: MAX_FILE };
    Ok(http_shell::router(&app, routes()))
}

/// Answers on `listener` until the program is asked to stop.
///
/// # Errors
/// What the network refuses.
pub async fn serve(listener: tokio::net::TcpListener, router: Router) -> Result<(), AppError> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop()).await?;
    Ok(())
}

async fn stop() {
    let term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    match term {
        Ok(mut term) => {
            tokio::select! { _ = term.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
