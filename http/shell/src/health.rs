//! Whether the program lives, and whether it can work.

use crate::{App, Town, proxy::Near};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// How long a part may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the program lives.
#[utoipa::path(get, path = "/healthz", tag = "operation", responses(
    (status = 200, description = "It lives", body = String, content_type = "text/plain")))]
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// Whether the program can work.
#[derive(Serialize, ToSchema)]
pub(crate) struct Readiness {
    /// Whether all of it is ready.
    ready: bool,
    /// Each municipality; none where the question comes from outside.
    municipalities: Vec<TownReadiness>,
}

/// Whether a municipality can be served.
#[derive(Debug, Serialize, ToSchema)]
pub struct TownReadiness {
    /// Its host name.
    pub host: String,
    /// Whether its database answers.
    pub database: bool,
    /// Whether its files can be written, and scanned where that is wanted.
    pub storage: bool,
}

impl TownReadiness {
    /// Asks its database and its storage; each has two seconds.
    pub async fn of(town: &Town) -> Self {
        let database = tokio::time::timeout(PATIENCE, town.db.ping()).await;
        let storage = tokio::time::timeout(PATIENCE, town.blobs.ping()).await;
        let [database, storage] = [
            database.map_err(|e| e.to_string()).and_then(|r| r.map_err(|e| e.to_string())),
            storage.map_err(|e| e.to_string()).and_then(|r| r.map_err(|e| e.to_string())),
        ];
        for error in [&database, &storage].into_iter().filter_map(|r| r.as_ref().err()) {
            tracing::error!(host = town.host, error, "not ready");
        }
        Self { host: town.host.clone(), database: database.is_ok(), storage: storage.is_ok() }
    }
}

/// Whether the program can work: the database and the storage of each municipality answer.
#[utoipa::path(get, path = "/readyz", tag = "operation", responses(
    (status = 200, description = "All of it is ready", body = Readiness),
    (status = 503, description = "Something is not", body = Readiness)))]
pub(crate) async fn ready(State(app): State<App>, Near(near): Near) -> Response {
    let mut municipalities = Vec::new();
    for town in app.towns.values() {
        municipalities.push(TownReadiness::of(town).await);
    }
    municipalities.sort_by(|a, b| a.host.cmp(&b.host));
    let ready = municipalities.iter().all(|town| town.database && town.storage);
    if !near {
        municipalities.clear();
    }
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready, municipalities })).into_response()
}
