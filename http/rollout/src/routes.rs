//! The table of the roll-out's routes.

use crate::{adoption, deliveries};
use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "rollout/adoption.html", source: include_str!("../templates/adoption.html") },
    Template { name: "rollout/deliveries.html", source: include_str!("../templates/deliveries.html") },
    Template { name: "rollout/delivery.html", source: include_str!("../templates/delivery.html") },
];

fn route(method: Method, path: &'static str, permission: Permission, handler: MethodRouter<App>) -> Route {
    Route { method, path, access: Access::Needs(permission), handler }
}

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let (office, administrator) = (Permission::RegisterWrite, Permission::OrganisationWrite);
    vec![
        route(Method::GET, "/desk/deliveries", office, get(deliveries::list)),
        route(Method::POST, "/desk/deliveries", office, post(deliveries::make)),
        route(Method::GET, "/desk/deliveries/{id}", office, get(deliveries::show)),
        route(Method::GET, "/desk/deliveries/{id}/list.pdf", office, get(deliveries::pdf)),
        route(Method::POST, "/desk/deliveries/{id}", office, post(deliveries::hand_over)),
        route(Method::GET, "/admin/rollout", administrator, get(adoption::show)),
        route(Method::POST, "/admin/rollout", administrator, post(adoption::set)),
        route(Method::GET, "/admin/rollout/export", administrator, get(adoption::export)),
    ]
}
