//! The table of the figures' routes.

use crate::{behind, event_log, export, savings, settings, times, volumes};
use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "statistics/macros.html", source: include_str!("../templates/macros.html") },
    Template { name: "statistics/volumes.html", source: include_str!("../templates/volumes.html") },
    Template { name: "statistics/times.html", source: include_str!("../templates/times.html") },
    Template { name: "statistics/savings.html", source: include_str!("../templates/savings.html") },
    Template { name: "statistics/entries.html", source: include_str!("../templates/entries.html") },
    Template { name: "statistics/stops.html", source: include_str!("../templates/stops.html") },
];

fn page(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::GET, path, access: Access::Needs(Permission::StatisticsRead), handler }
}

fn command(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::POST, path, access: Access::Needs(Permission::OrganisationWrite), handler }
}

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        page("/desk/statistics", get(volumes::show)),
        page("/desk/statistics/times", get(times::show)),
        page("/desk/statistics/savings", get(savings::show)),
        page("/desk/statistics/entries", get(behind::entries)),
        page("/desk/statistics/stops", get(behind::stops)),
        Route {
            method: Method::GET,
            path: "/desk/statistics/log.json",
            access: Access::Needs(Permission::AuditRead),
            handler: get(event_log::export),
        },
        page("/desk/statistics/export", get(export::export)),
        command("/desk/statistics/costs", post(settings::set_cost)),
        command("/desk/statistics/recount", post(settings::recount)),
    ]
}
