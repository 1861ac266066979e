//! The table of the routes of search.

use crate::{api, feed, reading, saved, show};
use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "search/show.html", source: include_str!("../templates/show.html") },
    Template { name: "search/saved.html", source: include_str!("../templates/saved.html") },
    Template { name: "search/reading.html", source: include_str!("../templates/reading.html") },
];

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    let read = Access::Needs(Permission::RegisterRead);
    let (see, mend) = (Access::Needs(Permission::SystemRead), Access::Needs(Permission::OrganisationWrite));
    let route = |method, path, access, handler: MethodRouter<App>| Route { method, path, access, handler };
    vec![
        route(Method::GET, "/desk/search", read, get(show::show)),
        route(Method::POST, "/desk/search/saved", read, post(saved::save)),
        route(Method::POST, "/desk/search/saved/{id}/remove", read, post(saved::remove)),
        route(Method::GET, "/feed/{secret}", Access::Public, get(feed::feed)),
        route(Method::GET, "/admin/system/reading", see, get(reading::show)),
        route(Method::POST, "/admin/system/reading/again", mend, post(reading::again)),
        route(Method::GET, "/api/v1/search", read, get(api::search)),
    ]
}
