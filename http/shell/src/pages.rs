//! The pages that belong to no module: the portal, the style.

use crate::{Access, App, Ask, Reply, Route, assets::asset, health, metrics};
use axum::{
    extract::State,
    http::{Method, header},
    response::IntoResponse,
    routing::get,
};
use html::Template;
use serde::Serialize;

/// The layouts and the portal.
pub const TEMPLATES: &[Template] = &[
    Template { name: "shell/layout.html", source: include_str!("../templates/layout.html") },
    Template { name: "shell/keys.html", source: include_str!("../templates/keys.html") },
    Template { name: "shell/macros.html", source: include_str!("../templates/macros.html") },
    Template { name: "shell/error.html", source: include_str!("../templates/error.html") },
    Template { name: "shell/portal.html", source: include_str!("../templates/portal.html") },
];

/// The routes of the shell.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route { method: Method::GET, path: "/", access: Access::Public, handler: get(portal) },
        Route { method: Method::GET, path: "/assets/{folder}/{name}", access: Access::Public, handler: get(asset) },
        Route { method: Method::GET, path: "/healthz", access: Access::Anywhere, handler: get(health::live) },
        Route { method: Method::GET, path: "/readyz", access: Access::Anywhere, handler: get(health::ready) },
        Route { method: Method::GET, path: "/metrics", access: Access::Anywhere, handler: get(metrics::scrape) },
        Route { method: Method::GET, path: "/api/openapi.json", access: Access::Anywhere, handler: get(description) },
    ]
}

#[derive(Serialize)]
struct Nothing {}

async fn portal(ask: Ask) -> Reply {
    ask.page("shell/portal.html", Nothing {})
}

async fn description(State(app): State<App>) -> Reply {
    Ok(([(header::CONTENT_TYPE, "application/json")], app.description.to_string()).into_response())
}
