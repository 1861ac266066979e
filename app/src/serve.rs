//! Answering for the municipalities.

use crate::AppError;
use axum::Router;
use html::Pages;
use http_shell::{App, Route, Town};
use kernel::Clock;
use pdf::Workshop;
use std::{borrow::Borrow, collections::HashMap, sync::Arc};

/// Every route of the program.
#[must_use]
pub fn routes() -> Vec<Route> {
    let modules = [
        http_shell::routes(),
        http_identity::routes(),
        http_proof::routes(),
        http_register::routes(),
        http_circulation::routes(),
        http_search::routes(),
        http_intake::routes(),
        http_audit::routes(),
        http_law::routes(),
        http_statistics::routes(),
        http_rollout::routes(),
        http_system::routes(),
    ];
    modules.into_iter().flatten().collect()
}

/// What answers for these municipalities; strangers' files are worked on in `workshop`.
///
/// # Errors
/// When a template or a translation file is wrong.
pub fn server(
    towns: impl IntoIterator<Item = impl Into<Arc<Town>>>,
    clock: Clock,
    workshop: Workshop,
) -> Result<Router, AppError> {
    let templates = [
        http_shell::TEMPLATES,
        http_identity::TEMPLATES,
        http_proof::TEMPLATES,
        http_register::TEMPLATES,
        http_circulation::TEMPLATES,
        http_search::TEMPLATES,
        http_intake::TEMPLATES,
        http_audit::TEMPLATES,
        http_law::TEMPLATES,
        http_statistics::TEMPLATES,
        http_rollout::TEMPLATES,
        http_system::TEMPLATES,
    ];
    let towns: HashMap<_, _> =
        towns.into_iter().map(Into::into).map(|town: Arc<Town>| (town.host.clone(), town)).collect();
    let pages = Arc::new(Pages::new(&templates)?);
    let routes = routes();
    let parts = [http_identity::description(), http_register::description(), http_search::description()];
    let description = http_shell::describe(parts, &routes).to_json()?.into();
    let (towns, workshop) = (Arc::new(towns), Arc::new(workshop));
    let app = App { towns, pages, clock, description, workshop, metrics: Arc::default() };
    Ok(http_shell::router(&app, routes))
}

/// Removes the files that a crash left without a record, in the background: pages are answered meanwhile.
pub(crate) fn sweep(towns: &[impl Borrow<Town>]) {
    for town in towns.iter().map(Borrow::borrow) {
        let (host, db, blobs) = (town.host.clone(), town.db.clone(), town.blobs.clone());
        tokio::spawn(async move {
            let Some(limit) = blobs.alone_at() else { return };
            match documents::sweep(&db, &blobs, limit).await {
                Ok(0) => {}
                Ok(files) => tracing::info!(host, files, "removed what a crash had left"),
                Err(error) => tracing::warn!(host, %error, "could not look for what a crash had left"),
            }
        });
    }
}
