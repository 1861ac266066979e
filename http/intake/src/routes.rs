//! The table of the routes.

use crate::{decide, proposal, rules, separators, tray};
use axum::{
    http::Method,
    routing::{MethodRouter, get, post},
};
use html::Template;
use http_shell::{Access, App, Route};
use kernel::Permission;

/// The templates.
pub const TEMPLATES: &[Template] = &[
    Template { name: "intake/tray.html", source: include_str!("../templates/tray.html") },
    Template { name: "intake/proposal.html", source: include_str!("../templates/proposal.html") },
    Template { name: "intake/refuse.html", source: include_str!("../templates/refuse.html") },
    Template { name: "intake/rules.html", source: include_str!("../templates/rules.html") },
];

fn page(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::GET, path, access: Access::Needs(Permission::RegisterWrite), handler }
}

fn command(path: &'static str, handler: MethodRouter<App>) -> Route {
    Route { method: Method::POST, path, access: Access::Needs(Permission::RegisterWrite), handler }
}

/// The routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        page("/desk/intake", get(tray::show)),
        page("/desk/intake/rules", get(rules::show)),
        command("/desk/intake/rules", post(rules::add)),
        command("/desk/intake/rules/{id}/end", post(rules::end)),
        page("/desk/intake/{id}", get(proposal::show)),
        page("/desk/intake/{id}/files/{number}", get(proposal::file)),
        page("/desk/intake/separators", get(separators::pdf)),
        command("/desk/intake/{id}/register", post(decide::register)),
        command("/desk/intake/{id}/attach", post(decide::attach)),
        page("/desk/intake/{id}/refuse", get(decide::ask_refuse)),
        command("/desk/intake/{id}/refuse", post(decide::refuse)),
        command("/desk/intake/{id}/claim", post(decide::claim)),
        command("/desk/intake/{id}/release", post(decide::release)),
    ]
}
